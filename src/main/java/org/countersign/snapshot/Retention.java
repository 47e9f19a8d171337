package org.countersign.snapshot;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Which snapshots of a source a rule keeps, in the words and by the semantics of restic's `forget` (ADR 0016):
/// whatever any of its parts keeps is kept.
///
/// @param last the newest so many
/// @param within everything taken no longer than this before the newest, so that nothing goes when nothing comes
/// @param daily the newest of each of the last so many days (UTC) that have one; weeks begin on Monday
public record Retention(int last, Optional<Period> within, int daily, int weekly, int monthly, int yearly) {
    /// What a rule keeps every snapshot of.
    private record Bucket(String name, int many, UnaryOperator<LocalDate> begin) {}

    /// Whether it says anything; what says nothing would remove all.
    public boolean none() {
        return within.isEmpty() && last + daily + weekly + monthly + yearly == 0;
    }

    private List<Bucket> buckets() {
        return List.of(
                new Bucket("daily", daily, day -> day),
                new Bucket("weekly", weekly, day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))),
                new Bucket("monthly", monthly, day -> day.withDayOfMonth(1)),
                new Bucket("yearly", yearly, day -> day.withDayOfYear(1)));
    }

    /// What stays, each with the parts of the rule that keep it.
    ///
    /// @param taken of one source, newest first
    public Map<Snapshot, List<String>> kept(List<Snapshot> taken) {
        var kept = new LinkedHashMap<Snapshot, List<String>>();
        taken.stream().limit(last).forEach(one -> because(kept, one, "last"));
        within.ifPresent(period -> {
            var from = taken.getFirst().takenAt().atZone(ZoneOffset.UTC).minus(period);
            taken.stream()
                    .filter(one -> !one.takenAt().isBefore(from.toInstant()))
                    .forEach(one -> because(kept, one, "within " + period));
        });
        for (Bucket bucket : buckets()) {
            Optional<LocalDate> before = Optional.empty();
            int many = 0;
            for (Snapshot one : taken) {
                LocalDate begin = bucket.begin()
                        .apply(one.takenAt().atZone(ZoneOffset.UTC).toLocalDate());
                if (many < bucket.many() && !before.equals(Optional.of(begin))) {
                    because(kept, one, bucket.name());
                    many++;
                }
                before = Optional.of(begin);
            }
        }
        return kept;
    }

    private static void because(Map<Snapshot, List<String>> kept, Snapshot snapshot, String reason) {
        kept.computeIfAbsent(snapshot, _ -> new ArrayList<>()).add(reason);
    }
}
