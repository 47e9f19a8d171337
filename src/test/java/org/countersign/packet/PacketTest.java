package org.countersign.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.packet.PacketHouse.APPS;
import static org.countersign.packet.PacketHouse.GRACE;
import static org.countersign.packet.PacketHouse.OWNER;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.DelegateReviews;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.campaign.queue.Context;
import org.countersign.campaign.queue.Guard;
import org.countersign.campaign.queue.ReadQueue;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.StoredEvidence;
import org.countersign.evidence.Verification;
import org.countersign.testkit.Tools;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A packet and its answer, and what each of the two workspaces makes of them.
class PacketTest {
    @TempDir
    private Path folder;

    private PacketHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new PacketHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static List<String> ids(Countersign app, String reviewer) {
        return PacketHouse.items(app).stream()
                .filter(state -> state.reviewer().equals(reviewer))
                .map(state -> state.item().id())
                .sorted()
                .toList();
    }

    @Test
    void aPacketHoldsTheReviewersItemsAndNobodyElses() throws Exception {
        Map<String, byte[]> files = Tools.unzip(house.export(GRACE));
        Countersign theirs = house.elsewhere("theirs");
        house.open(theirs, house.export(GRACE));
        assertThat(ids(theirs, GRACE)).isEqualTo(ids(house.owner(), GRACE)).isNotEmpty();
        assertThat(PacketHouse.items(theirs)).hasSize(ids(theirs, GRACE).size());
        List<ItemState> others = PacketHouse.items(house.owner()).stream()
                .filter(state -> !state.reviewer().equals(GRACE))
                .toList();
        String all = files.values().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .reduce("", String::concat);
        // An account that only others review.
        assertThat(others).anyMatch(state -> state.item().label().contains("exe.svc"));
        assertThat(all).contains("ada").doesNotContain("exe.svc");
        others.forEach(state -> assertThat(all).doesNotContain(state.item().id()));
        assertThat(files.keySet()).allMatch(name -> !name.contains("governance") && !name.contains("decisions"));
        assertThat(PacketHouse.text(files, Packet.FACTS)).doesNotContain(APPS);
        assertThat(PacketHouse.text(files, Packet.AROUND)).contains("\"governance\":{\"sources\":[]}");
    }

    @Test
    void theQueueElsewhereShowsWhatTheOwnersShows() throws Exception {
        Countersign theirs = house.elsewhere("theirs");
        house.open(theirs, house.export(GRACE));
        try (ReadQueue here = house.owner().readQueue();
                ReadQueue there = theirs.readQueue()) {
            assertThat(there.open("q4", "").reviewer()).isEqualTo(GRACE);
            for (String id : ids(theirs, GRACE)) {
                assertThat(context(there, id)).as(id).isEqualTo(context(here, id));
                assertThat(guards(there, id)).as(id).isEqualTo(guards(here, id));
            }
        }
    }

    private static Context context(ReadQueue queue, String id) {
        int number = queue.number("q4", id).orElseThrow();
        return queue.context(number, queue.item(number, true).orElseThrow());
    }

    private static List<Guard> guards(ReadQueue queue, String id) {
        return queue.guards("q4", new int[] {queue.number("q4", id).orElseThrow()});
    }

    @Test
    void aGuardElsewhereCountsWhoIsInTheGroupAndAdministersTheApp() throws Exception {
        Countersign theirs = house.elsewhere("theirs");
        house.open(theirs, house.export(GRACE));
        int[] memberships;
        int[] same;
        try (ReadQueue here = house.owner().readQueue();
                ReadQueue there = theirs.readQueue()) {
            List<String> ids = PacketHouse.items(theirs).stream()
                    .filter(state -> state.item().kind() == Kind.MEMBERSHIP)
                    .map(state -> state.item().id())
                    .toList();
            assertThat(ids).hasSizeGreaterThan(1);
            memberships = ids.stream()
                    .mapToInt(id -> there.number("q4", id).orElseThrow())
                    .toArray();
            same = ids.stream()
                    .mapToInt(id -> here.number("q4", id).orElseThrow())
                    .toArray();
            assertThat(there.guards("q4", memberships)).isNotEmpty().isEqualTo(here.guards("q4", same));
        }
    }

    @Test
    void aCampaignOfAPacketIsDecidedByItsReviewerAndEndedByNobody() throws Exception {
        Countersign theirs = house.elsewhere("theirs");
        house.open(theirs, house.export(GRACE));
        String item = ids(theirs, GRACE).getFirst();
        var draft = new Draft("", item, Verdict.APPROVE, Optional.of("r"), Optional.empty(), 1);
        assertThatThrownBy(
                        () -> theirs.recordDecision().run(theirs.actor(), "q4", OWNER, List.of(draft), Manner.SINGLE))
                .hasMessageContaining("a packet for " + GRACE + ", who decides them alone");
        assertThatThrownBy(() -> theirs.recordDecision()
                        .run(theirs.actor(), "q4", GRACE, List.of(draft), new Manner(false, true)))
                .hasMessageContaining("who decides them alone");
        LocalDate today = LocalDate.ofInstant(PacketHouse.CLOCK.instant(), ZoneOffset.UTC);
        refused(() -> theirs.endCampaign().close(theirs.actor(), "q4", Optional.of("r")));
        refused(() -> theirs.endCampaign().cancel(theirs.actor(), "q4"));
        refused(() -> theirs.reassignItems().run(theirs.actor(), "q4", List.of(item), APPS, "r"));
        refused(() -> theirs.delegateReviews()
                .run(theirs.actor(), new DelegateReviews.Request("q4", GRACE, APPS, today, today, "r")));
        refused(() -> theirs.noteItem().run(theirs.actor(), "q4", item, GRACE, "text"));
        refused(() -> theirs.exportEvidence().document("q4"));
        refused(() -> theirs.signAsReviewer().run(theirs.actor(), "q4", house.key(GRACE)));
        refused(() -> theirs.packets()
                .export()
                .run(theirs.actor(), new ExportPacket.Request("q4", GRACE, false), house.key(OWNER)));
    }

    private interface Act {
        void run() throws Exception;
    }

    private static void refused(Act act) {
        assertThatThrownBy(act::run)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the campaign lies in the workspace of " + OWNER);
    }

    @Test
    void aPacketIsAnsweredOnceAndWholeAndLockedThen() throws Exception {
        Countersign theirs = house.elsewhere("theirs");
        house.open(theirs, house.export(GRACE));
        assertThatThrownBy(() -> house.answer(theirs, GRACE))
                .hasMessageContaining("open, and a packet is answered once");
        assertThatThrownBy(() -> theirs.packets().handBack().run("q4")).hasMessageContaining("not signed yet");
        PacketHouse.decide(theirs, GRACE, Verdict.APPROVE);
        assertThat(theirs.recordDecision().undo(theirs.actor(), "q4", GRACE)).hasSize(1);
        PacketHouse.decide(theirs, GRACE, Verdict.REVOKE);
        byte[] answer = house.answer(theirs, GRACE);
        assertThat(theirs.packets().handBack().run("q4").bytes()).isEqualTo(answer);
        assertThatThrownBy(() -> house.answer(theirs, GRACE)).hasMessageContaining("a packet is answered once");
        var late =
                new Draft("", ids(theirs, GRACE).getFirst(), Verdict.DONT_KNOW, Optional.of("r"), Optional.empty(), 1);
        assertThatThrownBy(() -> theirs.recordDecision().run(theirs.actor(), "q4", GRACE, List.of(late), Manner.SINGLE))
                .hasMessageContaining("is signed and answers its packet");
        assertThatThrownBy(() -> house.open(theirs, house.export(APPS))).hasMessageContaining("Here are the items of");
        assertThat(faults(theirs)).isEmpty();
    }

    private static List<String> faults(Countersign app) {
        return app.workspace().read(tx -> new StoredEvidence(tx).faults(app.ledger()));
    }

    @Test
    void whatNobodyKnowsGoesOnAndWhatIsAllowedForATimeIsAnException() throws Exception {
        Countersign theirs = house.elsewhere("theirs");
        house.open(theirs, house.export(GRACE));
        String unknown = ids(theirs, GRACE).getFirst();
        String allowed = PacketHouse.items(theirs).stream()
                .filter(state -> state.item().kind() == Kind.MEMBERSHIP)
                .map(state -> state.item().id())
                .filter(id -> !id.equals(unknown))
                .findFirst()
                .orElseThrow();
        LocalDate until =
                LocalDate.ofInstant(PacketHouse.CLOCK.instant(), ZoneOffset.UTC).plusDays(30);
        theirs.recordDecision()
                .run(
                        theirs.actor(),
                        "q4",
                        GRACE,
                        List.of(
                                new Draft("", unknown, Verdict.DONT_KNOW, Optional.empty(), Optional.empty(), 2),
                                new Draft("", allowed, Verdict.APPROVE_UNTIL, Optional.of("r"), Optional.of(until), 2)),
                        Manner.SINGLE);
        PacketHouse.decide(theirs, GRACE, Verdict.APPROVE);
        byte[] answer = house.answer(theirs, GRACE);
        assertThat(house.merge(answer, GRACE)).isInstanceOfSatisfying(ImportPacket.Outcome.Merged.class, merged -> {
            assertThat(merged.exceptionsMade()).isEqualTo(1);
            assertThat(merged.people())
                    .filteredOn(Missing::missing)
                    .extracting(Missing::reviewer)
                    .containsExactly(APPS);
        });
        assertThat(PacketHouse.items(house.owner()))
                .filteredOn(state -> state.item().id().equals(unknown))
                .singleElement()
                .satisfies(state -> assertThat(state.reviewer()).isEqualTo(APPS));
        assertThat(faults(house.owner())).isEmpty();
    }

    @Test
    void whoAnswersADoubtOverASignedDecisionNamesThatDecision() throws Exception {
        Countersign owner = house.owner();
        PacketHouse.decide(owner, GRACE, Verdict.APPROVE);
        owner.signAsReviewer().run(owner.actor(), "q4", house.key(GRACE));
        String doubted = PacketHouse.items(owner).stream()
                .filter(state -> state.item().frozenReviewer().equals(GRACE))
                .map(state -> state.item().id())
                .findFirst()
                .orElseThrow();
        var doubt = new Draft("", doubted, Verdict.DONT_KNOW, Optional.empty(), Optional.empty(), 2);
        owner.recordDecision().run(owner.actor(), "q4", GRACE, List.of(doubt), Manner.SINGLE);
        Countersign theirs = house.elsewhere("apps");
        house.open(theirs, house.export(APPS));
        PacketHouse.decide(theirs, APPS, Verdict.REVOKE);
        byte[] answer = house.answer(theirs, APPS);
        // Else the bundle of the whole review would hold a decision that changes a signed one without a word.
        byte[] silent = PacketHouse.answer(
                answer,
                lines -> lines.replaceAll(",\"supersedes\":\\d+", ""),
                facts -> facts,
                house.key(APPS),
                PacketHouse.CLOCK.instant().truncatedTo(ChronoUnit.SECONDS));
        assertThat(silent).isNotEqualTo(answer);
        assertThatThrownBy(() -> house.merge(silent, APPS))
                .hasMessageContaining("does not name the signed decision that it changes");
        house.merge(answer, APPS);
        owner.signAsReviewer().run(owner.actor(), "q4", house.key(GRACE));
        owner.endCampaign().close(owner.actor(), "q4", Optional.empty());
        owner.signAsOwner().run(owner.actor(), "q4", house.key(OWNER));
        assertThat(verified().faults()).isEmpty();
    }

    private Verification verified() throws Exception {
        return Countersign.verifyBundle()
                .run(
                        house.campaign().bundle(),
                        KeyFile.certificates(
                                "trust", Files.readAllBytes(house.campaign().trust())));
    }

    @Test
    void aNewerPacketTakesTheDecisionsOfTheOneBeforeAndBundlesVerify() throws Exception {
        Countersign theirs = house.elsewhere("theirs");
        house.open(theirs, house.export(GRACE));
        PacketHouse.decide(theirs, GRACE, Verdict.APPROVE);
        byte[] first = house.answer(theirs, GRACE);
        byte[] newer = house.export(GRACE);
        assertThat(house.open(theirs, newer))
                .isInstanceOfSatisfying(OpenPacket.Outcome.Opened.class, opened -> assertThat(opened.fresh())
                        .isZero());
        byte[] second = house.answer(theirs, GRACE);
        assertThatThrownBy(() -> house.merge(first, GRACE)).hasMessageContaining("A newer packet was made");
        house.merge(second, GRACE);
        assertThat(faults(theirs)).isEmpty();
        // The others here, on the owner's machine, between numbers that were set aside.
        Countersign owner = house.owner();
        PacketHouse.decide(owner, APPS, Verdict.REVOKE);
        owner.signAsReviewer().run(owner.actor(), "q4", house.key(APPS));
        owner.endCampaign().close(owner.actor(), "q4", Optional.empty());
        owner.signAsOwner().run(owner.actor(), "q4", house.key(OWNER));
        Verification verified = verified();
        assertThat(verified.faults()).isEmpty();
        assertThat(verified.signers()).hasSize(3);
    }
}
