package org.countersign.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Scope;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.Proofs;
import org.countersign.evidence.SignatureLevel;
import org.countersign.evidence.StoredSignature;
import org.countersign.evidence.TimestampAuthority;
import org.countersign.testkit.Authority;
import org.countersign.testkit.StampServer;
import org.countersign.testkit.Waiting;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.countersign.work.WholeFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packets of a campaign in which each signature must carry a timestamp; and of packets that could not be written.
class StampedPacketTest {
    private static final String GRACE = PacketHouse.GRACE;

    @TempDir
    private Path folder;

    private PacketHouse house;
    private StampServer stamps;
    private Countersign grace;

    @BeforeEach
    void open() throws Exception {
        house = new PacketHouse(folder);
        stamps = new StampServer(Authority.root("Clockmaker", Instant.now()).timestamps("Clockmaker TSA"));
        grace = house.elsewhere("grace");
    }

    @AfterEach
    void close() {
        stamps.close();
        house.close();
    }

    private byte[] export(String campaign) throws RefusedException {
        Countersign owner = house.owner();
        return owner.packets()
                .export()
                .run(owner.actor(), new ExportPacket.Request(campaign, GRACE, false), house.key(PacketHouse.OWNER))
                .bytes();
    }

    private Proofs proofs() throws RefusedException {
        return new Proofs(List.of(), Optional.of(TimestampAuthority.at(stamps.url())));
    }

    private void decided() throws RefusedException {
        Countersign owner = house.owner();
        owner.openCampaign()
                .run(
                        owner.actor(),
                        new OpenCampaign.Request(
                                "q5",
                                "Q5",
                                PacketHouse.OWNER,
                                PacketHouse.APPS,
                                LocalDate.parse("2099-01-01"),
                                Scope.ALL,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true));
        house.open(grace, export("q5"));
        List<Draft> drafts = grace.workspace().read(tx -> new CampaignStore(tx).items("q5")).stream()
                .map(state -> new Draft("", state.item().id(), Verdict.APPROVE, Optional.of("x"), Optional.empty(), 3))
                .toList();
        grace.recordDecision().run(grace.actor(), "q5", GRACE, drafts, Manner.SINGLE);
    }

    private ImportPacket.Outcome merge(byte[] answer) throws RefusedException {
        return house.merge(answer, GRACE);
    }

    @Test
    void anAnswerWithoutTheTimestampThatItsCampaignRequiresIsNotMerged() throws Exception {
        decided();
        assertThatThrownBy(() -> grace.packets().sign().run(grace.actor(), "q5", house.key(GRACE), Proofs.NONE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("requires a timestamp with each signature");
        stamps.is(StampServer.Manner.BROKEN);
        assertThatThrownBy(() -> grace.packets().sign().run(grace.actor(), "q5", house.key(GRACE), proofs()))
                .hasMessageContaining("answers HTTP 500");
        stamps.is(StampServer.Manner.GOOD);
        assertThat(grace.packets()
                        .sign()
                        .run(grace.actor(), "q5", house.key(GRACE), proofs())
                        .level())
                .isEqualTo(SignatureLevel.B_T);
        byte[] answer = grace.packets().handBack().run("q5").bytes();
        StoredSignature signature = grace.workspace()
                .<List<StoredSignature>, RuntimeException>read(tx -> new EvidenceStore(tx).signatures("q5"))
                .getFirst();
        Answer read = Answer.read("answer", answer);
        byte[] bare = Answer.write(
                read.packet(),
                read.campaign().array(),
                bare(signature),
                grace.workspace().read(tx -> grace.ledger().head(tx)),
                house.key(GRACE),
                read.signedAt());
        assertThatThrownBy(() -> merge(bare))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has no timestamp, which the campaign q5 requires");
        assertThat(merge(answer)).isInstanceOf(ImportPacket.Outcome.Merged.class);
    }

    @Test
    void whileAnAuthorityAnswersNothingTheWorkspaceIsFreeAndNothingIsSigned() throws Exception {
        decided();
        stamps.is(StampServer.Manner.DRIPS);
        var key = house.key(GRACE);
        try (var waiting = new Waiting(stamps, by -> {
            try (Countersign own = grace.beside()) {
                own.packets().sign().run(own.actor(), "q5", key, proofs().watched(by));
            }
        })) {
            grace.signers().trust().run(grace.actor(), key.certificate());
            waiting.stop();
        }
        assertThat(grace.workspace()
                        .<List<StoredSignature>, RuntimeException>read(tx -> new EvidenceStore(tx).signatures("q5")))
                .isEmpty();
        stamps.is(StampServer.Manner.GOOD);
        assertThat(grace.packets()
                        .sign()
                        .run(grace.actor(), "q5", house.key(GRACE), proofs())
                        .level())
                .isEqualTo(SignatureLevel.B_T);
    }

    /// The same signature, without what its authority said.
    private static StoredSignature bare(StoredSignature of) throws Exception {
        var cms = new CMSSignedData(of.p7s().array());
        SignerInformation signer = cms.getSignerInfos().getSigners().iterator().next();
        byte[] stripped = CMSSignedData.replaceSigners(
                        cms, new SignerInformationStore(SignerInformation.replaceUnsignedAttributes(signer, null)))
                .getEncoded("DER");
        assertThat(SignatureLevel.of(stripped)).isEqualTo(SignatureLevel.B_B);
        return new StoredSignature(
                of.number(),
                of.campaign(),
                of.ordinal(),
                of.role(),
                of.address(),
                of.signedAt(),
                of.certificate(),
                of.fingerprint(),
                of.decisions(),
                of.manifest(),
                StoredSignature.Bytes.of(stripped));
    }

    private int sent() {
        return house.owner()
                .workspace()
                .<List<Sent>, RuntimeException>read(tx -> new PacketStore(tx).of("q4"))
                .size();
    }

    @Test
    void aPacketThatCannotBeWrittenIsNotRecorded() throws Exception {
        Countersign owner = house.owner();
        var request = new ExportPacket.Request("q4", GRACE, false);
        Path nowhere = folder.resolve("nowhere/grace.packet.asice");
        long before = owner.workspace().read(tx -> owner.ledger().head(tx).seq());
        assertThatThrownBy(() -> owner.packets()
                        .export()
                        .run(
                                owner.actor(),
                                request,
                                house.key(PacketHouse.OWNER),
                                bytes -> WholeFile.stage(nowhere, bytes)))
                .isInstanceOf(SurroundingsException.class)
                .hasMessageContaining("its folder does not exist");
        assertThat(sent()).isZero();
        assertThat(owner.workspace()
                        .<Long, RuntimeException>read(
                                tx -> owner.ledger().head(tx).seq()))
                .isEqualTo(before);
        Path out = Files.createDirectories(folder.resolve("out")).resolve("grace.packet.asice");
        ExportPacket.Outcome made = owner.packets()
                .export()
                .run(owner.actor(), request, house.key(PacketHouse.OWNER), bytes -> WholeFile.stage(out, bytes));
        assertThat(out).hasBinaryContent(made.bytes());
        assertThat(sent()).isOne();
        try (Stream<Path> files = Files.list(out.getParent())) {
            assertThat(files).containsExactly(out);
        }
    }

    @Test
    void aPacketThatCannotBeRecordedIsNotWritten() throws Exception {
        Countersign owner = house.owner();
        Path out = Files.createDirectories(folder.resolve("out")).resolve("grace.packet.asice");
        Files.writeString(out, "the one before");
        assertThatThrownBy(() -> owner.packets()
                        .export()
                        .run(
                                owner.actor(),
                                new ExportPacket.Request("q4", GRACE, false),
                                house.key(PacketHouse.OWNER),
                                bytes -> {
                                    WholeFile.stage(out, bytes).close();
                                    throw new RefusedException("x", "No.", "");
                                }))
                .isInstanceOf(RefusedException.class);
        assertThat(out).hasContent("the one before");
        assertThat(sent()).isZero();
        try (Stream<Path> files = Files.list(out.getParent())) {
            assertThat(files).containsExactly(out);
        }
    }
}
