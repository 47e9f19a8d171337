package org.countersign.ui.findings;

import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.keys.Region;
import org.countersign.ui.table.LazyRows.Slot;

/// Keys of the findings screen, as a person has them; letters are text while somebody types, and dead in a box or its
/// menu.
final class FindingKeys {
    /// What keys do that needs more than the list.
    interface Acts {
        void acknowledge();

        void reopen();

        void export();

        void openSheet();

        /// Answers whether it was open, and could be closed.
        boolean closeSheet();
    }

    private final FindingsViewModel model;
    private final TableView<Slot<FindingLine>> table;
    private final TextField filter;
    private final Acts acts;
    private final KeyMap keys;
    private boolean swallow;

    FindingKeys(FindingsViewModel model, TableView<Slot<FindingLine>> table, TextField filter, Acts acts, KeyMap keys) {
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
        boolean box = event.getTarget() instanceof ComboBoxBase<?>
                || event.getTarget() instanceof org.controlsfx.control.CheckComboBox<?>;
        boolean taken;
        if (event.getCode() == KeyCode.ESCAPE) {
            taken = escape(typing, box);
        } else if (typing || box) {
            taken = typing && event.getCode() == KeyCode.DOWN && leave();
        } else {
            taken = keys.act(event, Region.FINDINGS, Region.LISTS)
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

    private boolean leave() {
        table.requestFocus();
        return true;
    }

    /// Clears the text, then leaves; from the list: sheet, selection, filters, in this order.
    private boolean escape(boolean typing, boolean box) {
        if (box) {
            return false;
        }
        if (typing && !filter.getText().isEmpty()) {
            filter.clear();
            return true;
        }
        if (!table.isFocused()) {
            acts.closeSheet();
            return leave();
        }
        if (acts.closeSheet()) {
            return true;
        }
        if (model.allProperty().get()
                || table.getSelectionModel().getSelectedIndices().size() > 1) {
            model.choose(Math.max(0, table.getFocusModel().getFocusedIndex()));
            table.getSelectionModel().clearAndSelect(table.getFocusModel().getFocusedIndex());
            return true;
        }
        model.filter().clear();
        return true;
    }

    private boolean act(Act act) {
        switch (act) {
            case CHOOSE_ALL -> model.chooseAll();
            case COPY -> copy();
            case EXPORT -> acts.export();
            case FILTER -> {
                filter.requestFocus();
                swallow = true;
            }
            case NEXT -> move(1, false);
            case PREVIOUS -> move(-1, false);
            case ALSO_NEXT -> move(1, true);
            case ALSO_PREVIOUS -> move(-1, true);
            case ACKNOWLEDGE -> acts.acknowledge();
            case REOPEN -> acts.reopen();
            case FINDINGS_FIRST, FINDINGS_SECOND, FINDINGS_THIRD, FINDINGS_FOURTH, FINDINGS_FIFTH ->
                model.filter().segmentProperty().set(Segment.values()[act.ordinal() - Act.FINDINGS_FIRST.ordinal()]);
            case OPEN -> {
                if (table.isFocused()) {
                    acts.openSheet();
                }
                return table.isFocused();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// With Shift the next is chosen besides.
    private void move(int by, boolean besides) {
        int to = Math.clamp(
                (long) table.getFocusModel().getFocusedIndex() + by,
                0,
                Math.max(0, table.getItems().size() - 1));
        if (besides) {
            table.getSelectionModel().select(to);
        } else {
            table.getSelectionModel().clearAndSelect(to);
        }
        table.scrollTo(Math.max(0, to - 4));
    }

    private void copy() {
        model.acts().copy(model.picked(), text -> {
            var content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
    }
}
