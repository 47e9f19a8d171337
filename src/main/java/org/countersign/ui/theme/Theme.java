package org.countersign.ui.theme;

import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.text.Font;

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
        scene.getStylesheets()
                .add(Objects.requireNonNull(Theme.class.getResource("countersign.css"))
                        .toExternalForm());
    }

    /// Light and dark in turn.
    public static void toggle(Scene scene) {
        dark(scene, scene.getPreferences().getColorScheme() != ColorScheme.DARK);
    }

    /// Dark or light, whatever the system says.
    public static void dark(Scene scene, boolean dark) {
        scene.getPreferences().setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT);
    }
}
