package org.countersign.ui.settings;

import java.util.List;
import java.util.Optional;

/// What there is to know of the file and of where snapshots may be pulled from.
///
/// @param bytes with what is not written back into it yet
/// @param scripts of its tables, which made it what it is
/// @param events in its ledger
/// @param endpoints names of the sources that can be pulled
record WorkspaceFacts(String file, long bytes, int scripts, long events, List<String> endpoints) {
    WorkspaceFacts {
        endpoints = List.copyOf(endpoints);
    }

    /// What a look at all of it found.
    ///
    /// @param broken the event where the chain does not hold
    /// @param faults of evidence that is stored
    record Checked(long events, Optional<Long> broken, List<String> faults) {
        Checked {
            faults = List.copyOf(faults);
        }

        boolean good() {
            return broken.isEmpty() && faults.isEmpty();
        }
    }
}
