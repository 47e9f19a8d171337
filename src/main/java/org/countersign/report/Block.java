package org.countersign.report;

import java.util.List;

/// One block of the document, from top to bottom; the template has one band for each kind.
///
/// @param section blocks of one section keep their table head when the page turns; empty = no table
/// @param cells texts in the template's markup, as many as the kind has columns
public record Block(Kind kind, String section, List<String> cells) {
    /// The bands of the template.
    public enum Kind {
        /// The title.
        TITLE,
        /// A heading.
        HEADING,
        /// A paragraph.
        TEXT,
        /// A label and a value.
        FACT,
        /// The first head of the sources table; the template repeats it when the page turns.
        SOURCE_HEAD,
        /// A row of the sources table, six columns.
        SOURCE,
        /// The first head of a decisions table.
        DECISION_HEAD,
        /// A row of a decisions table, five columns.
        DECISION,
        /// The first head of the signatures table.
        SIGNATURE_HEAD,
        /// A row of the signatures table, four columns.
        SIGNATURE,
        /// The outcome as a bar.
        CHART
    }

    /// Copies the list.
    public Block {
        cells = List.copyOf(cells);
    }

    /// The name of the kind, for the template's conditions.
    public String getKind() {
        return kind.name();
    }

    /// The section, for the template's group.
    public String getSection() {
        return section;
    }

    /// A cell, or nothing where the kind has fewer.
    private String cell(int index) {
        return index < cells.size() ? cells.get(index) : "";
    }

    /// The first cell.
    public String getC1() {
        return cell(0);
    }

    /// The second cell.
    public String getC2() {
        return cell(1);
    }

    /// The third cell.
    public String getC3() {
        return cell(2);
    }

    /// The fourth cell.
    public String getC4() {
        return cell(3);
    }

    /// The fifth cell.
    public String getC5() {
        return cell(4);
    }

    /// The sixth cell.
    public String getC6() {
        return cell(5);
    }
}
