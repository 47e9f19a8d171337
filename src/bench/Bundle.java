import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Scope;
import org.countersign.campaign.StateStore;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.governance.ImportGovernance;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.work.Progress;

/// A review as large as no organisation has, from its decisions to the verified bundle; `bundle.sh` runs it.
///
/// `make FOLDER DECISIONS [REVIEWERS]` makes the workspace, an account a decision, with a source for each reviewer, decides
/// and signs everything, and writes `evidence.asice` and `TRUST.pem`. `decide FOLDER DECISIONS` leaves it decided.
final class Bundle {
    private static final Instant TAKEN = Instant.parse("2026-01-01T06:00:00Z");
    private static final String OWNER = "owner@example.com";
    private static final char[] PASSWORD = "only for this measurement".toCharArray();

    private Bundle() {}

    /// Stands where it is set.
    static final class Hand extends Clock {
        private Instant now = TAKEN.plus(Duration.ofHours(2));

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void later() {
            now = now.plus(Duration.ofMinutes(10));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "make" ->
                make(folder, Integer.parseInt(arguments[2]), arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5);
            case "decide" -> decide(folder, Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /// An open campaign in which everything is decided.
    private static void decide(Path folder, int decisions) throws Exception {
        var hand = new Hand();
        try (var app = open(folder.resolve("decided.countersign"), hand, decisions, 1)) {
            hand.later();
            decide(app, reviewer(1));
        }
    }

    private static void decide(Countersign app, String reviewer) throws Exception {
        List<String> items = app.workspace().read(tx -> new StateStore(tx).waiting("q4", reviewer));
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < items.size(); i++) {
            boolean revoked = i % 50 == 0;
            drafts.add(new Draft(
                    "",
                    items.get(i),
                    revoked ? Verdict.REVOKE : Verdict.APPROVE,
                    Optional.of(revoked ? "no longer in this role" : "asked their manager"),
                    Optional.empty(),
                    7));
        }
        app.recordDecision().run(app.actor(), "q4", reviewer, drafts, Manner.SINGLE);
    }

    static String reviewer(int number) {
        return "reviewer" + number + "@example.com";
    }

    /// An open campaign `q4` with so many accounts to decide on, of as many sources as there are reviewers.
    static Countersign open(Path workspace, Hand hand, int decisions, int reviewers) throws Exception {
        for (String companion : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(workspace.resolveSibling(workspace.getFileName() + companion));
        }
        var app = Countersign.openOrMake(workspace, hand);
        var governance = new StringBuilder("sources:\n  - {id: idp, name: IdP, kind: idp, vendor: scim}\n");
        for (int app1 = 1; app1 <= reviewers; app1++) {
            governance.append("  - {id: app%1$d, name: App %1$d, kind: app, vendor: scim, owner: %2$s, authoritativeIdp: idp}\n"
                    .formatted(app1, reviewer(app1)));
        }
        app.importGovernance()
                .run(
                        app.actor(),
                        "governance.yaml",
                        governance.toString().getBytes(StandardCharsets.UTF_8),
                        new ImportGovernance.Options(Optional.empty(), true, false));
        for (int source = 0; source <= reviewers; source++) {
            Path file = workspace.resolveSibling("source" + source + ".ndjson");
            users(file, source == 0 ? "i" : "a", decisions / reviewers);
            app.importSnapshot()
                    .run(
                            app.actor(),
                            new ImportSnapshot.Request(
                                    source == 0 ? "idp" : "app" + source, List.of(file), Optional.of(TAKEN), true, true),
                            Progress.NONE);
        }
        app.openCampaign()
                .run(
                        app.actor(),
                        new OpenCampaign.Request(
                                "q4",
                                "The largest review",
                                OWNER,
                                OWNER,
                                LocalDate.parse("2099-01-01"),
                                Scope.ALL,
                                Optional.empty()));
        return app;
    }

    private static void users(Path file, String prefix, int users) throws Exception {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int i = 0; i < users; i++) {
                lines.write(String.format(
                        Locale.ROOT,
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"%1$s%2$06d\",\"externalId\":\"i%2$06d\","
                                + "\"userName\":\"person%2$d@example.com\",\"displayName\":\"Person Number %2$d\",\"active\":true,"
                                + "\"emails\":[{\"value\":\"person%2$d@example.com\",\"primary\":true}]}%n",
                        prefix,
                        i));
            }
        }
    }

    private static void make(Path folder, int decisions, int reviewers) throws Exception {
        var hand = new Hand();
        long begun = System.nanoTime();
        var trust = new StringBuilder();
        try (var app = open(folder.resolve("bundle.countersign"), hand, decisions, reviewers)) {
            begun = told("opened", begun);
            hand.later();
            for (int number = 1; number <= reviewers; number++) {
                decide(app, reviewer(number));
            }
            begun = told("decided", begun);
            hand.later();
            for (int number = 1; number <= reviewers; number++) {
                SigningKey key = key(folder, reviewer(number), hand);
                trust.append(SigningKey.pem(key.certificate()));
                app.signAsReviewer().run(app.actor(), "q4", key);
            }
            begun = told("signed by reviewers", begun);
            hand.later();
            app.endCampaign().close(app.actor(), "q4", Optional.empty());
            SigningKey key = key(folder, OWNER, hand);
            trust.append(SigningKey.pem(key.certificate()));
            app.signAsOwner().run(app.actor(), "q4", key);
            begun = told("signed by the owner", begun);
            Files.write(folder.resolve("evidence.asice"), app.exportEvidence().bundle("q4"));
            Files.writeString(folder.resolve("TRUST.pem"), trust.toString());
            told("exported", begun);
        }
    }

    static SigningKey key(Path folder, String address, Clock clock) throws Exception {
        Path file = Files.createDirectories(folder.resolve("keys")).resolve(address + ".p12");
        Files.deleteIfExists(file);
        return KeyFile.create(file, address.substring(0, address.indexOf('@')), address, PASSWORD, clock);
    }

    private static long told(String what, long begun) {
        long now = System.nanoTime();
        System.out.printf("%s: %.1f s%n", what, (now - begun) / 1e9);
        return now;
    }
}
