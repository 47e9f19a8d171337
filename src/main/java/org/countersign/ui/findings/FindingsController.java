package org.countersign.ui.findings;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.table.ListHead;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Leads;

/// Binds [FindingsViewModel] to `Findings.fxml`.
public final class FindingsController extends ListHead implements FindingKeys.Acts {
    private static final double BESIDE = 940;

    private final FindingsViewModel model;
    private final FilePicker picker;
    private final Leads leads;
    private final AcknowledgeQuestion question;
    private final FindingSheet content;
    private final KeyMap keys;

    @FXML
    private VBox page;

    @FXML
    private Button stopAsking;

    @FXML
    private VBox bar;

    @FXML
    private TableView<Slot<FindingLine>> table;

    @FXML
    private VBox sheet;

    @FXML
    private VBox detail;

    @FXML
    private HBox caps;

    @FXML
    private Button acknowledge;

    @FXML
    private Button reopen;

    /// Shows `model`.
    public FindingsController(
            FindingsViewModel model, Questions questions, FilePicker picker, Leads leads, KeyMap keys) {
        this.model = model;
        this.picker = picker;
        this.leads = leads;
        this.keys = keys;
        this.question = new AcknowledgeQuestion(model.acts(), questions);
        this.content = new FindingSheet(model, this::follow);
    }

    @FXML
    private void initialize() {
        head(model.subtitleProperty(), model.busyProperty(), model.problemProperty());
        stopAsking.visibleProperty().bind(model.askingProperty());
        stopAsking.managedProperty().bind(stopAsking.visibleProperty());
        var narrowing = new FindingBar(model, this::focus).in(bar);
        new FindingTable(model, table).bind();
        model.chosenProperty().subscribe(_ -> show());
        caps.getChildren().setAll(keys.cap(Act.OPEN), keys.cap(Act.ACKNOWLEDGE));
        sheet.managedProperty().bind(sheet.visibleProperty());
        // Where there is no room for both, the sheet opens with Enter alone.
        page.widthProperty()
                .map(width -> Zoom.room(width.doubleValue()) >= BESIDE)
                .subscribe(sheet::setVisible);
        new FindingKeys(model, table, narrowing.filter(), this, keys).on(page);
    }

    /// Where keys go.
    public void focus() {
        table.requestFocus();
    }

    private void show() {
        detail.getChildren().setAll(content.nodes());
        content.offer(acknowledge, reopen);
    }

    private void follow(FindingLink link) {
        if (!leads.to(link.screen(), link.place())) {
            model.filter().only(link);
            focus();
        }
    }

    @FXML
    private void stopAsking() {
        model.stopAsking();
        focus();
    }

    @FXML
    private void check() {
        model.check();
    }

    @FXML
    @Override
    public void acknowledge() {
        question.ask(model.picked());
    }

    @FXML
    @Override
    public void reopen() {
        model.acts().reopen(model.picked());
    }

    @FXML
    @Override
    public void export() {
        picker.save(Strings.of("findings.export"), "findings.csv")
                .ifPresent(file -> model.acts().export(model.everything(), file));
    }

    @Override
    public void openSheet() {
        sheet.setVisible(true);
        var first = sheet.lookup(".hyperlink");
        (first == null ? acknowledge : first).requestFocus();
    }

    @FXML
    private void shut() {
        closeSheet();
        focus();
    }

    @Override
    public boolean closeSheet() {
        boolean open = sheet.isVisible();
        sheet.setVisible(false);
        return open;
    }
}
