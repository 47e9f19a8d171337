package org.countersign.ui.shell;

import java.time.Clock;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.evidence.EvidenceController;
import org.countersign.ui.evidence.EvidenceViewModel;
import org.countersign.ui.evidence.KeysViewModel;
import org.countersign.ui.evidence.VerifyViewModel;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.ledger.LedgerController;
import org.countersign.ui.ledger.LedgerViewModel;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.shell.ShellController.Screen;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Leads;
import org.countersign.ui.view.Views;

/// Two pages at one place: what is signed and handed over, and the ledger that it rests on.
final class EvidenceScreen {
    /// Before the number of an event, as a spot of this place.
    static final String LEDGER = "+ledger/";

    private final EvidenceViewModel evidence;
    private final KeysViewModel keys;
    private final VerifyViewModel verifying;
    private final LedgerViewModel ledger;
    private final ShellViewModel shell;
    private final Clock clock;

    EvidenceScreen(
            EvidenceViewModel evidence,
            KeysViewModel keys,
            VerifyViewModel verifying,
            LedgerViewModel ledger,
            ShellViewModel shell,
            Clock clock) {
        this.evidence = evidence;
        this.keys = keys;
        this.verifying = verifying;
        this.ledger = ledger;
        this.shell = shell;
        this.clock = clock;
    }

    Screen of(Questions questions, FilePicker picker, Leads leads, KeyMap map, Stamps stamps) {
        var evidenceController =
                new EvidenceController(evidence, keys, verifying, questions, shell, picker, clock, stamps);
        var ledgerController = new LedgerController(ledger, picker, leads, map);
        Parent page = Views.load(evidenceController);
        Parent list = Views.load(ledgerController);
        return new Screen(new StackPane(page, list), () -> {
            String id = shell.spotProperty().get().id();
            boolean listed = id.startsWith(LEDGER);
            page.setVisible(!listed);
            list.setVisible(listed);
            if (listed) {
                ledgerController.show(id.substring(LEDGER.length()));
            } else {
                evidenceController.show(id);
            }
        });
    }
}
