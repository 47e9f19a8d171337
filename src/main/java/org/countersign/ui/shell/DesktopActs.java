package org.countersign.ui.shell;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.util.Subscription;
import org.countersign.people.FindAnything.Hit;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.find.FindPane;
import org.countersign.ui.find.FindViewModel;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.keys.Region;
import org.countersign.ui.view.Leads;

/// What the window does on every screen: by keys, from the search, and from the status bar.
final class DesktopActs {
    /// What can be done from the search.
    static final List<Act> FOUND = Stream.of(Act.values())
            .filter(act -> act.region() == Region.EVERYWHERE && !act.fixed() && act != Act.FIND)
            .toList();

    private final Map<Act, Runnable> acts = new EnumMap<>(Act.class);
    private final KeyMap keys;
    private final Questions questions;
    private final ShellViewModel shell;
    private final Leads leads;
    private final Consumer<String> findings;
    private final FindPane pane;

    /// @param findings shows those that say this
    DesktopActs(
            KeyMap keys,
            Questions questions,
            ShellViewModel shell,
            FindViewModel finding,
            Leads leads,
            Consumer<String> findings) {
        this.keys = keys;
        this.questions = questions;
        this.shell = shell;
        this.leads = leads;
        this.findings = findings;
        this.pane = new FindPane(finding, questions, keys, this::lead, act -> Optional.ofNullable(acts.get(act))
                .ifPresent(Runnable::run));
        for (Act act : Act.values()) {
            act.place().ifPresent(place -> acts.put(act, () -> shell.go(place)));
        }
        acts.put(Act.BACK, shell::back);
        acts.put(Act.FORWARD, shell::forward);
        acts.put(Act.ALL_KEYS, this::allKeys);
        acts.put(Act.FIND, this::find);
    }

    /// One more.
    void put(Act act, Runnable does) {
        acts.put(act, does);
    }

    /// By keys, on a scene, until the answer is closed.
    Subscription on(Scene scene) {
        return new DesktopKeys(keys, questions, acts).on(scene);
    }

    void find() {
        if (!questions.open()) {
            pane.show();
        }
    }

    void allKeys() {
        questions.show(
                Strings.of("shell.allKeys"),
                KeyOverlay.WIDTH,
                new KeyOverlay(keys).of(shell.placeProperty().get()));
    }

    private void lead(Hit hit) {
        switch (hit.kind()) {
            case PERSON, ACCOUNT -> leads.to("people", hit.place());
            case GROUP -> {
                if (!leads.to("groups", hit.place())) {
                    findings.accept(hit.label());
                }
            }
            case FINDING -> findings.accept(hit.place());
            case EXCEPTION -> leads.to("exceptions", hit.place());
            case SOURCE -> leads.to("sources", hit.place());
            case CAMPAIGN -> leads.to("campaigns", hit.place());
        }
    }
}
