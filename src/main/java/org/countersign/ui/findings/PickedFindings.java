package org.countersign.ui.findings;

import java.util.List;
import java.util.function.Consumer;

/// Findings that something is done to: any number of them, read as they are needed.
public interface PickedFindings {
    /// How many.
    int count();

    /// Each, a few hundred at a time; on a worker.
    void each(Consumer<List<FindingRow>> action);

    /// These.
    static PickedFindings of(List<FindingRow> rows) {
        return new PickedFindings() {
            @Override
            public int count() {
                return rows.size();
            }

            @Override
            public void each(Consumer<List<FindingRow>> action) {
                action.accept(rows);
            }
        };
    }
}
