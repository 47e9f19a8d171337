package org.countersign.report;

import java.util.List;

/// One block of the document, from top to bottom; the template has one band for each kind, and two for a table.
///
/// @param head whether it is the first head of a table, which the template repeats when the page turns
/// @param section blocks of one section keep their table's head when the page turns; empty = no table
/// @param cells texts in the template's markup, as many as the kind has columns
public record Block(Kind kind, boolean head, String section, List<String> cells) {
    /// A column of a table.
    ///
    /// @param width in points; those of a table fill the page's 515
    /// @param style of the template: `Td`, `TdRight` or `Mono`
    record Column(String title, int width, String style) {
        static Column text(String title, int width) {
            return new Column(title, width, "Td");
        }

        static Column number(String title, int width) {
            return new Column(title, width, "TdRight");
        }

        static Column mono(String title, int width) {
            return new Column(title, width, "Mono");
        }
    }

    /// What the template can draw.
    public enum Kind {
        /// What the document is, above its title.
        OVERLINE,
        /// The title.
        TITLE,
        /// The verdict: everything is decided and signed.
        COMPLETE,
        /// The verdict: something is open.
        INCOMPLETE,
        /// A heading.
        HEADING,
        /// A paragraph.
        TEXT,
        /// A label and a value.
        FACT,
        /// The outcome as a bar.
        CHART,
        /// What a command shows, and the command.
        COMMAND,
        /// Accounts read in a source, and what became of them.
        SOURCE(
                Column.text("Source", 165),
                Column.number("Accounts read", 70),
                Column.number("In review", 70),
                Column.number("Inactive, none", 75),
                Column.number("Out of scope", 60),
                Column.number("Refused rows", 75)),
        /// An item and what was decided.
        DECISION(
                Column.text("Account or group", 118),
                Column.text("Access", 110),
                Column.text("Decision", 90),
                Column.text("Reviewer", 132),
                Column.mono("Item", 65)),
        /// An exception as of the close.
        EXCEPTION(
                Column.text("Account", 118),
                Column.text("Access, exception", 110),
                Column.text("Reason, decision", 90),
                Column.text("Owner, end", 132),
                Column.mono("Item", 65)),
        /// How somebody decided.
        QUALITY(
                Column.text("Reviewer", 165),
                Column.number("Decided", 55),
                Column.number("Approved", 55),
                Column.number("In bulk", 90),
                Column.number("Opened on screen", 75),
                Column.number("Median time", 75)),
        /// What could not be evaluated.
        UNKNOWN(Column.text("Source", 75), Column.text("Why", 220), Column.text("Checks", 220)),
        /// What a group's owner attests.
        GROUP(
                Column.text("Group", 92),
                Column.text("Purpose and classification", 128),
                Column.number("Members", 45),
                Column.text("Owner", 130),
                Column.text("Attested", 120)),
        /// A control that the review serves.
        CONTROL(Column.text("Control", 95), Column.text("What it asks", 230), Column.text("Where it is here", 190)),
        /// Who signed.
        SIGNATURE(
                Column.text("Who", 133),
                Column.text("Role", 55),
                Column.text("Signed (UTC), level", 95),
                Column.text("How identified", 98),
                Column.mono("Certificate SHA-256", 134));

        private final List<Column> columns;

        Kind(Column... columns) {
            this.columns = List.of(columns);
        }

        /// Those of a table; none where the kind is no table.
        List<Column> columns() {
            return columns;
        }
    }

    /// Copies the list.
    public Block {
        cells = List.copyOf(cells);
    }

    /// A block that is no head.
    Block(Kind kind, String section, List<String> cells) {
        this(kind, false, section, cells);
    }

    /// What the template's conditions ask: the kind, and `_HEAD` after it for a head.
    public String getKind() {
        return kind.name() + (head ? "_HEAD" : "");
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
