package org.countersign.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.DecisionsFile;
import org.countersign.campaign.EndCampaign;
import org.countersign.campaign.Figures;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Scope;
import org.countersign.drift.Evaluation;
import org.countersign.drift.FindingStore;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.Verification;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.countersign.work.WholeFile;

/// Use case: the whole job on the bundled sample organisation, from snapshots to verified evidence.
///
/// Imports and evaluates on the sample's own days ([SampleMornings]), and reviews and signs at real time.
public final class RunDemo {
    /// The campaign that it runs.
    public static final String CAMPAIGN = "2026-q4";
    /// The campaign that it leaves open.
    public static final String SPOT_CHECK = "slack-spot-check";
    /// For every key that it makes: they are for trying out.
    public static final String PASSWORD = "sample-only";

    private static final String OWNER = "amara.okafor@northwind.example";
    private static final String FALLBACK = "it-apps@northwind.example";

    private final Path folder;
    private final DemoFolder made;
    private final Clock clock;
    private final Progress progress;

    /// @param folder is made, or replaced where the demo made it before
    public RunDemo(Path folder, Clock clock, Progress progress) {
        this.folder = folder;
        this.made = new DemoFolder(folder);
        this.clock = clock;
        this.progress = progress;
    }

    /// What it came to.
    ///
    /// @param byRule findings, suppressed and not evaluable, by rule
    public record Outcome(
            Instant asOf,
            Map<String, int[]> byRule,
            Evaluation evaluation,
            Figures figures,
            List<Path> files,
            Verification verification,
            Optional<String> documentFault) {
        /// Copies the collections.
        public Outcome {
            byRule = Map.copyOf(byRule);
            files = List.copyOf(files);
        }
    }

    /// Runs it.
    ///
    /// @throws RefusedException where the folder holds something that the demo did not make
    public Outcome run() throws RefusedException {
        try {
            made.prepare();
            for (String name : SampleOrganisation.files()) {
                Files.write(made.own("sample/" + name), SampleOrganisation.bytes(name));
            }
            for (String companion : List.of("-wal", "-shm")) {
                made.own("workspace.countersign" + companion);
            }
            try (var app = Countersign.openOrMake(made.own("workspace.countersign"), clock)) {
                return run(app);
            }
        } catch (IOException e) {
            throw new SurroundingsException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Outcome run(Countersign app) throws RefusedException, IOException {
        Path sample = folder.resolve("sample");
        Instant asOf =
                Instant.parse(Files.readString(sample.resolve("as-of.txt")).strip());
        progress.report("snapshots", 1, 6);
        new SampleMornings(app, sample, asOf).run();
        app.workspace().write(tx -> {
            new FindingStore(tx).sampleAsOf(asOf);
            return true;
        });
        progress.report("drift", 2, 6);
        Evaluation evaluation = app.checkDrift().asOf(asOf);
        Path findings = made.own("findings.json");
        Files.writeString(
                findings,
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(evaluation.json()) + "\n");
        progress.report("campaign", 3, 6);
        app.openCampaign()
                .run(
                        app.actor(),
                        new OpenCampaign.Request(
                                CAMPAIGN,
                                "Q4 2026 access review",
                                OWNER,
                                FALLBACK,
                                LocalDate.parse("2026-12-18"),
                                Scope.ALL,
                                Optional.of(asOf)));
        spotCheck(app, asOf);
        Map<String, SigningKey> keys = decide(app, sample);
        progress.report("signatures", 4, 6);
        for (SigningKey key : keys.values()) {
            app.signAsReviewer().run(app.actor(), CAMPAIGN, key);
        }
        EndCampaign.Outcome closed = app.endCampaign().close(app.actor(), CAMPAIGN, Optional.empty());
        Figures figures =
                switch (closed) {
                    case EndCampaign.Outcome.Closed done -> done.figures();
                    case EndCampaign.Outcome.StillOpen open ->
                        throw new IllegalStateException("the sample's decisions are complete: " + open.figures());
                };
        progress.report("evidence", 5, 6);
        SigningKey owner = key(OWNER, SampleOrganisation.nameOf(OWNER));
        keys.put(OWNER, owner);
        app.signAsOwner().run(app.actor(), CAMPAIGN, owner);
        return evidence(app, asOf, evaluation, figures, keys, findings);
    }

    /// A second campaign that stays open, so that the desktop has something to decide.
    private static void spotCheck(Countersign app, Instant asOf) throws RefusedException {
        app.openCampaign()
                .run(
                        app.actor(),
                        new OpenCampaign.Request(
                                SPOT_CHECK,
                                "Slack spot check, November 2026",
                                OWNER,
                                FALLBACK,
                                LocalDate.parse("2026-12-04"),
                                Scope.parse(List.of("source=slack")),
                                Optional.of(asOf)));
    }

    private Outcome evidence(
            Countersign app,
            Instant asOf,
            Evaluation evaluation,
            Figures figures,
            Map<String, SigningKey> keys,
            Path findings)
            throws RefusedException, IOException {
        Path bundle = made.own("evidence.asice");
        Path document = made.own("attestation.pdf");
        Path trust = made.own("keys/TRUST.pem");
        WholeFile.replace(bundle, app.exportEvidence().bundle(CAMPAIGN));
        byte[] pdf = app.exportEvidence().document(CAMPAIGN).pdf();
        WholeFile.replace(document, pdf);
        var pem = new StringBuilder();
        var certificates = new ArrayList<X509Certificate>();
        for (SigningKey key : keys.values()) {
            pem.append(SigningKey.pem(key.certificate()));
            certificates.add(key.certificate());
        }
        WholeFile.replace(trust, pem.toString().getBytes(StandardCharsets.US_ASCII));
        progress.report("verification", 6, 6);
        Verification verification = Countersign.verifyBundle().run(Files.readAllBytes(bundle), certificates);
        return new Outcome(
                asOf,
                byRule(evaluation),
                evaluation,
                figures,
                List.of(folder.resolve("workspace.countersign"), findings, bundle, document, trust),
                verification,
                verification.faults().stream()
                        .filter(fault -> fault.startsWith("attestation.pdf"))
                        .findFirst());
    }

    private static Map<String, int[]> byRule(Evaluation evaluation) {
        var counts = new TreeMap<String, int[]>();
        evaluation.findings().forEach(finding -> counts.computeIfAbsent(finding.rule(), _ -> new int[3])[0]++);
        evaluation.suppressed().forEach(finding -> counts.computeIfAbsent(finding.rule(), _ -> new int[3])[1]++);
        evaluation.notEvaluable().forEach(entry -> counts.computeIfAbsent(entry.rule(), _ -> new int[3])[2]++);
        return counts;
    }

    /// Reads the decisions files, each named after its reviewer, and makes a key for each.
    private Map<String, SigningKey> decide(Countersign app, Path sample) throws IOException, RefusedException {
        var reviewers = new TreeSet<String>();
        app.workspace()
                .read(tx -> new CampaignStore(tx).items(CAMPAIGN))
                .forEach(state -> reviewers.add(state.reviewer()));
        var keys = new TreeMap<String, SigningKey>();
        for (String reviewer : reviewers) {
            Path file = sample.resolve("decisions").resolve(reviewer + ".csv");
            app.recordDecision()
                    .run(
                            app.actor(),
                            CAMPAIGN,
                            reviewer,
                            DecisionsFile.read(file.getFileName().toString(), Files.readString(file)),
                            Manner.SINGLE);
            keys.put(reviewer, key(reviewer, SampleOrganisation.nameOf(reviewer)));
        }
        return keys;
    }

    private SigningKey key(String address, String name) throws IOException, RefusedException {
        Path file = made.own("keys/" + address.substring(0, address.indexOf('@')) + ".p12");
        return Files.exists(file)
                ? KeyFile.open(file, PASSWORD.toCharArray())
                : KeyFile.create(file, name, address, PASSWORD.toCharArray(), clock);
    }
}
