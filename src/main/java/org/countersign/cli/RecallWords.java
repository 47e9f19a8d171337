package org.countersign.cli;

import java.nio.file.Path;
import org.countersign.ledger.RecallHead.Sight.Unlike;
import org.countersign.ledger.SeenHeads.Seen;
import org.countersign.text.Formats;

/// What somebody saw of a workspace before, and how it differs from that, for the command line.
final class RecallWords {
    private RecallWords() {}

    /// In one sentence, without what to do.
    static String fault(Unlike unlike) {
        String seen = unlike.elsewhere()
                ? "the workspace of which it is a copy, " + unlike.seen().place() + ","
                : "it";
        String when = ", as you saw on " + Formats.instant(unlike.seen().at()) + ".";
        String head = " Head " + Formats.groups(unlike.seen().head().hash()) + ".";
        return switch (unlike.why()) {
            case BEHIND ->
                "Event " + unlike.first() + " is missing: the ledger ends at event "
                        + unlike.now().seq() + ", and " + seen + " had "
                        + Formats.number(unlike.seen().head().seq()) + when + head;
            case REWRITTEN ->
                "Event " + unlike.first() + " is not what it was: an event up to it was changed and the rest written"
                        + " anew since " + seen + " had "
                        + Formats.number(unlike.seen().head().seq()) + " events"
                        + when + head;
            case REPLACED ->
                "Another workspace lay at " + unlike.seen().place() + ": its ledger had "
                        + Formats.number(unlike.seen().head().seq()) + " events" + when + head;
        };
    }

    /// With what to do about it.
    static String warning(Unlike unlike) {
        return "WARNING: " + fault(unlike)
                + " If you restored, copied or replaced it yourself: countersign ledger accept";
    }

    /// Of a workspace that was where a new one is made.
    static String gone(Seen seen) {
        return "NOTE: a workspace of " + Formats.number(seen.head().seq()) + " events lay here on "
                + Formats.instant(seen.at()) + ", and is gone; a new one is made.";
    }

    /// Of a memory that was unreadable.
    static String aside(Path file) {
        return "NOTE: what you had seen of workspaces could not be read; it lies at " + file + " and begins anew.";
    }
}
