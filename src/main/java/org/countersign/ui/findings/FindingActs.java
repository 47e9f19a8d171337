package org.countersign.ui.findings;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import org.countersign.ui.view.Sentences;
import org.countersign.work.SurroundingsException;
import org.countersign.work.WholeFile;

/// What people do with findings: acknowledge, reopen, export.
public final class FindingActs {
    /// As many lines as a clipboard gets.
    private static final int MOST_COPIED = 10_000;

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
    public void consider(PickedFindings picked, Consumer<AcknowledgeDraft> ask) {
        if (picked.count() > 0) {
            background.run(() -> draft(picked), ask, failed::accept);
        }
    }

    private AcknowledgeDraft draft(PickedFindings picked) {
        var eligible = new LinkedHashSet<String>();
        var leftOut = new LinkedHashMap<String, AcknowledgeDraft.LeftOut>();
        picked.each(rows -> {
            Map<String, String> refusals = app
                    .acknowledgeFinding()
                    .check(rows.stream()
                            .map(FindingRow::fingerprint)
                            .filter(one -> !one.isEmpty())
                            .distinct()
                            .toList())
                    .stream()
                    .filter(answer -> answer.refusal().isPresent())
                    .collect(Collectors.toMap(FindingAnswer::fingerprint, answer -> answer.refusal()
                            .orElseThrow()));
            for (FindingRow row : rows) {
                String why = row.fingerprint().isEmpty()
                        ? Strings.of("findings.ask.noFinding")
                        : refusals.getOrDefault(row.fingerprint(), "");
                if (why.isEmpty()) {
                    eligible.add(row.fingerprint());
                } else {
                    leftOut.merge(why, AcknowledgeDraft.LeftOut.one(row.sentence()), AcknowledgeDraft.LeftOut::and);
                }
            }
        });
        return new AcknowledgeDraft(
                picked.count(),
                List.copyOf(eligible),
                leftOut,
                app.actor().osUser(),
                LocalDate.ofInstant(app.standing().instant(), ZoneOffset.UTC));
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
    public void reopen(PickedFindings picked) {
        background.run(
                () -> {
                    var known = new LinkedHashSet<String>();
                    picked.each(rows -> rows.stream()
                            .filter(row -> row.status().kind() == FindingStatus.Kind.ACKNOWLEDGED)
                            .map(FindingRow::fingerprint)
                            .forEach(known::add));
                    return known.isEmpty()
                            ? List.<FindingAnswer>of()
                            : app.reopenFinding().run(app.actor(), List.copyOf(known));
                },
                answers -> {
                    if (!answers.isEmpty()) {
                        settle(answers, "findings.reopened");
                    }
                },
                failed::accept);
    }

    /// The lines of these as text for the clipboard, of so many as one is made for.
    public void copy(PickedFindings picked, Consumer<String> action) {
        background.run(
                () -> {
                    var lines = new ArrayList<String>();
                    picked.each(rows -> rows.stream()
                            .limit(MOST_COPIED - lines.size())
                            .map(FindingRow::line)
                            .forEach(lines::add));
                    return String.join("\n", lines);
                },
                action,
                failed::accept);
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
    public void export(PickedFindings picked, Path file) {
        background.run(
                () -> write(picked, file),
                _ -> message.set(Strings.count("findings.exported", picked.count(), file)),
                failed::accept);
    }

    private static Path write(PickedFindings picked, Path file) throws IOException {
        try {
            WholeFile.replace(file, part -> {
                try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                    out.write(String.join(",", FindingColumns.HEAD) + "\r\n");
                    picked.each(rows -> rows.forEach(row -> line(out, row)));
                }
            });
            return file;
        } catch (SurroundingsException | UncheckedIOException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    Strings.of(
                            "findings.export.refused",
                            Formats.visible(file.toString()),
                            Sentences.said(String.valueOf(why.getMessage()))),
                    e);
        }
    }

    private static void line(BufferedWriter out, FindingRow row) {
        try {
            out.write(Csv.line(row.columns()));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
