package org.countersign.ui.groups;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.campaign.Verdict;
import org.countersign.governance.Access;
import org.countersign.groups.GroupLine;
import org.countersign.groups.MappingLine;
import org.countersign.groups.MemberRow;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Severities;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What is said of groups and mappings, in the language of the screen.
final class GroupWords {
    private GroupWords() {}

    /// `Okta · 55 members`.
    static String line(GroupLine one) {
        return Strings.of(
                "groups.line",
                Formats.name(one.source().name()),
                one.members()
                        .map(many -> Strings.count("groups.members", many))
                        .orElseGet(() -> Strings.of("groups.members.untold")));
    }

    /// What needs somebody, in words: never by a colour or a shape alone.
    static String needs(GroupLine one) {
        String findings = one.worst()
                .map(worst -> Strings.count("groups.findings", one.findings(), Severities.word(worst)))
                .orElseGet(
                        () -> Strings.of(one.members().isEmpty() ? "groups.findings.untold" : "groups.findings.none"));
        return one.overdue()
                .map(day -> findings + ", " + Strings.of("groups.overdue", day(day)))
                .orElse(findings);
    }

    /// `group oncall`, `role admin`.
    static String access(Access.Kind kind, String name) {
        return Strings.of("groups.access." + kind, Formats.name(name));
    }

    /// `Slack · group oncall`.
    static String target(MappingLine line) {
        return Strings.of(
                "groups.target",
                Formats.name(line.app().name()),
                access(line.mapping().access().kind(), line.to()));
    }

    /// How many are where a mapping says.
    static String figures(MappingLine line) {
        MappingLine.Figures figures = line.figures();
        if (line.broken()) {
            return Strings.of("groups.broken", Formats.name(line.idpGroup().isEmpty() ? line.from() : line.to()));
        }
        if (!figures.known()) {
            return Strings.of("groups.figures.untold");
        }
        String app = Formats.name(line.app().name());
        var text = new StringBuilder(
                Strings.count("groups.figures.there", figures.expected(), Spoken.number(figures.there())));
        if (figures.lacking() > 0) {
            text.append(' ').append(Strings.count("groups.figures.lacking", figures.lacking(), app));
        }
        if (figures.without() > 0) {
            text.append(' ').append(Strings.count("groups.figures.without", figures.without(), app));
        }
        if (figures.extra() > 0) {
            text.append(' ').append(Strings.count("groups.figures.extra", figures.extra(), app));
        }
        return text.toString();
    }

    /// How a member is in a group.
    static String how(MemberRow row) {
        return row.way().isEmpty()
                ? Strings.of("groups.direct")
                : Strings.of(
                        "groups.through", row.way().stream().map(Formats::name).collect(Collectors.joining(" › ")));
    }

    /// A member's name, and that they are not active.
    static String member(MemberRow row) {
        String name = Formats.name(row.label());
        if (row.active().isEmpty()) {
            return Strings.of("groups.member.gone", name);
        }
        return row.isActive() ? name : Strings.of("groups.member.inactive", name);
    }

    /// What the newest campaign that asks says of what a member holds by a group, and which that is.
    static String said(MemberRow.Said said) {
        return said.campaign()
                .map(name -> Strings.of("groups.said.in", decided(said), name))
                .orElseGet(() -> decided(said));
    }

    private static String decided(MemberRow.Said said) {
        if (said.items() == 0) {
            return Strings.of("groups.said.nothing");
        }
        if (said.verdicts().isEmpty()) {
            return Strings.of("groups.said.open");
        }
        if (said.open() == 0 && said.verdicts().size() == 1) {
            Verdict verdict = said.verdicts().keySet().iterator().next();
            return Strings.of(
                    "groups.said.on",
                    Strings.of("groups.said." + verdict.name()),
                    said.last().map(Spoken::day).orElse(""));
        }
        String some = said.verdicts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> Spoken.number(one.getValue()) + " " + Strings.of("groups.said.some." + one.getKey()))
                .collect(Collectors.joining(", "));
        return said.open() == 0 ? some : some + ", " + Strings.of("groups.said.some.open", Spoken.number(said.open()));
    }

    /// The shape of it, with its tone.
    static Map.Entry<Ikon, String> shape(MemberRow.Said said) {
        Optional<Verdict> worst = said.verdicts().keySet().stream()
                .max(java.util.Comparator.comparing(verdict -> switch (verdict) {
                    case APPROVE -> 0;
                    case APPROVE_UNTIL -> 1;
                    case DONT_KNOW -> 2;
                    case REVOKE -> 3;
                }));
        return worst.filter(_ -> said.open() == 0)
                .map(verdict -> switch (verdict) {
                    case APPROVE -> Map.<Ikon, String>entry(BootstrapIcons.CHECK_CIRCLE_FILL, "k-approve");
                    case APPROVE_UNTIL -> Map.<Ikon, String>entry(BootstrapIcons.CALENDAR2_CHECK_FILL, "k-until");
                    case DONT_KNOW -> Map.<Ikon, String>entry(BootstrapIcons.QUESTION_SQUARE_FILL, "k-unknown");
                    case REVOKE -> Map.<Ikon, String>entry(BootstrapIcons.SLASH_CIRCLE_FILL, "k-revoke");
                })
                .orElseGet(
                        () -> Map.entry(said.items() == 0 ? BootstrapIcons.DASH : BootstrapIcons.CIRCLE, "k-subtle"));
    }

    /// A day of the calendar as sentences have it.
    static String day(LocalDate day) {
        return Spoken.day(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /// A level of secrecy in words.
    static String level(String classification) {
        return Strings.of("groups.level." + classification);
    }
}
