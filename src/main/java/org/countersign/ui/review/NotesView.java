package org.countersign.ui.review;

import java.time.ZoneId;
import java.util.List;
import javafx.scene.layout.VBox;
import org.countersign.campaign.ItemNote;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What reviewers wrote on an item, with who and when, the newest first.
final class NotesView {
    private NotesView() {}

    static VBox of(List<ItemNote> notes, ZoneId zone) {
        VBox box = Parts.column(6);
        box.setId("item-notes");
        for (ItemNote note : notes) {
            String by = Strings.of("review.note.by", Formats.name(note.reviewer()), Spoken.at(note.at(), zone));
            box.getChildren()
                    .add(Parts.styled(
                            Parts.top(
                                    10,
                                    Parts.icon(BootstrapIcons.CHAT_SQUARE_TEXT, "i16", "k-info"),
                                    Parts.grow(Parts.column(
                                            2,
                                            Parts.sentence(by, "t-small", "t-muted"),
                                            Parts.sentence(Formats.line(note.text()))))),
                            "note",
                            "info"));
        }
        return box;
    }
}
