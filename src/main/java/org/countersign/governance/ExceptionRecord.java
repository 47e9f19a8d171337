package org.countersign.governance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Access that is allowed by hand.
///
/// @param account id or userName in the source
/// @param access absent = the account as a whole
/// @param expires the last day on which it holds, a UTC day
public record ExceptionRecord(
        String id,
        String source,
        String account,
        Optional<Access> access,
        Optional<String> owner,
        Optional<String> reason,
        Optional<LocalDate> granted,
        Optional<LocalDate> expires) {
    /// Which of `owner`, `reason`, `expires` it lacks, in this order.
    public List<String> missing() {
        var missing = new ArrayList<String>(3);
        if (owner.isEmpty()) {
            missing.add("owner");
        }
        if (reason.isEmpty()) {
            missing.add("reason");
        }
        if (expires.isEmpty()) {
            missing.add("expires");
        }
        return List.copyOf(missing);
    }

    /// Complete, and `day` lies from `granted` to the end of `expires`. Its owner is another question.
    public boolean holdsOn(LocalDate day) {
        return missing().isEmpty()
                && granted.filter(from -> from.isAfter(day)).isEmpty()
                && expires.filter(last -> last.isBefore(day)).isEmpty();
    }
}
