package org.countersign.ui.theme;

import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.countersign.ui.preferences.Choices;

/// PrimerLight below, the product's style sheet above; dark is the sheet's own block, switched live.
public final class Theme {
    private Theme() {}

    /// Loads fonts and the user-agent sheet; once.
    public static void install() {
        for (String name :
                List.of("IBMPlexSans-Regular", "IBMPlexSans-Medium", "IBMPlexSans-SemiBold", "IBMPlexMono-Regular")) {
            Font.loadFont(
                    Objects.requireNonNull(Theme.class.getClassLoader().getResource("assets/fonts/" + name + ".woff"))
                            .toExternalForm(),
                    13);
        }
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    }

    /// Puts the product's sheet on a scene.
    public static void apply(Scene scene) {
        apply(scene, Choices.DEFAULT);
    }

    /// The same as somebody chose it: light or dark, its size, whether things move. What is made from now on has that
    /// size.
    public static void apply(Scene scene, Choices choices) {
        size(choices);
        List<String> sheet = List.of(Sheet.location(choices.textSize(), choices.roomy()));
        if (!scene.getStylesheets().equals(sheet)) {
            scene.getStylesheets().setAll(sheet);
        }
        scene.getPreferences()
                .setColorScheme(
                        switch (choices.look()) {
                            case SYSTEM -> null;
                            case LIGHT -> ColorScheme.LIGHT;
                            case DARK -> ColorScheme.DARK;
                        });
        scene.getPreferences().setReducedMotion(choices.motion() ? null : Boolean.TRUE);
    }

    /// How large what is made from now on is.
    public static void size(Choices choices) {
        Zoom.set(choices.textSize(), choices.roomy());
    }

    /// Whether it is dark, by choice or as the system is.
    public static boolean dark(Scene scene) {
        return scene.getPreferences().getColorScheme() == ColorScheme.DARK;
    }

    /// Dark or light, whatever the system says.
    public static void dark(Scene scene, boolean dark) {
        scene.getPreferences().setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT);
    }
}
