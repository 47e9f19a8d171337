package org.countersign.ui.groups;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.countersign.app.Countersign;
import org.countersign.groups.MemberRow;
import org.countersign.groups.ReadMembers.Roll;
import org.countersign.scim.Activity;
import org.countersign.text.Csv;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Sentences;
import org.countersign.work.SurroundingsException;
import org.countersign.work.WholeFile;

/// Members of a group as text: copied, or written to a file. Read as they are needed, however many there are.
final class MemberActs {
    private static final List<String> HEAD =
            List.of("source", "id", "member", "name", "active", "how", "elsewhere", "decision");
    private static final int PAGE = 1_000;
    /// As many lines as a clipboard gets.
    private static final int MOST_COPIED = 10_000;

    private final Countersign app;
    private final Background background;
    private final GroupViewModel group;
    private final MembersViewModel model;

    MemberActs(Countersign app, Background background, GroupViewModel group, MembersViewModel model) {
        this.group = group;
        this.app = app;
        this.background = background;
        this.model = model;
    }

    /// Copies members by their places in the list that is shown.
    void copy(int[] indices, Consumer<String> action) {
        Roll roll = model.rollProperty().get();
        int[] part = roll.part(model.partProperty().get());
        int[] places = Arrays.stream(indices)
                .filter(i -> i >= 0 && i < part.length)
                .limit(MOST_COPIED)
                .map(i -> part[i])
                .toArray();
        background.run(
                () -> app.readMembers().rows(roll, places).stream()
                        .map(row -> columns(row).stream().map(Csv::cell).collect(Collectors.joining("\t")))
                        .collect(Collectors.joining("\n")),
                action,
                group::fail);
    }

    /// Writes all that are listed, as a table that no spreadsheet computes anything of.
    void export(Path file) {
        Roll roll = model.rollProperty().get();
        int[] places = roll.part(model.partProperty().get());
        background.run(
                () -> write(roll, places, file),
                _ -> group.say(Strings.count("groups.exported", places.length, file)),
                group::fail);
    }

    private Path write(Roll roll, int[] places, Path file) throws IOException {
        try {
            WholeFile.replace(file, part -> {
                try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                    out.write(String.join(",", HEAD) + "\r\n");
                    for (int from = 0; from < places.length; from += PAGE) {
                        int[] page = Arrays.copyOfRange(places, from, Math.min(from + PAGE, places.length));
                        for (MemberRow row : app.readMembers().rows(roll, page)) {
                            out.write(Csv.line(columns(row)));
                        }
                    }
                }
            });
            return file;
        } catch (SurroundingsException | UncheckedIOException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    Strings.of("groups.export.refused", file, Sentences.said(String.valueOf(why.getMessage()))), e);
        }
    }

    /// In the words of files, whatever the screen speaks.
    private static List<String> columns(MemberRow row) {
        return List.of(
                row.source(),
                row.id(),
                row.label(),
                row.name(),
                row.active()
                        .map(Activity::name)
                        .orElse("GONE")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', '-'),
                row.way().isEmpty() ? "direct" : "through " + String.join(" > ", row.way()),
                String.join(", ", row.elsewhere()),
                decision(row.said()));
    }

    private static String decision(MemberRow.Said said) {
        String verdicts = said.verdicts().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(one -> one.getKey().text() + (one.getValue() > 1 ? " " + one.getValue() : ""))
                .collect(Collectors.joining(", "));
        String open = said.open() == 0 ? "" : "open" + (said.items() > 1 ? " " + said.open() : "");
        return verdicts.isEmpty() || open.isEmpty() ? verdicts + open : verdicts + ", " + open;
    }
}
