package org.countersign.testkit;

import java.util.List;
import java.util.stream.IntStream;
import org.countersign.ui.findings.FindingDetails;
import org.countersign.ui.findings.FindingLine;
import org.countersign.ui.findings.FindingRow;
import org.countersign.ui.findings.FindingsViewModel;
import org.countersign.ui.table.LazyRows;

/// What a list of findings shows, read whole; for work that is done at once.
public final class ShownFindings {
    private ShownFindings() {}

    public static List<FindingLine> lines(FindingsViewModel model) {
        LazyRows<FindingLine> shown = model.rowsProperty().get();
        return IntStream.range(0, shown.size())
                .mapToObj(at -> shown.get(at).row().orElseThrow())
                .toList();
    }

    /// Without the heads of groups.
    public static List<FindingRow> rows(FindingsViewModel model) {
        return lines(model).stream()
                .filter(FindingRow.class::isInstance)
                .map(FindingRow.class::cast)
                .toList();
    }

    public static void choose(FindingsViewModel model, FindingLine... lines) {
        List<FindingLine> shown = lines(model);
        model.choose(java.util.Arrays.stream(lines).mapToInt(shown::indexOf).toArray());
    }

    public static FindingDetails details(FindingsViewModel model, FindingRow row) {
        choose(model, row);
        return model.chosenProperty().get().details().orElseThrow();
    }
}
