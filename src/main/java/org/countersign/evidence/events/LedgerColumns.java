package org.countersign.evidence.events;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;

/// The ledger as a table for a spreadsheet: what is hashed as it is, and beside it what it is about by name. In no
/// language of a screen.
public final class LedgerColumns {
    /// The names of the columns.
    public static final List<String> HEAD = List.of(
            "seq", "at", "type", "who", "osUser", "aboutKind", "about", "aboutId", "signedBy", "data", "prev", "hash");

    private LedgerColumns() {}

    /// The fields of an event, in that order.
    public static List<String> of(LedgerRow row) {
        Optional<About> about = row.about().stream().findFirst();
        return List.of(
                Long.toString(row.seq()),
                Formats.instant(row.at()),
                row.type(),
                row.who(),
                row.osUser(),
                about.map(one -> one.kind().name().toLowerCase(Locale.ROOT)).orElse(""),
                about.map(About::label).orElse(""),
                about.map(About::place).orElse(""),
                row.signed().map(LedgerRow.Anchor::by).orElse(""),
                row.data().isMissingNode() ? "" : CanonicalJson.text(row.data()),
                row.prev(),
                row.hash());
    }
}
