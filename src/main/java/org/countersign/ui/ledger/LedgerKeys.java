package org.countersign.ui.ledger;

import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.controlsfx.control.CheckComboBox;
import org.countersign.evidence.events.LedgerRow;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.keys.Region;
import org.countersign.ui.table.LazyRows.Slot;

/// Keys of the ledger, as a person has them; letters are text while somebody types, and dead in a box or its menu.
final class LedgerKeys {
    private final LedgerViewModel model;
    private final TableView<Slot<LedgerRow>> table;
    private final TextField filter;
    private final Acts acts;
    private final KeyMap keys;
    private boolean swallow;

    /// What keys do that needs more than the list.
    interface Acts {
        void export();

        void copy();

        /// Answers whether there was a place to go to.
        boolean follow();

        void openSheet();

        /// Answers whether it was open, and could be closed.
        boolean closeSheet();

        void leave();
    }

    LedgerKeys(LedgerViewModel model, TableView<Slot<LedgerRow>> table, TextField filter, Acts acts, KeyMap keys) {
        this.model = model;
        this.table = table;
        this.filter = filter;
        this.acts = acts;
        this.keys = keys;
    }

    /// Before the table, which takes Esc and Enter for itself.
    void on(Node page) {
        page.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        page.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    }

    private void pressed(KeyEvent event) {
        swallow = false;
        boolean typing = event.getTarget() instanceof TextInputControl;
        boolean box = event.getTarget() instanceof ComboBoxBase<?> || event.getTarget() instanceof CheckComboBox<?>;
        boolean taken;
        if (box) {
            taken = false;
        } else if (event.getCode() == KeyCode.ESCAPE) {
            taken = escape(event);
        } else if (typing) {
            taken = event.getCode() == KeyCode.DOWN && did(table::requestFocus);
        } else {
            taken = keys.act(event, Region.LEDGER, Region.LISTS)
                    .filter(this::act)
                    .isPresent();
        }
        if (taken) {
            event.consume();
        }
    }

    /// The character of the key that went to the filter must not be written there.
    private void typed(KeyEvent event) {
        if (swallow) {
            event.consume();
        }
        swallow = false;
    }

    /// Clears what is typed, then leaves the field; from the list: the walk, the sheet where it lies over the table,
    /// what
    /// narrows, the page.
    private boolean escape(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl field) {
            return field.getText().isEmpty() ? did(table::requestFocus) : did(field::clear);
        }
        if (model.walk().runningProperty().get()) {
            return did(model.walk()::stop);
        }
        if (acts.closeSheet()) {
            return did(table::requestFocus);
        }
        return model.filter().narrows() ? did(model.filter()::clear) : did(acts::leave);
    }

    private boolean act(Act act) {
        return switch (act) {
            case FILTER -> {
                filter.requestFocus();
                swallow = true;
                yield true;
            }
            case NEXT -> did(() -> move(1));
            case PREVIOUS -> did(() -> move(-1));
            case OPEN -> table.isFocused() && did(acts::openSheet);
            case VERIFY_LEDGER -> did(model.walk()::begin);
            case TO_SUBJECT -> acts.follow();
            case COPY_LEDGER -> did(acts::copy);
            case EXPORT_LEDGER -> did(acts::export);
            default -> false;
        };
    }

    private void move(int by) {
        int to = table.getSelectionModel().getSelectedIndex() + by;
        if (to >= 0 && to < table.getItems().size()) {
            table.getSelectionModel().clearAndSelect(to);
            table.scrollTo(Math.max(0, to - 1));
        }
    }

    private static boolean did(Runnable act) {
        act.run();
        return true;
    }
}
