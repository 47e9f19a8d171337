package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.drift.AcknowledgeFinding;
import org.countersign.drift.FindingAnswer;
import org.countersign.drift.FindingChange;
import org.countersign.drift.FindingStore;
import org.countersign.drift.Status;
import org.countersign.drift.StoredFinding;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `finding acknowledge`, `finding reopen`, `finding list`, `finding show`.
@Command(name = "finding", description = "Findings as the runs of drift left them.")
final class FindingCommand {
    private static final List<String> COLUMNS = List.of(
            "fingerprint",
            "status",
            "severity",
            "rule",
            "source",
            "subjectType",
            "subjectId",
            "label",
            "firstSeen",
            "lastSeen",
            "since",
            "returns",
            "checked",
            "until",
            "suppressedBy",
            "summary");

    @ParentCommand
    private RootCommand root;

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "acknowledge", description = "Lets findings stand until a day; they stay listed.")
    int acknowledge(
            @Parameters(paramLabel = "FINGERPRINT", arity = "1..*") List<String> fingerprints,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason,
            @Option(names = "--until", required = true, paramLabel = "DATE", description = "The last UTC day.")
                    LocalDate until,
            @Option(names = "--eligible", description = "Acknowledge those that can be, and say which cannot.")
                    boolean eligible)
            throws RefusedException {
        try (var app = root.open()) {
            List<FindingAnswer> answers = app.acknowledgeFinding()
                    .run(app.actor(), new AcknowledgeFinding.Request(fingerprints, reason, until, eligible));
            return say(answers, "acknowledged until " + until, eligible);
        }
    }

    @Command(name = "reopen", description = "Takes acknowledgements back.")
    int reopen(@Parameters(paramLabel = "FINGERPRINT", arity = "1..*") List<String> fingerprints)
            throws RefusedException {
        try (var app = root.open()) {
            return say(app.reopenFinding().run(app.actor(), fingerprints), "reopened", false);
        }
    }

    private int say(List<FindingAnswer> answers, String done, boolean some) throws RefusedException {
        List<String> refused = answers.stream()
                .filter(answer -> answer.refusal().isPresent())
                .map(answer -> answer.fingerprint() + ": " + answer.refusal().get())
                .toList();
        long able = (long) answers.size() - refused.size();
        if (!refused.isEmpty() && (!some || able == 0)) {
            throw new RefusedException(
                    "",
                    String.join("\n", refused) + "\n" + able + " of " + answers.size() + " could have been " + done
                            + "; nothing was changed.",
                    "");
        }
        refused.forEach(root.terminal()::note);
        root.terminal().line(Formats.counted(able, "finding") + " " + done + ".");
        return 0;
    }

    @Command(name = "list", description = "What stands, or what has another status.")
    int list(
            @Option(
                            names = "--status",
                            split = ",",
                            paramLabel = "STATUS",
                            description =
                                    "open, back, acknowledged, suppressed, resolved, not-asked, or all; else what stands.")
                    @Nullable
                    List<String> status,
            @Option(names = "--format", defaultValue = "table") Format format)
            throws RefusedException {
        Set<Status> wanted = wanted(status == null ? List.of() : status);
        try (var app = root.open()) {
            LocalDate day = day(app);
            List<StoredFinding> findings = app.workspace().read(tx -> new FindingStore(tx).all()).stream()
                    .filter(one -> wanted.contains(one.status(day)))
                    .toList();
            switch (format) {
                case table -> table(findings, day);
                case csv ->
                    root.terminal()
                            .csv(
                                    COLUMNS,
                                    findings.stream().map(one -> row(one, day)).toList());
                case json -> {
                    ObjectNode node = CanonicalJson.object();
                    ArrayNode array = node.putArray("findings");
                    findings.forEach(one -> array.add(one.json(day)));
                    root.terminal().json(node);
                }
            }
            return 0;
        }
    }

    private Set<Status> wanted(List<String> words) {
        var wanted = EnumSet.noneOf(Status.class);
        for (String word : words) {
            if (word.equals("all")) {
                return EnumSet.allOf(Status.class);
            }
            wanted.add(Status.of(word)
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            Objects.requireNonNull(spec).commandLine(),
                            "'" + Formats.visible(word) + "' is no status: they are "
                                    + Stream.of(Status.values())
                                            .map(Status::text)
                                            .collect(Collectors.joining(", "))
                                    + ", all")));
        }
        if (words.isEmpty()) {
            Stream.of(Status.values()).filter(Status::stands).forEach(wanted::add);
        }
        return wanted;
    }

    private void table(List<StoredFinding> findings, LocalDate day) {
        root.terminal().line(Formats.counted(findings.size(), "finding") + ".");
        if (!findings.isEmpty()) {
            root.terminal().line("");
            root.terminal()
                    .table(
                            List.of("severity", "status", "fingerprint", "since", "finding"),
                            findings.stream()
                                    .map(one -> List.of(
                                            one.severity().text(),
                                            status(one, day) + (one.held() ? ", not evaluable" : ""),
                                            one.fingerprint(),
                                            Formats.instant(one.since()),
                                            one.summary()))
                                    .toList(),
                            DriftTable::colour);
        }
    }

    private static String status(StoredFinding one, LocalDate day) {
        Status status = one.status(day);
        return switch (status) {
            case ACKNOWLEDGED -> "acknowledged until " + until(one);
            case SUPPRESSED -> "suppressed by " + one.suppressedBy().orElse("");
            case BACK -> "back (" + one.returns() + ")";
            case OPEN, RESOLVED, NOT_ASKED -> status.text();
        };
    }

    private static String until(StoredFinding one) {
        return one.acknowledged().map(word -> word.until().toString()).orElse("");
    }

    private static List<String> row(StoredFinding one, LocalDate day) {
        return List.of(
                one.fingerprint(),
                one.status(day).text(),
                one.severity().text(),
                one.rule(),
                one.source(),
                one.subjectType(),
                one.subject(),
                one.label(),
                Formats.instant(one.firstSeen()),
                Formats.instant(one.lastSeen()),
                Formats.instant(one.since()),
                Long.toString(one.returns()),
                Boolean.toString(!one.held()),
                one.status(day) == Status.ACKNOWLEDGED ? until(one) : "",
                one.suppressedBy().orElse(""),
                one.summary());
    }

    @Command(name = "show", description = "One finding with its history.")
    int show(
            @Parameters(paramLabel = "FINGERPRINT") String fingerprint,
            @Option(names = "--format", defaultValue = "table") Format format)
            throws RefusedException {
        try (var app = root.open()) {
            LocalDate day = day(app);
            Optional<StoredFinding> found = app.workspace().read(tx -> new FindingStore(tx).get(fingerprint));
            StoredFinding finding = found.orElseThrow(() -> new RefusedException(
                    fingerprint, "No run of drift has stored a finding of this fingerprint.", "See finding list."));
            List<FindingChange> history = app.workspace().read(tx -> new FindingStore(tx).history(fingerprint));
            switch (format) {
                case table -> {
                    root.terminal()
                            .line(finding.severity().text() + ", " + status(finding, day) + ": " + finding.rule() + ", "
                                    + finding.source() + ", " + finding.subject());
                    root.terminal().line(finding.summary());
                    root.terminal().line("");
                    root.terminal().table(List.of("at", "change", "detail"), rows(history));
                }
                case csv -> root.terminal().csv(List.of("at", "change", "detail"), rows(history));
                case json -> {
                    ObjectNode node = finding.json(day);
                    ArrayNode array = node.putArray("history");
                    history.forEach(change -> array.add(change.json()));
                    root.terminal().json(node);
                }
            }
            return 0;
        }
    }

    private static List<List<String>> rows(List<FindingChange> history) {
        var rows = new ArrayList<List<String>>();
        history.forEach(change -> rows.add(List.of(
                Formats.instant(change.at()), change.kind().text(), DriftTable.words(change.kind(), change.detail()))));
        return rows;
    }

    private static LocalDate day(Countersign app) {
        return app.clock().instant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
