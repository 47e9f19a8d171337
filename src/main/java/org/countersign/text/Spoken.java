package org.countersign.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Numbers, days, instants and ages as the screens write them, in the language that is spoken. [Formats] has those of
/// evidence and the command line, which no language changes.
public final class Spoken {
    private Spoken() {}

    /// With a thousands separator: `8,412`, in German `8.412`.
    public static String number(long value) {
        return String.format(Strings.spoken(), "%,d", value);
    }

    /// With one decimal: `8,412.5`, in German `8.412,5`.
    public static String decimal(double value) {
        return String.format(Strings.spoken(), "%,.1f", value);
    }

    /// Local time with its zone: `24 Nov 2026, 06:12 UTC`, in German `24. Nov. 2026, 06:12 UTC`.
    public static String at(Instant at, ZoneId zone) {
        return date("date.instant", at, zone.normalized().equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone);
    }

    /// `24 Nov 2026`, in UTC, because a date of the governance file is a UTC day.
    public static String day(Instant at) {
        return date("date.day", at, ZoneId.of("UTC"));
    }

    /// The same where one is: the day on which somebody there says it was.
    public static String day(Instant at, ZoneId zone) {
        return date("date.day", at, zone);
    }

    /// A day of the calendar: `2026-11-24`, as it is typed; in German `24. Nov. 2026`.
    public static String date(LocalDate day) {
        return DateTimeFormatter.ofPattern(Strings.of("date.calendar"), Strings.spoken())
                .format(day);
    }

    private static String date(String key, Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern(Strings.of(key), Strings.spoken()).format(at.atZone(zone));
    }

    /// `3 d 4 h`, `4 h`, `12 min`: two units at most; in German `3 Tg. 4 Std.`.
    public static String age(Duration age) {
        int hours = age.toHoursPart();
        if (age.toDays() > 0) {
            return hours == 0 ? days(age) : days(age) + " " + Strings.of("age.hours", hours);
        }
        return age.toHours() > 0 ? Strings.of("age.hours", age.toHours()) : Strings.of("age.minutes", age.toMinutes());
    }

    /// The whole days of it: `3 d`.
    public static String days(Duration age) {
        return Strings.of("age.days", age.toDays());
    }
}
