package org.countersign.ui.trouble;

import java.time.ZoneId;
import javafx.scene.layout.HBox;
import org.countersign.ledger.RecallHead.Sight.Unlike;
import org.countersign.ledger.RecallHead.Why;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// A workspace that is not what whoever looks saw of it, in words.
final class UnlikeWords {
    private UnlikeWords() {}

    static String head(Unlike unlike) {
        return Strings.of(key(unlike));
    }

    static HBox note(Unlike unlike, ZoneId zone) {
        return Parts.note(
                BootstrapIcons.SHIELD_FILL_EXCLAMATION,
                "critical",
                head(unlike),
                Strings.of(
                        key(unlike) + ".body",
                        Spoken.number(unlike.now().seq()),
                        Spoken.number(unlike.seen().head().seq()),
                        Spoken.at(unlike.seen().at(), zone),
                        Formats.groups(unlike.seen().head().hash()),
                        Formats.visible(unlike.seen().place())));
    }

    private static String key(Unlike unlike) {
        return "trouble.unlike." + (unlike.elsewhere() && unlike.why() == Why.BEHIND ? "COPY" : unlike.why());
    }
}
