package org.countersign.ui.evidence;

import java.time.Clock;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.view.FilePicker;

/// Everything that is asked on the page of evidence.
record EvidenceAsks(
        EvidenceQuestions signing,
        KeyQuestions keys,
        ExtractQuestion extracts,
        RevokeQuestion revoking,
        CounterSignQuestion counterSigning) {
    static EvidenceAsks of(
            EvidenceViewModel model,
            KeysViewModel keys,
            Questions questions,
            FilePicker picker,
            Clock clock,
            Stamps stamps) {
        return new EvidenceAsks(
                new EvidenceQuestions(model, keys, questions, picker, clock, stamps),
                new KeyQuestions(keys, questions, picker),
                new ExtractQuestion(model.extracts(), questions, picker),
                new RevokeQuestion(keys, questions, clock),
                new CounterSignQuestion(model.counterSigning(), keys, questions, picker, stamps));
    }
}
