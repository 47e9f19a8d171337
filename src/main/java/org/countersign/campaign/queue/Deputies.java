package org.countersign.campaign.queue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Delegation;
import org.countersign.text.Formats;

/// Who answers for whom in a campaign.
///
/// @param today as UTC counts days
/// @param standing what holds today, or will
public record Deputies(LocalDate today, List<Delegation> standing) {
    /// Nobody.
    public static final Deputies NONE = new Deputies(LocalDate.EPOCH, List.of());

    /// Copies the list.
    public Deputies {
        standing = List.copyOf(standing);
    }

    /// For whom somebody answers today.
    public List<Delegation> to(String deputy) {
        return standing.stream()
                .filter(one -> one.holds(today) && same(one.to(), deputy))
                .toList();
    }

    /// What stands of a reviewer, today or later.
    public Optional<Delegation> of(String reviewer) {
        return standing.stream().filter(one -> same(one.from(), reviewer)).findFirst();
    }

    private static boolean same(String one, String other) {
        return Formats.folded(one).equals(Formats.folded(other));
    }
}
