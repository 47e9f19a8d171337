package org.countersign.ui.parts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.StringConverter;
import org.controlsfx.control.CheckComboBox;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// Boxes to choose several values from.
public final class SeveralBox {
    private static final Set<KeyCode> OPENING = Set.of(KeyCode.SPACE, KeyCode.ENTER, KeyCode.DOWN, KeyCode.F4);

    private SeveralBox() {}

    /// A box to choose several of `values`; none = any.
    public static void several(
            CheckComboBox<String> box,
            ObservableList<String> values,
            ObservableSet<String> chosen,
            UnaryOperator<String> name,
            String any) {
        box.setConverter(named(name));
        box.setTitle(any);
        box.setAccessibleText(any);
        opensByKey(box);
        new Several(box, values, chosen, name, any).bind();
    }

    /// A box and the set that it shows; what one does to the other does not come back.
    private static final class Several {
        private final CheckComboBox<String> box;
        private final ObservableList<String> values;
        private final ObservableSet<String> chosen;
        private final UnaryOperator<String> name;
        private final String any;
        private boolean filling;

        Several(
                CheckComboBox<String> box,
                ObservableList<String> values,
                ObservableSet<String> chosen,
                UnaryOperator<String> name,
                String any) {
            this.box = box;
            this.values = values;
            this.chosen = chosen;
            this.name = name;
            this.any = any;
        }

        void bind() {
            values.addListener((ListChangeListener<String>) _ -> fill(() -> {
                if (!box.getItems().equals(values)) {
                    box.getItems().setAll(values);
                }
                show();
            }));
            box.getCheckModel().getCheckedItems().addListener((ListChangeListener<String>) _ -> fill(this::take));
            chosen.addListener((SetChangeListener<String>) _ -> fill(this::show));
            fill(() -> {
                box.getItems().setAll(values);
                show();
            });
        }

        private void fill(Runnable work) {
            if (!filling) {
                filling = true;
                work.run();
                box.setTitle(title(chosen, name, any));
                retitle();
                filling = false;
            }
        }

        /// The box inside shows the title that it read when an item of its list was last moved to, so it forgets that.
        private void retitle() {
            inside(box).ifPresent(inside -> {
                if (!inside.isShowing()) {
                    inside.getSelectionModel().clearSelection();
                }
                inside.getButtonCell().setText(box.getTitle());
            });
        }

        private void show() {
            box.getCheckModel().clearChecks();
            chosen.forEach(one -> box.getCheckModel().check(one));
        }

        private void take() {
            List<String> checked = List.copyOf(box.getCheckModel().getCheckedItems());
            chosen.retainAll(checked);
            chosen.addAll(checked);
        }
    }

    /// The box that it is made of, once it is shown.
    private static Optional<ComboBox<?>> inside(CheckComboBox<String> box) {
        for (Node child : box.getChildrenUnmodifiable()) {
            if (child instanceof ComboBox<?> inside) {
                return Optional.of(inside);
            }
        }
        return Optional.empty();
    }

    /// Its own keys work in its open list alone.
    private static void opensByKey(CheckComboBox<String> box) {
        box.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (inside(box).filter(ComboBox::isShowing).isEmpty() && OPENING.contains(event.getCode())) {
                box.show();
                event.consume();
            }
        });
    }

    private static String title(ObservableSet<String> chosen, UnaryOperator<String> name, String any) {
        return switch (chosen.size()) {
            case 0 -> any;
            case 1 -> name.apply(chosen.iterator().next());
            default -> Strings.of("findings.several", Spoken.number(chosen.size()));
        };
    }

    private static StringConverter<String> named(UnaryOperator<String> name) {
        return new StringConverter<>() {
            @Override
            public String toString(String value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("the box is not written in");
            }
        };
    }
}
