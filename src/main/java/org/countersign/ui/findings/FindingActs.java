package org.countersign.ui.findings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.drift.AcknowledgeFinding;
import org.countersign.drift.FindingAnswer;
import org.countersign.drift.FindingColumns;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;

/// What people do with findings: acknowledge, reopen, export.
public final class FindingActs {
    private final Countersign app;
    private final Background background;
    private final Runnable done;
    private final Consumer<Exception> failed;
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

    /// @param done reads the list again
    /// @param failed says in place why it could not be done
    FindingActs(Countersign app, Background background, Runnable done, Consumer<Exception> failed) {
        this.app = app;
        this.background = background;
        this.done = done;
        this.failed = failed;
    }

    /// What was done.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Looks which of these can be acknowledged, changing nothing, and asks with the answer.
    public void consider(List<FindingRow> rows, Consumer<AcknowledgeDraft> ask) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> fingerprints = rows.stream()
                .map(FindingRow::fingerprint)
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
        background.run(
                () -> new Considered(
                        app.acknowledgeFinding().check(fingerprints),
                        LocalDate.ofInstant(app.standing().instant(), ZoneOffset.UTC)),
                considered -> ask.accept(draft(rows, considered)),
                failed::accept);
    }

    /// @param today in a sample its own day
    private record Considered(List<FindingAnswer> answers, LocalDate today) {}

    private AcknowledgeDraft draft(List<FindingRow> rows, Considered considered) {
        Map<String, String> refusals = considered.answers().stream()
                .filter(answer -> answer.refusal().isPresent())
                .collect(Collectors.toMap(
                        FindingAnswer::fingerprint, answer -> answer.refusal().orElseThrow()));
        var eligible = new ArrayList<String>();
        var leftOut = new LinkedHashMap<String, List<String>>();
        for (FindingRow row : rows) {
            String why = row.fingerprint().isEmpty()
                    ? Strings.of("findings.ask.noFinding")
                    : refusals.getOrDefault(row.fingerprint(), "");
            if (why.isEmpty()) {
                eligible.add(row.fingerprint());
            } else {
                leftOut.computeIfAbsent(why, _ -> new ArrayList<>()).add(row.sentence());
            }
        }
        return new AcknowledgeDraft(
                rows.size(),
                eligible,
                leftOut,
                app.actor().osUser(),
                considered.today());
    }

    /// Acknowledges what can be; all of that, or nothing.
    public void acknowledge(AcknowledgeDraft draft, String reason, LocalDate until) {
        background.run(
                () -> app.acknowledgeFinding()
                        .run(app.actor(), new AcknowledgeFinding.Request(draft.eligible(), reason, until, false)),
                answers -> settle(answers, "findings.acknowledged", FindingStatus.day(until)),
                failed::accept);
    }

    /// Takes back the acknowledgements among these.
    public void reopen(List<FindingRow> rows) {
        List<String> known = acknowledged(rows);
        if (!known.isEmpty()) {
            background.run(
                    () -> app.reopenFinding().run(app.actor(), known),
                    answers -> settle(answers, "findings.reopened"),
                    failed::accept);
        }
    }

    /// Fingerprints of those that are acknowledged.
    static List<String> acknowledged(List<FindingRow> rows) {
        return rows.stream()
                .filter(row -> row.status().kind() == FindingStatus.Kind.ACKNOWLEDGED)
                .map(FindingRow::fingerprint)
                .distinct()
                .toList();
    }

    private void settle(List<FindingAnswer> answers, String key, Object... more) {
        List<String> refusals = answers.stream()
                .flatMap(answer -> answer.refusal().stream())
                .distinct()
                .toList();
        if (refusals.isEmpty()) {
            message.set(Strings.count(key, answers.size(), more));
            done.run();
        } else {
            // Somebody else was faster: all or nothing, so nothing was done.
            failed.accept(new IllegalStateException(Strings.of("findings.notDone", String.join(" ", refusals))));
        }
    }

    /// Writes these as `drift --format csv` does.
    public void export(List<FindingRow> rows, Path file) {
        background.run(
                () -> {
                    var text = new StringBuilder(String.join(",", FindingColumns.HEAD)).append("\r\n");
                    rows.forEach(row -> text.append(Csv.line(row.columns())));
                    return write(file, text.toString());
                },
                _ -> message.set(Strings.count("findings.exported", rows.size(), file)),
                failed::accept);
    }

    private static Path write(Path file, String text) throws IOException {
        try {
            return Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException(
                    Strings.of(
                            "findings.export.refused",
                            Formats.visible(file.toString()),
                            String.valueOf(e.getMessage())),
                    e);
        }
    }
}
