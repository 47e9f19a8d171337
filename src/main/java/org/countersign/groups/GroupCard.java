package org.countersign.groups;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.governance.GroupRecord;

/// What a person states of a group, as typed.
///
/// @param cadence in days, or as the governance file has it
public record GroupCard(String owner, String purpose, String classification, String cadence) {
    /// From least to most.
    public static final List<String> LEVELS = List.of("public", "internal", "confidential", "restricted");

    private static final int LONGEST_DAYS = 36_525;

    /// One of the four.
    public enum Field {
        /// Who answers for it.
        OWNER,
        /// What it is for.
        PURPOSE,
        /// How secret what it reaches is.
        CLASSIFICATION,
        /// How often it is looked at.
        CADENCE;

        /// As the governance file names it.
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// What is wrong with a field.
    public enum Why {
        /// Nothing is said.
        MISSING,
        /// The IdP has no identity of this name or address.
        UNKNOWN,
        /// The IdP has it, and it is not active.
        INACTIVE,
        /// It is none of the four levels.
        NO_LEVEL,
        /// It is no number of days from 1.
        NO_DAYS
    }

    /// A field that cannot be kept as it is.
    public record Fault(Field field, Why why) {}

    /// What is known of a group, to be changed.
    public static GroupCard of(Optional<GroupRecord> record) {
        return new GroupCard(
                record.flatMap(GroupRecord::owner).orElse(""),
                record.flatMap(GroupRecord::purpose).orElse(""),
                record.flatMap(GroupRecord::classification).orElse(""),
                record.flatMap(GroupRecord::cadence).map(GroupCard::days).orElse(""));
    }

    /// Days where it is whole days.
    private static String days(Duration cadence) {
        return cadence.toHours() % 24 == 0 ? Long.toString(cadence.toDays()) : cadence.toString();
    }

    /// What a card lacks, in the order of the fields (drift-rules.md, `undocumented-group`).
    public static List<Field> missing(Optional<GroupRecord> record) {
        var missing = new ArrayList<Field>(4);
        if (record.flatMap(GroupRecord::owner).isEmpty()) {
            missing.add(Field.OWNER);
        }
        if (record.flatMap(GroupRecord::purpose).isEmpty()) {
            missing.add(Field.PURPOSE);
        }
        if (record.flatMap(GroupRecord::classification).isEmpty()) {
            missing.add(Field.CLASSIFICATION);
        }
        if (record.flatMap(GroupRecord::cadence).isEmpty()) {
            missing.add(Field.CADENCE);
        }
        return missing;
    }

    /// What is wrong with it by itself; whether the owner is there is another question.
    List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        if (owner.isBlank()) {
            faults.add(new Fault(Field.OWNER, Why.MISSING));
        }
        if (purpose.isBlank()) {
            faults.add(new Fault(Field.PURPOSE, Why.MISSING));
        }
        if (classification.isBlank()) {
            faults.add(new Fault(Field.CLASSIFICATION, Why.MISSING));
        } else if (!LEVELS.contains(classification.strip())) {
            faults.add(new Fault(Field.CLASSIFICATION, Why.NO_LEVEL));
        }
        if (cadence.isBlank()) {
            faults.add(new Fault(Field.CADENCE, Why.MISSING));
        } else if (duration().isEmpty()) {
            faults.add(new Fault(Field.CADENCE, Why.NO_DAYS));
        }
        return faults;
    }

    /// The cadence, where it can be read.
    Optional<Duration> duration() {
        String text = cadence.strip();
        String days = text.matches("[0-9]{1,6}") ? "P" + text + "D" : text;
        if (!days.matches("P[0-9]{1,6}D|PT[0-9]{1,6}H")) {
            return Optional.empty();
        }
        Duration duration = Duration.parse(days);
        return duration.isPositive() && duration.toDays() <= LONGEST_DAYS ? Optional.of(duration) : Optional.empty();
    }
}
