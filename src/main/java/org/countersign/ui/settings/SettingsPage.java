package org.countersign.ui.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Segments;
import org.countersign.ui.preferences.Choices;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The sections but those of keys and the workspace: appearance, reviewer, network.
public final class SettingsPage {
    static final double NAMES = 130;

    private final SettingsViewModel model;
    private final Navigator navigator;
    private final Supplier<Reviewer> reviewer;

    /// Who one is here.
    ///
    /// @param address that one reviews as; empty where one does not
    /// @param key whose is open, and its file
    public record Reviewer(String address, Optional<String> key, String file) {}

    SettingsPage(SettingsViewModel model, Navigator navigator, Supplier<Reviewer> reviewer) {
        this.model = model;
        this.navigator = navigator;
        this.reviewer = reviewer;
    }

    /// What is chosen stands under its name where there is no room beside it.
    static FlowPane field(String key, Node control) {
        var field = new FlowPane(12, 4, Parts.wide(Parts.label(Strings.of(key), "t-muted"), NAMES), control);
        field.setMinWidth(0);
        return field;
    }

    private static VBox section(String key, Node... rows) {
        VBox section = Parts.column(10, Parts.label(Strings.of(key), "t-section"));
        section.getChildren().addAll(rows);
        return Parts.styled(section, "panel", "pad");
    }

    VBox appearance() {
        Node later = Parts.note(
                BootstrapIcons.CLOCK, "info", Strings.of("settings.later"), Strings.of("settings.later.why"));
        later.visibleProperty().bind(model.laterProperty());
        later.managedProperty().bind(later.visibleProperty());
        return section(
                "settings.appearance",
                field(
                        "settings.theme",
                        of("theme-", List.of(Choices.Look.values()), Choices::look, Choices::look, false)),
                field(
                        "settings.language",
                        of("language-", List.of(Choices.Tongue.values()), Choices::language, Choices::language, true)),
                field("settings.size", sizes()),
                field("settings.density", of("density-", List.of(Density.values()), Density::of, Density::in, true)),
                field("settings.motion", of("motion-", List.of(Motion.values()), Motion::of, Motion::in, false)),
                later);
    }

    /// Rows and letters with more room or without.
    enum Density {
        COMPACT,
        ROOMY;

        static Density of(Choices choices) {
            return choices.roomy() ? ROOMY : COMPACT;
        }

        static Choices in(Choices choices, Density density) {
            return choices.roomy(density == ROOMY);
        }
    }

    /// Whether anything moves.
    enum Motion {
        SYSTEM,
        NONE;

        static Motion of(Choices choices) {
            return choices.motion() ? SYSTEM : NONE;
        }

        static Choices in(Choices choices, Motion motion) {
            return choices.motion(motion == SYSTEM);
        }
    }

    /// Sizes of text; an enum, as all segments are.
    enum Size {
        S100,
        S110,
        S125,
        S150,
        S175,
        S200;

        int percent() {
            return Choices.SIZES.get(ordinal());
        }

        static Size of(Choices choices) {
            return values()[
                    (int) Choices.SIZES.stream()
                            .skip(1)
                            .filter(size -> size <= choices.textSize())
                            .count()];
        }

        static Choices in(Choices choices, Size size) {
            return choices.textSize(size.percent());
        }
    }

    private Node sizes() {
        var bar = Parts.styled(new HBox(), "seg");
        Segments.fill(
                bar, "size-", List.of(Size.values()), model.choice(Size::of, Size::in, Optional.of("size-")), _ -> {});
        Segments.name(bar, List.of(Size.values()), size -> Strings.of("settings.percent", size.percent()));
        return bar;
    }

    private <S extends Enum<S>> Node of(
            String prefix,
            List<S> values,
            Function<Choices, S> get,
            BiFunction<Choices, S, Choices> with,
            boolean drawn) {
        var bar = Parts.styled(new HBox(), "seg");
        Segments.fill(
                bar, prefix, values, model.choice(get, with, drawn ? Optional.of(prefix) : Optional.empty()), _ -> {});
        Segments.name(bar, values, one -> Strings.of("settings." + prefix.replace('-', '.') + one));
        return bar;
    }

    VBox reviewer() {
        Reviewer now = reviewer.get();
        VBox section = section(
                "settings.reviewer",
                Parts.fact(Strings.of("settings.reviewer.actor"), Formats.name(model.actor()), NAMES),
                Parts.fact(
                        Strings.of("settings.reviewer.address"),
                        now.address().isEmpty() ? Strings.of("settings.reviewer.none") : Formats.name(now.address()),
                        NAMES),
                Parts.fact(
                        Strings.of("settings.reviewer.key"),
                        now.key().orElse(Strings.of("settings.reviewer.noKey")),
                        NAMES));
        if (!now.file().isEmpty()) {
            section.getChildren()
                    .add(Parts.fact(Strings.of("settings.reviewer.file"), Formats.visible(now.file()), NAMES));
        }
        section.getChildren().add(link("settings.reviewer.open", "settings-key", Place.EVIDENCE));
        return section;
    }

    private Hyperlink link(String key, String id, Place place) {
        var link = new Hyperlink(Strings.of(key));
        link.setId(id);
        link.setOnAction(_ -> navigator.go(place));
        return link;
    }

    VBox network(WorkspaceFacts facts) {
        return section(
                "settings.network",
                Parts.sentence(Strings.of("settings.network.what"), "t-muted"),
                Parts.fact(
                        Strings.of("settings.network.endpoints"),
                        facts.endpoints().isEmpty()
                                ? Strings.of("settings.network.none")
                                : Formats.line(String.join(", ", facts.endpoints())),
                        NAMES),
                Parts.fact(
                        Strings.of("settings.network.proxy"),
                        proxy().map(name -> Strings.of("settings.network.proxy.set", name))
                                .orElse(Strings.of("settings.network.proxy.none")),
                        NAMES),
                link("settings.network.open", "settings-sources", Place.SOURCES));
    }

    /// The variable that names one; what it says may hold a password.
    private static Optional<String> proxy() {
        return List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY").stream()
                .filter(name -> !System.getenv().getOrDefault(name, "").isBlank())
                .findFirst();
    }

    /// Workspaces that were opened before.
    VBox recent(java.util.function.Consumer<Path> open) {
        VBox box = Parts.column(4);
        for (String file : model.recent()) {
            boolean there = Files.exists(Path.of(file));
            var link = new Hyperlink(Formats.visible(file));
            link.setDisable(!there);
            link.setMinWidth(0);
            link.setOnAction(_ -> open.accept(Path.of(file)));
            HBox row = Parts.row(8, link);
            if (!there) {
                row.getChildren().add(Parts.whole(Strings.of("settings.recent.missing"), "t-small", "c-medium"));
            }
            box.getChildren().add(row);
        }
        return box;
    }

    static Button button(String key, String id, Runnable action) {
        var button = new Button(Strings.of(key));
        button.setId(id);
        button.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
