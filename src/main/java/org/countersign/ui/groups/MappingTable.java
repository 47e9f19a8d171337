package org.countersign.ui.groups;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.countersign.campaign.ItemAnswerStore.Answer;
import org.countersign.drift.Severity;
import org.countersign.groups.GroupFindings.Found;
import org.countersign.groups.MappingLine;
import org.countersign.groups.ReadMappings.Row;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The columns of the table of mappings.
final class MappingTable {
    private MappingTable() {}

    static void fill(TableView<Row> table, Function<Row, List<Found>> found) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<Row, Row> id =
                column("id", 110, row -> Look.of(row.line().mapping().id(), "t-muted"));
        TableColumn<Row, Row> nesting = column("nesting", 100, MappingTable::nesting);
        TableColumn<Row, Row> said = column("said", 130, row -> said(row.said()));
        table.getColumns()
                .setAll(List.of(
                        column(
                                "from",
                                130,
                                row -> line(
                                        row.line(),
                                        row.line().from(),
                                        row.line().idpGroup())),
                        column("to", 196, row -> target(row.line())),
                        id,
                        nesting,
                        column("there", 70, MappingTable::there),
                        column(
                                "lacking",
                                70,
                                row -> count(
                                        row.line(),
                                        row.line().figures().lacking()
                                                + row.line().figures().without())),
                        column(
                                "extra",
                                70,
                                row -> count(row.line(), row.line().figures().extra())),
                        column("findings", 90, row -> findings(found.apply(row))),
                        said));
        // What the sheet beside says, too, gives way first.
        table.widthProperty().subscribe(width -> {
            id.setVisible(Zoom.room(width.doubleValue()) >= 800);
            said.setVisible(Zoom.room(width.doubleValue()) >= 700);
            nesting.setVisible(Zoom.room(width.doubleValue()) >= 600);
        });
    }

    private static TableColumn<Row, Row> column(String key, double width, Function<Row, Look> look) {
        return Look.column(Strings.of("mappings.column." + key), width, look);
    }

    private static Look line(MappingLine line, String name, Optional<String> there) {
        return there.isPresent()
                ? Look.of(BootstrapIcons.PEOPLE, "k-subtle", Formats.name(name), "t-medium")
                : Look.of(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "k-high", Formats.name(name), "c-high");
    }

    private static Look target(MappingLine line) {
        boolean broken = line.broken() && line.idpGroup().isPresent();
        if (broken) {
            return Look.of(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "k-high", GroupWords.target(line), "c-high");
        }
        return line.privileged()
                ? Look.of(BootstrapIcons.SHIELD_LOCK, "k-critical", GroupWords.target(line), "c-critical")
                : Look.of(BootstrapIcons.WINDOW, "k-subtle", GroupWords.target(line), "");
    }

    private static Look nesting(Row row) {
        return row.line()
                .mapping()
                .nesting()
                .map(one -> Look.of(Strings.of("mappings.nesting." + one), "t-muted"))
                .orElseGet(() -> row.line().nested() > 0
                        ? Look.of(
                                BootstrapIcons.DASH_CIRCLE_FILL, "k-low", Strings.of("mappings.nesting.open"), "c-low")
                        : Look.of(Strings.of("mappings.nesting.open"), "t-subtle"));
    }

    private static Look there(Row row) {
        MappingLine.Figures figures = row.line().figures();
        return figures.known()
                ? Look.of(
                        Strings.of("mappings.of", Spoken.number(figures.there()), Spoken.number(figures.expected())),
                        "")
                : unknown();
    }

    private static Look count(MappingLine line, int many) {
        return !line.figures().known()
                ? Look.of("–", "t-subtle")
                : many == 0 ? Look.of("0", "t-subtle") : Look.of(Spoken.number(many), "c-medium");
    }

    private static Look unknown() {
        return Look.of(BootstrapIcons.DASH_SQUARE_DOTTED, "k-unknown", Strings.of("mappings.unknown"), "c-unknown");
    }

    private static Look findings(List<Found> found) {
        Optional<Severity> worst = found.stream().map(Found::severity).min(Severity::compareTo);
        return worst.map(one -> Look.of(
                        Severities.shape(one),
                        "k-" + one.text(),
                        Strings.of("groups.line", Spoken.number(found.size()), Severities.word(one)),
                        "c-" + one.text()))
                .orElseGet(() -> Look.of(Strings.of("mappings.findings.none"), "t-subtle"));
    }

    static Look said(Optional<Answer> said) {
        if (said.isEmpty()) {
            return Look.of(Strings.of("mappings.said.never"), "t-subtle");
        }
        Answer answer = said.get();
        return answer.verdict()
                .map(verdict -> Look.of(
                        switch (verdict) {
                            case APPROVE -> BootstrapIcons.CHECK_CIRCLE_FILL;
                            case APPROVE_UNTIL -> BootstrapIcons.CALENDAR2_CHECK_FILL;
                            case REVOKE -> BootstrapIcons.SLASH_CIRCLE_FILL;
                            case DONT_KNOW -> BootstrapIcons.QUESTION_SQUARE_FILL;
                        },
                        "k-"
                                + switch (verdict) {
                                    case APPROVE -> "approve";
                                    case APPROVE_UNTIL -> "until";
                                    case REVOKE -> "revoke";
                                    case DONT_KNOW -> "unknown";
                                },
                        Strings.of(
                                "groups.said.in",
                                Strings.of(
                                        "groups.said.on",
                                        Strings.of("groups.said." + verdict),
                                        answer.at().map(Spoken::day).orElse("")),
                                answer.campaign()),
                        ""))
                .orElseGet(() -> Look.of(
                        BootstrapIcons.CIRCLE,
                        "k-subtle",
                        Strings.of("groups.said.in", Strings.of("groups.said.open"), answer.campaign()),
                        ""));
    }
}
