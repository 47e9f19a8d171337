package org.countersign.ui.dialog;

import atlantafx.base.controls.ModalPane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.collections.MapChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.FocusPath;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Questions over the window, in the same scene: Esc goes back, Ctrl Enter takes the default button, and so does Enter
/// in a field of one line where nothing is taken away.
public final class Questions {
    private static final double CARD = 560;
    private static final double TOP = 64;
    private static final double EDGE = 16;
    /// Under which a problem's label keeps what is said while something goes on.
    private static final String BUSY = "busy";
    /// What ends it, where it can be ended.
    private static final String STOP = "stop";
    /// Of what is only read.
    private static final Answer READ = () -> true;

    private static final KeyCombination PLAIN_ENTER = new KeyCodeCombination(KeyCode.ENTER);

    private final ModalPane pane;
    private Optional<FocusPath> before = Optional.empty();
    private boolean backwards;
    /// What came of questions that were left.
    private final Deque<Runnable> late = new ArrayDeque<>();

    /// @param pane that lies over the window's content
    public Questions(ModalPane pane) {
        this.pane = pane;
        // What is in it can be reached, and not the pane itself.
        pane.setFocusTraversable(false);
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
        pane.displayProperty().subscribe(shown -> {
            if (!shown) {
                pane.setContent(null);
                pane.setAlignment(Pos.CENTER);
                before.ifPresent(path -> path.focus(pane.getScene()));
                before = Optional.empty();
                Platform.runLater(this::sayLate);
            }
        });
        pane.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.focusOwnerProperty().subscribe(this::keep);
            }
        });
    }

    /// Focus that leaves a question comes back at its other end: keys behind it would act on what nobody looks at.
    private void keep(@Nullable Node focused) {
        // A note of the program itself lies over the whole window, the question too.
        if (focused != null && open() && !inside(focused) && within(focused, pane.getParent())) {
            Platform.runLater(() -> {
                if (open() && !inside(pane.getScene().getFocusOwner())) {
                    List<Node> all = pane.getContent() instanceof Parent card ? focusable(card) : List.of();
                    if (!all.isEmpty()) {
                        (backwards ? all.getLast() : all.getFirst()).requestFocus();
                    }
                }
            });
        }
    }

    private boolean inside(@Nullable Node node) {
        return within(node, pane.getContent());
    }

    private static boolean within(@Nullable Node node, @Nullable Node outer) {
        Node at = node;
        while (at != null && at != outer) {
            at = at.getParent();
        }
        return at != null;
    }

    private static List<Node> focusable(Parent parent) {
        return parent.getChildrenUnmodifiable().stream()
                .filter(Node::isVisible)
                .flatMap(node -> node.isFocusTraversable()
                        ? Stream.of(node)
                        : node instanceof Parent inner ? focusable(inner).stream() : Stream.empty())
                .filter(node -> !node.isDisabled())
                .toList();
    }

    /// What happens on the default button.
    public interface Answer {
        /// Does it; answers whether the question is settled and may close.
        boolean given();
    }

    /// Asks.
    ///
    /// @param action the verb on the default button
    /// @param focus where typing starts
    /// @param problem filled by the answer where it does not settle
    public void ask(String title, String action, String tone, Answer answer, Node focus, Label problem, Node... body) {
        ask(CARD, title, action, tone, answer, focus, problem, body);
    }

    private void ask(
            double width,
            String title,
            String action,
            String tone,
            Answer answer,
            Node focus,
            Label problem,
            Node... body) {
        before = Optional.ofNullable(pane.getScene())
                .map(scene -> scene.getFocusOwner())
                .map(FocusPath::of);
        var ok = new Button(action);
        ok.getStyleClass().addAll(tone.equals("danger") ? new String[] {"danger", "accent"} : new String[] {"accent"});
        ok.setId("dialog-ok");
        ok.setOnAction(_ -> give(answer, problem));
        var cancel = new Button(Strings.of("dialog.back"));
        cancel.setId("dialog-back");
        cancel.setOnAction(_ -> leave(problem));
        prepare(problem, title);
        VBox card = card(title, body);
        HBox buttons = Parts.row(8, Parts.space(), cancel, ok);
        if (answer == READ) {
            buttons.getChildren().remove(cancel);
        }
        if (Stream.of(body).anyMatch(Questions::hasLines)) {
            buttons.getChildren()
                    .addAll(0, List.of(Parts.key("Ctrl Enter"), Parts.label(action, "t-small", "t-muted")));
        }
        card.getChildren().addAll(problem, buttons);
        fit(Parts.padded(card, 20, 24, 18, 24), width);
        card.setMaxHeight(Region.USE_PREF_SIZE);
        waits(problem, cancel, card);
        keys(card, answer, tone, problem);
        pane.show(card);
        // The pane takes the focus itself when it opens; what is typed must land in the first field.
        Platform.runLater(focus::requestFocus);
    }

    private static void prepare(Label problem, String title) {
        problem.getStyleClass().add("c-revoke");
        problem.setWrapText(true);
        problem.setId("dialog-problem");
        problem.setUserData(title);
    }

    /// Whether Enter begins a line there, so that it cannot be the answer.
    private static boolean hasLines(Node node) {
        return node instanceof TextArea
                || (node instanceof Pane box && box.getChildren().stream().anyMatch(Questions::hasLines));
    }

    private void keys(VBox card, Answer answer, String tone, Label problem) {
        card.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            backwards = event.isShiftDown();
            if (event.getCode() == KeyCode.ENTER && event.isControlDown()) {
                event.consume();
                give(answer, problem);
            } else if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                leave(problem);
            } else if (event.getCode() == KeyCode.TAB
                    && !event.isControlDown()
                    && event.getTarget() instanceof TextArea lines) {
                // What is written there is prose without tabs; Tab goes on, as in every other field.
                event.consume();
                lines.requestFocusTraversal(backwards ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
        });
        card.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (!tone.equals("danger") && PLAIN_ENTER.match(event) && Completion.settled(event.getTarget())) {
                event.consume();
                give(answer, problem);
            }
        });
    }

    /// With large text it may be higher than the window.
    private static VBox card(String title, Node... body) {
        VBox card = Parts.styled(Parts.column(14, Parts.label(title, "t-item")), "dialog-card");
        if (Zoom.large()) {
            card.getChildren().add(Parts.scrolled(Parts.column(14, body)));
        } else {
            card.getChildren().addAll(body);
        }
        return card;
    }

    /// As wide as it wants to be, in a window that is.
    private void fit(Region card, double width) {
        Parts.wide(card, width);
        double room = pane.getWidth() - 2 * EDGE;
        if (room > 0 && card.getPrefWidth() > room) {
            card.setMinWidth(room);
            card.setPrefWidth(room);
            card.setMaxWidth(room);
        }
    }

    private static boolean goesOn(Label problem) {
        return !problem.getText().isEmpty()
                && problem.getText().equals(problem.getProperties().get(BUSY));
    }

    /// Once: what was answered and goes on is not done a second time.
    private void give(Answer answer, Label problem) {
        if (!goesOn(problem) && answer.given()) {
            pane.hide();
        }
    }

    /// Ends what goes on, where that can be ended: whoever goes back then means that it is not to be done.
    private void leave(Label problem) {
        if (goesOn(problem) && problem.getProperties().get(STOP) instanceof Runnable stop) {
            busy(problem, Strings.of("dialog.stopping"));
            stop.run();
        } else {
            pane.hide();
        }
    }

    /// While something goes on that can be ended, it is seen to go on, and the way back ends it.
    private static void waits(Label problem, Button cancel, VBox card) {
        var bar = new ProgressBar();
        bar.setId("dialog-waits");
        bar.getStyleClass().add("thin");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setVisible(false);
        bar.managedProperty().bind(bar.visibleProperty());
        card.getChildren().add(card.getChildren().size() - 1, bar);
        problem.getProperties().addListener((MapChangeListener<Object, Object>) change -> {
            if (STOP.equals(change.getKey())) {
                bar.setVisible(change.wasAdded());
                cancel.setText(Strings.of(change.wasAdded() ? "dialog.stop" : "dialog.back"));
            }
        });
    }

    /// For an answer that comes later: shows in `problem` what stands against it, or closes the question where that is
    /// nothing. A question that was left meanwhile closes no other; what stands against it is said once none is
    /// open.
    ///
    /// @param retyped what has to be typed again, and gets the focus
    public Consumer<String> settle(Label problem, Node... retyped) {
        return against -> {
            calm(problem, false);
            problem.getProperties().remove(STOP);
            if (!inside(problem)) {
                if (!against.isEmpty()) {
                    inTurn(() -> problem(String.valueOf(problem.getUserData()), against));
                }
                return;
            }
            problem.setText(against);
            if (against.isEmpty()) {
                close();
            } else {
                List.of(retyped).forEach(Node::requestFocus);
            }
        };
    }

    /// Says in `problem` that something goes on, which is no fault.
    public static void busy(Label problem, String text) {
        calm(problem, true);
        problem.setText(text);
        problem.getProperties().put(BUSY, text);
    }

    /// The same where it can be ended.
    ///
    /// @param stop asks it to end; what comes of that is settled as ever
    public static void busy(Label problem, String text, Runnable stop) {
        busy(problem, text);
        problem.getProperties().put(STOP, stop);
    }

    private static void calm(Label problem, boolean calm) {
        problem.getStyleClass().removeAll("c-revoke", "t-muted");
        problem.getStyleClass().add(calm ? "t-muted" : "c-revoke");
    }

    /// Something to be known that nobody must miss, said once no question is open.
    ///
    /// @param body what it comes to, after the reason
    public void tell(String title, String reason, String body) {
        Node note = Parts.note(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "medium", reason, body);
        inTurn(() -> ask(title, Strings.of("dialog.close"), "accent", READ, note, new Label(), note));
    }

    /// Asks once no question is open: what is asked only after something was read must not take the place of a
    /// question that somebody has gone on to.
    ///
    /// @param asks by one of the others
    public void inTurn(Runnable asks) {
        late.add(asks);
        sayLate();
    }

    private void sayLate() {
        if (!open() && !late.isEmpty()) {
            late.remove().run();
        }
    }

    /// Whether a question is open.
    public boolean open() {
        return pane.isDisplay();
    }

    /// Closes what is open.
    public void close() {
        pane.hide();
    }

    /// Shows a text that is only read.
    public void show(String title, Node body) {
        show(title, CARD, body);
    }

    /// Shows a table, as wide as it needs.
    public void show(String title, double width, Node body) {
        ask(width, title, Strings.of("dialog.close"), "accent", READ, body, new Label(), body);
    }

    /// Shows something that settles itself, at the top.
    ///
    /// @param focus where typing starts
    public void over(Region content, double width, Node focus) {
        before = Optional.ofNullable(pane.getScene())
                .map(scene -> scene.getFocusOwner())
                .map(FocusPath::of);
        StackPane.setMargin(content, new Insets(TOP, 0, 0, 0));
        fit(content, width);
        pane.setAlignment(Pos.TOP_CENTER);
        pane.show(content);
        Platform.runLater(focus::requestFocus);
    }

    /// Something failed; nothing was lost.
    public void problem(String head, String reason) {
        Node note = Parts.note(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "high", head, reason);
        ask(Strings.of("dialog.problem"), Strings.of("dialog.close"), "accent", READ, note, new Label(), note);
    }
}
