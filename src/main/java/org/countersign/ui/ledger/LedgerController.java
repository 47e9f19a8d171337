package org.countersign.ui.ledger;

import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.evidence.events.LedgerRow;
import org.countersign.text.Strings;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.table.ListHead;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Leads;

/// Binds [LedgerViewModel] to `Ledger.fxml`.
public final class LedgerController extends ListHead implements LedgerKeys.Acts {
    private static final double BESIDE = 1_000;

    private final LedgerViewModel model;
    private final FilePicker picker;
    private final Leads leads;
    private final KeyMap keys;
    private final LedgerSheet content;
    private boolean beside;

    @FXML
    private VBox ledgerPage;

    @FXML
    private HBox strip;

    @FXML
    private VBox bar;

    @FXML
    private TableView<Slot<LedgerRow>> events;

    @FXML
    private VBox eventSheet;

    @FXML
    private VBox detail;

    @FXML
    private Button copyBody;

    @FXML
    private HBox caps;

    /// Shows `model`.
    public LedgerController(LedgerViewModel model, FilePicker picker, Leads leads, KeyMap keys) {
        this.model = model;
        this.picker = picker;
        this.leads = leads;
        this.keys = keys;
        this.content = new LedgerSheet(model, leads, keys);
    }

    @FXML
    private void initialize() {
        head(model.subtitleProperty(), model.busyProperty(), model.problemProperty());
        new LedgerStrip(model, keys, picker, strip).bind();
        var narrowing = new LedgerBar(model).in(bar);
        new LedgerTable(model, events).bind();
        model.chosenProperty().subscribe(row -> {
            detail.getChildren().setAll(content.nodes());
            copyBody.setDisable(row.isEmpty());
        });
        caps.getChildren().setAll(keys.cap(Act.COPY_LEDGER));
        eventSheet.managedProperty().bind(eventSheet.visibleProperty());
        // Where there is no room for both, the sheet opens with Enter alone.
        ledgerPage
                .widthProperty()
                .map(width -> Zoom.room(width.doubleValue()) >= BESIDE)
                .subscribe(room -> {
                    beside = room;
                    if (!room && eventSheet.isVisible()) {
                        // What is hidden must not keep the focus.
                        events.requestFocus();
                    }
                    eventSheet.setVisible(room);
                });
        new LedgerKeys(model, events, narrowing.text(), this, keys).on(ledgerPage);
    }

    /// Looks at one by its number, or at the one before, and puts the focus on the list.
    public void show(String seq) {
        model.look(seq);
        model.refresh();
        Platform.runLater(events::requestFocus);
    }

    @FXML
    @Override
    public void export() {
        picker.save(Strings.of("ledger.export"), "ledger.csv").ifPresent(model::export);
    }

    @FXML
    private void copyBody() {
        content.copyBody();
    }

    @Override
    public void copy() {
        content.copyLine();
    }

    @Override
    public boolean follow() {
        return content.follow();
    }

    @Override
    public void openSheet() {
        eventSheet.setVisible(true);
        Node first = eventSheet.lookup(".hyperlink");
        (first == null ? copyBody : first).requestFocus();
    }

    @FXML
    private void shut() {
        eventSheet.setVisible(false);
        events.requestFocus();
    }

    @Override
    public boolean closeSheet() {
        boolean over = eventSheet.isVisible() && !beside;
        if (over) {
            events.requestFocus();
            eventSheet.setVisible(false);
        }
        return over || !events.isFocused();
    }

    @FXML
    @Override
    public void leave() {
        leads.to("evidence", "");
    }
}
