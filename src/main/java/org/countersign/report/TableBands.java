package org.countersign.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.report.Block.Column;
import org.countersign.report.Block.Kind;

/// Build step: the template's bands for tables, written from their columns.
///
/// Cells are tagged one by one and rows by their first and last cell; [StructureTree] makes tables of them, because
/// JasperReports would have each end where its page ends.
final class TableBands {
    private static final String TAG = "<property name=\"net.sf.jasperreports.export.pdf.tag.%s\" value=\"%s\"/>";

    private TableBands() {}

    /// Heads that are printed again on each further page of a section.
    static String repeated() {
        return each(kind -> head(kind, kind.name()));
    }

    /// First heads and rows.
    static String detail() {
        return each(kind -> head(kind, kind.name() + "_HEAD")) + each(TableBands::row);
    }

    private static String each(Function<Kind, String> band) {
        return Arrays.stream(Kind.values())
                .filter(kind -> !kind.columns().isEmpty())
                .map(band)
                .collect(Collectors.joining());
    }

    private static String head(Kind kind, String when) {
        var cells = new StringBuilder();
        List<Column> columns = kind.columns();
        int x = 0;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            cells.append("""
                    <element kind="staticText" style="%s" x="%d" y="0" width="%d" height="20"><text><![CDATA[%s]]></text>%s</element>
                    """.formatted(
                            column.style().equals("TdRight") ? "ThRight" : "Th",
                            x,
                            column.width(),
                            column.title(),
                            tags("th", i, columns.size())));
            x += column.width();
        }
        return band(when, 22, cells);
    }

    private static String row(Kind kind) {
        var cells = new StringBuilder();
        List<Column> columns = kind.columns();
        int x = 0;
        for (int i = 0; i < columns.size(); i++) {
            cells.append("""
                    <element kind="textField" style="%s" x="%d" y="0" width="%d" height="15" textAdjust="StretchHeight"\
                     stretchType="ElementGroupHeight" blankWhenNull="true" markup="styled"><expression><![CDATA[$F{c%d}]]></expression>%s</element>
                    """.formatted(
                            columns.get(i).style(), x, columns.get(i).width(), i + 1, tags("td", i, columns.size())));
            x += columns.get(i).width();
        }
        return band(kind.name(), 15, cells);
    }

    private static String tags(String cell, int index, int columns) {
        String first = index == 0 ? TAG.formatted("tr", "start") : "";
        return first + TAG.formatted(cell, "full") + (index == columns - 1 ? TAG.formatted("tr", "end") : "");
    }

    private static String band(String when, int height, CharSequence cells) {
        return """
                <band height="%d" splitType="Prevent"><printWhenExpression><![CDATA[$F{kind}.equals("%s")]]></printWhenExpression>
                %s</band>
                """.formatted(height, when, cells);
    }
}
