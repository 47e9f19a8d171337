package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Landscape;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GovernanceVersion;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.CanonicalJson;
import org.countersign.text.English;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: freezes the population, its findings and its governance, and opens a campaign on them.
public final class OpenCampaign {
    /// Code points of instructions.
    public static final int LONGEST_INSTRUCTIONS = 2_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final CheckDrift drift;

    /// Findings come from `drift`.
    public OpenCampaign(Workspace workspace, Ledger ledger, Clock clock, CheckDrift drift) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
        this.drift = drift;
    }

    /// What to open.
    ///
    /// @param asOf absent = now; a sample workspace names its own
    /// @param despite why it is opened on sources that are old or incomplete; frozen with their names
    /// @param instructions what the owner asks of the reviewers; frozen
    /// @param timestampRequired whether each signature of it must carry a timestamp (RFC 3161); frozen
    public record Request(
            String name,
            String title,
            String owner,
            String fallback,
            LocalDate due,
            Scope scope,
            Optional<Instant> asOf,
            Optional<String> despite,
            Optional<String> instructions,
            boolean timestampRequired) {
        /// Blank instructions are none; lines end as on every system but one.
        public Request {
            instructions =
                    instructions.map(text -> text.strip().replace("\r\n", "\n")).filter(text -> !text.isEmpty());
        }

        /// Without timestamps.
        public Request(
                String name,
                String title,
                String owner,
                String fallback,
                LocalDate due,
                Scope scope,
                Optional<Instant> asOf,
                Optional<String> despite,
                Optional<String> instructions) {
            this(name, title, owner, fallback, due, scope, asOf, despite, instructions, false);
        }

        /// Without a word on doubtful sources.
        public Request(
                String name,
                String title,
                String owner,
                String fallback,
                LocalDate due,
                Scope scope,
                Optional<Instant> asOf) {
            this(name, title, owner, fallback, due, scope, asOf, Optional.empty(), Optional.empty());
        }
    }

    /// Says what it would ask; nothing is stored.
    ///
    /// @throws RefusedException as [#run(Actor, Request)]
    public Foreseen foresee(Request request) throws RefusedException {
        return workspace.read(tx -> {
            Instant asOf = request.asOf().orElseGet(this::now);
            check(tx, request, asOf);
            return Foreseen.of(Prepared.of(tx, drift, request, asOf));
        });
    }

    /// Opens it.
    ///
    /// @throws RefusedException on a bad or taken name, or where nothing is in scope
    public Campaign run(Actor actor, Request request) throws RefusedException {
        return workspace.write(tx -> {
            Instant now = now();
            Instant asOf = request.asOf().orElse(now);
            check(tx, request, asOf);
            return freeze(tx, actor, request, now, Prepared.of(tx, drift, request, asOf));
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static void check(Transaction tx, Request request, Instant asOf) throws RefusedException {
        if (!NAME.matcher(request.name()).matches()) {
            throw new RefusedException(
                    request.name(), "A campaign's name is made of a-z, 0-9 and -, at most 40 of them.", "");
        }
        for (String party : List.of(request.owner(), request.fallback())) {
            if (!Formats.isAddress(party)) {
                throw new RefusedException(
                        Formats.visible(party),
                        "Owner and fallback sign, and a key carries an e-mail address in ASCII; this is none.",
                        "Write one like name@example.com.");
            }
        }
        if (request.instructions()
                .filter(text -> text.codePointCount(0, text.length()) > LONGEST_INSTRUCTIONS)
                .isPresent()) {
            throw new RefusedException(
                    request.name(),
                    "Instructions have at most " + Formats.number(LONGEST_INSTRUCTIONS) + " characters.",
                    "Say it shorter, or say where it is written.");
        }
        if (request.due().isBefore(Prepared.day(asOf))) {
            throw new RefusedException(
                    request.due().toString(),
                    "A campaign cannot be due before " + Prepared.day(asOf) + ", the day that it is looked at from.",
                    "Choose a later --due.",
                    "Choose a later day.");
        }
        if (new CampaignStore(tx).find(request.name()).isPresent()) {
            throw new RefusedException(request.name(), "There is a campaign of this name already.", "Choose another.");
        }
    }

    private Campaign freeze(Transaction tx, Actor actor, Request request, Instant now, Prepared prepared) {
        Landscape landscape = prepared.landscape();
        Evaluation evaluation = prepared.evaluation();
        Map<String, ReviewItem> asked = prepared.asked();
        var store = new CampaignStore(tx);
        var lines = new StringBuilder();
        asked.values()
                .forEach(item -> lines.append(CanonicalJson.text(item.line())).append('\n'));
        Optional<GovernanceVersion> governance = new GovernanceStore(tx).asOf(landscape.asOf());
        ObjectNode governanceBody = governance.map(GovernanceVersion::body).orElseGet(CanonicalJson::object);
        ObjectNode frozen = CanonicalJson.object()
                .put("name", request.name())
                .put("title", request.title())
                .put("owner", request.owner())
                .put("fallback", request.fallback())
                .put("due", request.due().toString())
                .put("openedAt", Formats.instant(now))
                .put("asOf", Formats.instant(landscape.asOf()))
                .put("items", asked.size())
                .put("itemsSha256", Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8)))
                .put("timestampRequired", request.timestampRequired());
        frozen.putObject("period")
                .put("from", prepared.from().toString())
                .put("to", Prepared.day(landscape.asOf()).toString());
        // Whoever signs the campaign signs the ledger up to here with it.
        Ledger.Head head = ledger.head(tx);
        frozen.putObject("ledger").put("seq", head.seq()).put("hash", head.hash());
        frozen.set("scope", request.scope().json());
        frozen.putObject("governance")
                .put("number", governance.map(GovernanceVersion::number).orElse(0L))
                .put("sha256", Sha256.hex(CanonicalJson.bytes(governanceBody)));
        frozen.putObject("policy")
                .put("reasonRequired", English.of("campaign.policy.reason"))
                .put("selfReview", English.of("campaign.policy.self"));
        attestations(frozen);
        snapshots(frozen, evaluation.snapshots());
        reconciliation(frozen, prepared.population(), asked);
        request.instructions().ifPresent(text -> frozen.put("instructions", text));
        request.despite().ifPresent(reason -> despite(frozen, reason, prepared.doubts()));
        byte[] findings = CanonicalJson.bytes(evaluation.json());
        frozen.put("findingsSha256", Sha256.hex(findings))
                .put("findings", evaluation.findings().size())
                .put("suppressed", evaluation.suppressed().size())
                .put("notEvaluable", evaluation.notEvaluable().size());
        Campaign campaign = campaign(request, now, landscape, frozen);
        store.insert(campaign, findings, CanonicalJson.bytes(governanceBody));
        new AskedStore(tx).insert(request.name(), asked);
        ledger.append(
                tx,
                actor,
                "campaign.opened",
                CanonicalJson.object()
                        .put("campaign", request.name())
                        .put("items", asked.size())
                        .put("campaignSha256", Sha256.hex(CanonicalJson.bytes(frozen)))
                        .put("itemsSha256", frozen.path("itemsSha256").asText()));
        return campaign;
    }

    private static Campaign campaign(Request request, Instant now, Landscape landscape, ObjectNode frozen) {
        return new Campaign(
                request.name(),
                request.title(),
                request.owner(),
                request.fallback(),
                request.due(),
                now,
                landscape.asOf(),
                Campaign.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                frozen);
    }

    private static void despite(ObjectNode frozen, String reason, List<Foreseen.Doubt> doubts) {
        if (doubts.isEmpty()) {
            return;
        }
        ObjectNode despite = frozen.putObject("despite").put("reason", reason.strip());
        var sources = despite.putArray("sources");
        doubts.forEach(doubt -> sources.addObject()
                .put("source", doubt.source())
                .put("why", doubt.why().name().toLowerCase(Locale.ROOT)));
    }

    private static void attestations(ObjectNode frozen) {
        ObjectNode sentences = frozen.putObject("attestations");
        for (String role : List.of("reviewer", "owner")) {
            sentences.putObject(role).put("version", 1).put("sentence", English.of("attestation." + role));
        }
    }

    private static void snapshots(ObjectNode frozen, List<Snapshot> snapshots) {
        var array = frozen.putArray("snapshots");
        for (Snapshot snapshot : snapshots) {
            array.addObject()
                    .put("source", snapshot.source())
                    .put("number", snapshot.number())
                    .put("takenAt", Formats.instant(snapshot.takenAt()))
                    .put("sha256", snapshot.sha256())
                    .put("complete", snapshot.completeness().complete())
                    .put("rowsRead", snapshot.completeness().rowsRead())
                    .put("rowsRefused", snapshot.completeness().rowsRefused())
                    .put("rowsDuplicate", snapshot.completeness().rowsDuplicate());
        }
    }

    private static void reconciliation(ObjectNode frozen, Population population, Map<String, ReviewItem> asked) {
        var reviewed = new TreeSet<String>();
        asked.values().forEach(item -> item.account()
                .filter(_ -> item.kind() == Kind.ACCOUNT || item.kind().isAccess())
                .ifPresent(account -> reviewed.add(item.source() + "/" + account)));
        var array = frozen.putArray("reconciliation");
        population.reconciliations().forEach((source, counted) -> {
            var in = new ArrayList<>(counted.candidates);
            in.removeIf(account -> !reviewed.contains(source + "/" + account));
            array.addObject()
                    .put("source", source)
                    .put("accountsRead", counted.read)
                    .put("inReview", in.size())
                    .put("inactiveWithoutAccess", counted.inactiveWithoutAccess)
                    .put("outOfScope", counted.candidates.size() - in.size());
        });
    }
}
