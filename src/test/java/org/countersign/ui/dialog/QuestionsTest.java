package org.countersign.ui.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers that come after a question was left.
class QuestionsTest {
    private Stage stage;
    private ModalPane pane;
    private Questions questions;

    @BeforeEach
    void open() throws Exception {
        Window.start();
        Window.onFx(() -> {
            pane = new ModalPane();
            questions = new Questions(pane);
            stage = new Stage();
            stage.setScene(new Scene(new StackPane(new TextField(), pane), 800, 600));
            stage.show();
            return true;
        });
    }

    @AfterEach
    void close() throws Exception {
        Window.onFx(() -> {
            Window.closed(stage);
            return true;
        });
    }

    private Consumer<String> ask(String title) throws Exception {
        return Window.onFx(() -> {
            var problem = new Label();
            var field = new TextField();
            questions.ask(title, "Do it", "accent", () -> false, field, problem, field);
            return questions.settle(problem);
        });
    }

    private void on(Runnable work) throws Exception {
        Window.onFx(() -> {
            work.run();
            return true;
        });
    }

    private String shown() throws Exception {
        return Window.onFx(() -> Words.of(pane.getContent()));
    }

    private void until(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Window.onFx(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as(shown()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void anAnswerSettlesItsOwnQuestion() throws Exception {
        Consumer<String> first = ask("First");
        on(() -> first.accept("Not like this."));
        assertThat(shown()).contains("First").contains("Not like this.");
        on(() -> first.accept(""));
        assertThat(Window.onFx(questions::open)).isFalse();
    }

    @Test
    void whatGoesOnIsNotDoneASecondTime() throws Exception {
        var problem = new Label();
        var given = new java.util.concurrent.atomic.AtomicInteger();
        Consumer<String> settle = Window.onFx(() -> {
            var field = new TextField();
            questions.ask(
                    "Sign",
                    "Do it",
                    "accent",
                    () -> {
                        given.incrementAndGet();
                        Questions.busy(problem, "Signing…");
                        return false;
                    },
                    field,
                    problem,
                    field);
            return questions.settle(problem);
        });
        Runnable press = () -> ((javafx.scene.control.Button) pane.getContent().lookup("#dialog-ok")).fire();
        on(press);
        on(press);
        assertThat(given).hasValue(1);
        on(() -> settle.accept("The passphrase does not open this key."));
        on(press);
        assertThat(given).hasValue(2);
    }

    @Test
    void anAnswerToAQuestionThatWasLeftClosesNoOther() throws Exception {
        Consumer<String> first = ask("First");
        on(questions::close);
        ask("Second");
        on(() -> first.accept(""));
        assertThat(Window.onFx(questions::open)).isTrue();
        assertThat(shown()).contains("Second");
    }

    @Test
    void whatStandsAgainstAQuestionThatWasLeftIsSaidAllTheSame() throws Exception {
        Consumer<String> first = ask("First");
        on(questions::close);
        ask("Second");
        on(() -> first.accept("The disk is full."));
        assertThat(shown()).contains("Second").doesNotContain("The disk is full.");
        on(questions::close);
        until(() -> Words.of(pane.getContent()).contains("The disk is full."));
        assertThat(shown()).contains("First");
    }

    @Test
    void whatIsAskedLateTakesNoOthersPlace() throws Exception {
        ask("First");
        on(() -> questions.inTurn(() -> questions.show("Second", new Label("words"))));
        assertThat(shown()).contains("First").doesNotContain("Second");
        on(questions::close);
        until(() -> Words.of(pane.getContent()).contains("Second"));
    }

    @Test
    void theWayBackEndsWhatGoesOnAndCanBeEnded() throws Exception {
        var problem = new Label();
        var stopped = new java.util.concurrent.atomic.AtomicInteger();
        Consumer<String> settle = Window.onFx(() -> {
            var field = new TextField();
            questions.ask("Sign", "Do it", "accent", () -> false, field, problem, field);
            Questions.busy(problem, "Asking…", stopped::incrementAndGet);
            return questions.settle(problem);
        });
        Runnable back = () -> ((javafx.scene.control.Button) pane.getContent().lookup("#dialog-back")).fire();
        on(back);
        assertThat(stopped).hasValue(1);
        assertThat(Window.onFx(questions::open)).isTrue();
        on(() -> settle.accept("Stopped."));
        on(back);
        assertThat(stopped).hasValue(1);
        assertThat(Window.onFx(questions::open)).isFalse();
    }
}
