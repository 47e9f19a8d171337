package org.countersign.ui.review;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.countersign.campaign.ItemState;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.theme.Zoom;

/// The item in the middle with the person beside it, as wide as the window lets them be.
final class ShownItem {
    /// Below this the person column leaves its room to the item (1280 with the rail).
    private static final double WIDE = 1224;

    private final PauseTransition pause = new PauseTransition(Duration.millis(200));
    private final ReviewViewModel model;
    private final ScrollPane scroll;
    private final ScrollPane asideScroll;

    ShownItem(ReviewViewModel model, ScrollPane scroll, ScrollPane asideScroll) {
        this.model = model;
        this.scroll = scroll;
        this.asideScroll = asideScroll;
    }

    void follow(VBox page) {
        pause.setOnFinished(_ -> stay());
        model.shown().selectedProperty().subscribe(this::show);
        asideScroll.managedProperty().bind(asideScroll.visibleProperty());
        page.widthProperty().map(now -> Zoom.room(now.doubleValue()) > WIDE).subscribe(asideScroll::setVisible);
    }

    private void show(Optional<ItemState> selected) {
        Pane item = (Pane) scroll.getContent();
        Pane aside = (Pane) asideScroll.getContent();
        item.getChildren().clear();
        aside.getChildren().clear();
        selected.ifPresent(state -> {
            String position = Strings.of(
                    "review.position",
                    Spoken.number(model.shown().rank()),
                    Spoken.number(model.shown().items()));
            item.getChildren().setAll(ItemPane.of(state, position));
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
