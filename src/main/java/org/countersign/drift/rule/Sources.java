package org.countersign.drift.rule;

import org.countersign.drift.AppState;
import org.countersign.drift.Report;
import org.countersign.drift.Subject;

/// What findings on apps as sources have in common.
final class Sources {
    private Sources() {}

    static Report.Draft on(Report report, AppState app) {
        return report.on(app.id(), Subject.Type.SOURCE, app.id(), app.source().name());
    }
}
