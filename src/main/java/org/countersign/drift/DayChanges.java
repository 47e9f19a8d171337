package org.countersign.drift;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is another answer now than it was a day before, worst first.
///
/// @param fresh what waits or is acknowledged now, and did not stand then
/// @param gone what stood then, could be checked now, and does not hold
/// @param unchecked what stood then and could not be checked now: nobody knows
public record DayChanges(List<Finding> fresh, List<Finding> gone, List<Finding> unchecked) {
    /// Nothing to compare with.
    public static final DayChanges NONE = new DayChanges(List.of(), List.of(), List.of());

    /// Copies the lists.
    public DayChanges {
        fresh = List.copyOf(fresh);
        gone = List.copyOf(gone);
        unchecked = List.copyOf(unchecked);
    }

    /// What an exception allows now is neither gone nor unchecked, nor is what nobody asks any more.
    public static DayChanges of(Evaluation now, Evaluation before, Landscape landscape) {
        Set<String> stood = fingerprints(before.findings().stream());
        Set<String> holds = fingerprints(Stream.concat(now.findings().stream(), now.suppressed().stream()));
        Checkable checkable = Checkable.of(landscape, now);
        List<Finding> missing = before.findings().stream()
                .filter(one -> !holds.contains(one.fingerprint()))
                .filter(one -> !now.rulesOff().contains(one.rule()))
                .filter(one -> landscape.source(one.source()).isPresent())
                .toList();
        return new DayChanges(
                now.findings().stream()
                        .filter(one -> !stood.contains(one.fingerprint()))
                        .toList(),
                missing.stream().filter(checkable::answers).toList(),
                missing.stream().filter(one -> !checkable.answers(one)).toList());
    }

    private static Set<String> fingerprints(Stream<Finding> findings) {
        return findings.map(Finding::fingerprint).collect(Collectors.toSet());
    }
}
