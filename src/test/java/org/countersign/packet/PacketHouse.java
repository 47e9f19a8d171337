package org.countersign.packet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.AsicManifest;
import org.countersign.evidence.Cades;
import org.countersign.evidence.CanonicalZip;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.ReviewerSignature;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.work.RefusedException;

/// An owner's workspace with campaign `q4`, and those of its reviewers elsewhere.
final class PacketHouse implements AutoCloseable {
    static final String GRACE = "grace@example.com";
    static final String APPS = "apps@example.com";
    static final String OWNER = "amara@example.com";
    static final Clock CLOCK = Clock.systemUTC();
    private static final Map<String, SigningKey> KEYS = new HashMap<>();

    private final Path folder;
    private final SignedCampaign campaign;
    private byte[] kept = {};
    private final List<Countersign> opened = new ArrayList<>();

    PacketHouse(Path folder) throws Exception {
        this.folder = Files.createTempDirectory(folder, "house");
        for (String address : List.of(GRACE, APPS, OWNER)) {
            if (!KEYS.containsKey(address)) {
                // Since yesterday, so that somebody can claim to have signed an hour ago.
                Clock yesterday = Clock.offset(CLOCK, Duration.ofDays(-1));
                Path file = this.folder.resolve(address + ".p12");
                KEYS.put(address, KeyFile.create(file, "Somebody", address, "x".toCharArray(), yesterday));
            }
        }
        campaign = new SignedCampaign(this.folder, CLOCK).withKeys(KEYS);
    }

    byte[] keep(byte[] answer) {
        kept = answer;
        return answer;
    }

    byte[] kept() {
        return kept;
    }

    Countersign owner() {
        return campaign.app();
    }

    SignedCampaign campaign() {
        return campaign;
    }

    SigningKey key(String address) throws RefusedException {
        return campaign.key(address);
    }

    String fingerprint(String address) throws RefusedException {
        return SigningKey.fingerprint(key(address).certificate());
    }

    byte[] export(String reviewer) throws RefusedException {
        return owner().packets()
                .export()
                .run(owner().actor(), new ExportPacket.Request("q4", reviewer, false), key(OWNER))
                .bytes();
    }

    /// A workspace of a reviewer's own.
    Countersign elsewhere(String name) throws RefusedException {
        Countersign app = Countersign.openOrMake(folder.resolve(name + ".countersign"), CLOCK);
        opened.add(app);
        return app;
    }

    OpenPacket.Outcome open(Countersign app, byte[] packet) throws RefusedException {
        return app.packets().open().run(app.actor(), ReadPacket.of("packet", packet), Optional.of(fingerprint(OWNER)));
    }

    static List<ItemState> items(Countersign app) {
        return app.workspace().read(tx -> new CampaignStore(tx).items("q4"));
    }

    /// Decides everything that is open in the same way.
    static void decide(Countersign app, String reviewer, Verdict verdict) throws RefusedException {
        List<Draft> drafts = items(app).stream()
                .filter(state -> state.open() && state.reviewer().equals(reviewer))
                .map(state -> new Draft("", state.item().id(), verdict, Optional.of("looked at"), Optional.empty(), 3))
                .toList();
        app.recordDecision().run(app.actor(), "q4", reviewer, drafts, Manner.SINGLE);
    }

    byte[] answer(Countersign app, String reviewer) throws RefusedException {
        app.packets().sign().run(app.actor(), "q4", key(reviewer), org.countersign.evidence.Proofs.NONE);
        return app.packets().handBack().run("q4").bytes();
    }

    /// From the packet to its answer.
    byte[] answered(String reviewer) throws RefusedException {
        Countersign app = elsewhere(reviewer);
        open(app, export(reviewer));
        decide(app, reviewer, Verdict.APPROVE);
        return answer(app, reviewer);
    }

    ImportPacket.Outcome merge(byte[] answer, String reviewer) throws RefusedException {
        return owner().packets().merge().run(owner().actor(), "answer", answer, Optional.of(fingerprint(reviewer)));
    }

    /// A packet whose files are changed, signed anew by somebody.
    static byte[] packet(byte[] packet, UnaryOperator<Map<String, byte[]>> change, SigningKey key, Instant at)
            throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Tools.unzip(packet));
        List.of(CanonicalZip.MIMETYPE, AsicManifest.name(1), AsicManifest.signatureName(1))
                .forEach(files::remove);
        return Container.sign(change.apply(files), Packet.NUMBER, key, at);
    }

    /// An answer whose decisions and facts are changed, signed anew by somebody, twice.
    static byte[] answer(
            byte[] answer, UnaryOperator<String> decisions, UnaryOperator<String> facts, SigningKey key, Instant at)
            throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Tools.unzip(answer));
        String name = files.keySet().stream()
                .filter(file -> file.startsWith("decisions/"))
                .findFirst()
                .orElseThrow();
        int number = Integer.parseInt(name.replaceAll("\\D", ""));
        byte[] lines = decisions.apply(text(files, name)).getBytes(StandardCharsets.UTF_8);
        files.put(name, lines);
        byte[] manifest = ReviewerSignature.manifest(number, lines, ReviewerSignature.part(files.get(Packet.CAMPAIGN)));
        files.put(AsicManifest.name(number), manifest);
        files.put(AsicManifest.signatureName(number), Cades.sign(manifest, key, Optional.of(at)));
        files.put(
                "certs/" + AsicManifest.three(number) + ".pem",
                SigningKey.pem(key.certificate()).getBytes(StandardCharsets.US_ASCII));
        String told = text(files, Answer.FACTS).replaceFirst("\"signedAt\":\"[^\"]*\"", "\"signedAt\":\"" + at + "\"");
        files.put(Answer.FACTS, facts.apply(told).getBytes(StandardCharsets.UTF_8));
        List.of(CanonicalZip.MIMETYPE, AsicManifest.name(0), AsicManifest.signatureName(0))
                .forEach(files::remove);
        return Container.sign(files, Answer.WHOLE, key, at);
    }

    static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        opened.forEach(Countersign::close);
        campaign.close();
    }
}
