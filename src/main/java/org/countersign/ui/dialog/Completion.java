package org.countersign.ui.dialog;

import impl.org.controlsfx.skin.AutoCompletePopupSkin;
import java.util.Collection;
import java.util.function.Function;
import javafx.event.EventTarget;
import javafx.scene.control.TextField;
import org.controlsfx.control.textfield.AutoCompletionBinding;
import org.controlsfx.control.textfield.TextFields;

/// Offers what may be meant, under a field, while somebody types.
public final class Completion {
    private static final String OFFERS = "offers";

    private Completion() {}

    /// Whether Enter is an answer there: in a field of one line that offers nothing, for there it takes an offer.
    static boolean settled(EventTarget target) {
        return target instanceof TextField field && !field.getStyleClass().contains(OFFERS);
    }

    /// Offers what is found for a text.
    public static <T> void offer(TextField field, Function<String, ? extends Collection<T>> found) {
        field.getStyleClass().add(OFFERS);
        AutoCompletionBinding<T> binding =
                TextFields.bindAutoCompletion(field, asked -> (Collection<T>) found.apply(asked.getUserText()));
        // ControlsFX puts a sheet on the list itself, which looks up colours of Modena that are not there and says so
        // on
        // the console; the window's own sheet has all that the list needs.
        var skin = new AutoCompletePopupSkin<>(binding.getAutoCompletionPopup());
        ((javafx.scene.Parent) skin.getNode()).getStylesheets().clear();
        binding.getAutoCompletionPopup().setSkin(skin);
    }

    /// Offers those of a few that contain a text, in any case of letters.
    public static void among(TextField field, Collection<String> all) {
        offer(field, text -> all.stream()
                .filter(one ->
                        org.countersign.text.Formats.plain(one).contains(org.countersign.text.Formats.plain(text)))
                .toList());
    }
}
