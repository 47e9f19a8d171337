package org.countersign.ui.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.keys.Act;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Leads;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The item in the middle with the person beside it, as wide as the window lets them be.
final class ShownItem {
    /// Below this the person column leaves its room to the item (1280 with the rail).
    private static final double WIDE = 1224;

    private final PauseTransition pause = new PauseTransition(Duration.millis(200));
    private final Label position = Parts.whole("", "t-small", "t-subtle");
    private final ReviewViewModel model;
    private final ScrollPane scroll;
    private final ScrollPane asideScroll;

    private final Leads leads;
    private final HBox head;

    /// @param note asks for one on the item
    ShownItem(ReviewViewModel model, ScrollPane scroll, ScrollPane asideScroll, Leads leads, Runnable note) {
        this.model = model;
        this.leads = leads;
        Button write = Parts.button(BootstrapIcons.CHAT_SQUARE_TEXT, "", "quiet");
        write.setId("note-write");
        write.setAccessibleText(Act.NOTE.said());
        write.setTooltip(new Tooltip(Act.NOTE.said()));
        write.setOnAction(_ -> note.run());
        this.head = Parts.row(8, write, position);
        this.scroll = scroll;
        this.asideScroll = asideScroll;
    }

    void follow(VBox page) {
        pause.setOnFinished(_ -> stay());
        model.shown().selectedProperty().subscribe(this::show);
        // The same item may wait for somebody else, or not be delegated any more.
        model.notices()
                .noticeProperty()
                .subscribe(_ -> show(model.shown().selectedProperty().get()));
        // The same item is elsewhere in another list.
        model.shown()
                .whereProperty()
                .subscribe(where -> position.setText(
                        Strings.of("review.position", Spoken.number(where.rank()), Spoken.number(where.items()))));
        asideScroll.managedProperty().bind(asideScroll.visibleProperty());
        page.widthProperty().map(now -> Zoom.room(now.doubleValue()) > WIDE).subscribe(asideScroll::setVisible);
    }

    /// The person column, or its room for the item, until the window is made wider or narrower.
    void togglePerson() {
        asideScroll.setVisible(!asideScroll.isVisible());
    }

    /// The page of whom it is about; going back returns here.
    void openPerson() {
        model.shown().selectedProperty().get().map(ItemState::item).ifPresent(item -> {
            JsonNode identity = item.line().path("identity");
            if (!identity.isMissingNode()) {
                leads.to(
                        "people",
                        identity.path("source").asText() + "/"
                                + identity.path("id").asText());
            } else if (item.kind() == Kind.GROUP) {
                leads.to(
                        "groups",
                        item.source() + "/"
                                + item.line().path("group").path("id").asText());
            } else {
                item.account().ifPresent(account -> leads.to("people", item.source() + "/" + account));
            }
        });
    }

    private void show(Optional<ItemState> selected) {
        Pane item = (Pane) scroll.getContent();
        Pane aside = (Pane) asideScroll.getContent();
        item.getChildren().clear();
        aside.getChildren().clear();
        selected.ifPresent(state -> {
            item.getChildren()
                    .setAll(ItemPane.of(
                            state,
                            head,
                            model.notices().delegated(state),
                            model.shown().zone()));
            aside.getChildren()
                    .setAll(PersonPane.of(state, model.headProperty().get().subtitle()));
            scroll.setVvalue(0);
        });
        pause.playFromStart();
    }

    /// What stands beside is read once somebody stays: who decides one item after another does not wait for it.
    private void stay() {
        model.shown().context((state, context) -> {
            Pane item = (Pane) scroll.getContent();
            Pane aside = (Pane) asideScroll.getContent();
            item.getChildren().set(ItemPane.CHANGED, ChangedView.of(state.item(), Optional.of(context)));
            aside.getChildren().set(PersonPane.EARLIER, PersonPane.earlier(state.item(), context));
            aside.getChildren().addAll(PersonPane.peers(context));
        });
    }
}
