package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;

/// One entry of a finding's history.
///
/// @param run the run that saw it; of a person's act, the run before it
/// @param detail what there is to say of the kind
public record FindingChange(Instant at, long run, Kind kind, ObjectNode detail) {
    /// What happened.
    public enum Kind {
        /// Seen for the first time.
        FOUND,
        /// Holds again after it had been resolved.
        BACK,
        /// Got another severity.
        SEVERITY,
        /// An exception allows it from now on.
        SUPPRESSED,
        /// No exception allows it any more.
        NOT_SUPPRESSED,
        /// A person knows of it until a day.
        ACKNOWLEDGED,
        /// That day has passed.
        ACKNOWLEDGEMENT_ENDED,
        /// It became worse than what was acknowledged.
        WORSE_THAN_ACKNOWLEDGED,
        /// A person took the acknowledgement back.
        REOPENED,
        /// Does not hold any more; by which snapshots and governance.
        RESOLVED,
        /// Could not be checked, and stays as it was.
        NOT_EVALUABLE,
        /// Was checked again, and holds.
        CHECKED_AGAIN,
        /// Its rule is off, or its source is gone.
        NOT_ASKED,
        /// Is asked for again, and holds.
        ASKED_AGAIN;

        /// As written in reports.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// As `finding show --format json` prints it.
    public ObjectNode json() {
        ObjectNode node = CanonicalJson.object()
                .put("at", Formats.instant(at))
                .put("run", run)
                .put("change", kind.text());
        node.setAll(detail);
        return node;
    }
}
