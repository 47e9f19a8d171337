package org.countersign.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.drift.Severity;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GroupRecord;
import org.countersign.groups.Attested;
import org.countersign.groups.Group;
import org.countersign.groups.GroupCard;
import org.countersign.groups.GroupLine;
import org.countersign.groups.GroupList;
import org.countersign.groups.GroupList.Segment;
import org.countersign.groups.MappingLine;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `group list`, `show`, `set`, `attest`.
@Command(name = "group", description = "Groups as policy objects: what each is for, who is in it, what it reaches.")
final class GroupCommand {
    private static final List<String> HEAD =
            List.of("source", "group", "name", "members", "missing", "overdueSince", "findings", "worst");

    @ParentCommand
    private RootCommand root;

    @Command(name = "list", description = "The groups of all sources, by name; those that need somebody on demand.")
    int list(
            @Option(names = "--only", paramLabel = "KIND", description = "undocumented, findings or overdue") @Nullable
                    Segment only,
            @Option(names = "--format", defaultValue = "table") Format format)
            throws RefusedException {
        try (var app = root.open();
                var groups = app.listGroups()) {
            GroupList list = groups.read(Optional.of(app.groupFindings().run())).groups();
            List<List<String>> rows = IntStream.of(list.find("", only == null ? Segment.ALL : only))
                    .mapToObj(list::row)
                    .map(GroupCommand::row)
                    .toList();
            print(root, format, "groups", HEAD, rows);
            return 0;
        }
    }

    private static List<String> row(GroupLine line) {
        return List.of(
                line.source().id(),
                line.id(),
                line.label(),
                line.members().map(many -> Integer.toString(many)).orElse("not told"),
                line.missing().stream().map(GroupCard.Field::text).collect(Collectors.joining(" ")),
                line.overdue().map(LocalDate::toString).orElse(""),
                Integer.toString(line.findings()),
                line.worst().map(Severity::text).orElse(""));
    }

    /// The same rows in each format.
    static void print(RootCommand root, Format format, String name, List<String> head, List<List<String>> rows) {
        switch (format) {
            case table -> root.terminal().table(head, rows);
            case csv -> root.terminal().csv(head, rows);
            case json -> {
                var node = CanonicalJson.object();
                var array = node.putArray(name);
                for (List<String> row : rows) {
                    var one = array.addObject();
                    for (int i = 0; i < head.size(); i++) {
                        one.put(head.get(i), row.get(i));
                    }
                }
                root.terminal().json(node);
            }
        }
    }

    @Command(name = "show", description = "One group: its card, its members in numbers, what it reaches.")
    int show(
            @Parameters(paramLabel = "SOURCE") String source,
            @Parameters(paramLabel = "GROUP", description = "its id") String group,
            @Option(names = "--format", defaultValue = "table") Format format)
            throws RefusedException {
        try (var app = root.open()) {
            Group found = app.readGroup()
                    .run(source, group)
                    .orElseThrow(() -> new RefusedException(
                            Formats.visible(source + "/" + group),
                            "The current snapshot has no group of this id.",
                            "See: countersign group list"));
            print(root, format, "facts", List.of("fact", "value"), facts(found));
            return 0;
        }
    }

    private static List<List<String>> facts(Group group) {
        var facts = new java.util.ArrayList<List<String>>();
        facts.add(List.of("name", group.label()));
        group.before().ifPresent(name -> facts.add(List.of("before", name.name())));
        Optional<GroupRecord> card = group.record();
        facts.add(List.of("owner", card.flatMap(GroupRecord::owner).orElse("")));
        facts.add(List.of("purpose", card.flatMap(GroupRecord::purpose).orElse("")));
        facts.add(List.of(
                "classification", card.flatMap(GroupRecord::classification).orElse("")));
        facts.add(List.of(
                "cadence",
                card.flatMap(GroupRecord::cadence).map(GovernanceJson::written).orElse("")));
        facts.add(List.of(
                "lastReviewed",
                card.flatMap(GroupRecord::lastReviewed).map(LocalDate::toString).orElse("")));
        facts.add(List.of("due", group.due().map(LocalDate::toString).orElse("")));
        Group.Counts counts = group.counts();
        facts.add(List.of("members", counts.told() ? Integer.toString(counts.all()) : "not told"));
        if (counts.told()) {
            facts.add(List.of("direct", Integer.toString(counts.direct())));
            facts.add(List.of("inactive", Integer.toString(counts.inactive())));
            counts.attested().ifPresent(now -> facts.add(List.of("membersSha256", now.sha256())));
        }
        group.attested()
                .flatMap(Group.Found::members)
                .ifPresent(then -> facts.add(List.of("membersThen", Integer.toString(then))));
        for (MappingLine line : group.reaches()) {
            facts.add(List.of("mapping " + line.mapping().id(), MappingCommand.words(line)));
        }
        group.around().forEach(outer -> facts.add(List.of("within", outer.label())));
        group.toxic()
                .forEach(rule -> facts.add(List.of(
                        "apart " + rule.rule().id(), Formats.counted(rule.both(), "member") + " on both sides")));
        return facts;
    }

    @Command(name = "set", description = "States what a group is for; what is not given stays as it is.")
    int set(
            @Parameters(paramLabel = "SOURCE") String source,
            @Parameters(paramLabel = "GROUP", description = "its id, or its name where that is unique") String group,
            @Option(names = "--owner", paramLabel = "EMAIL") @Nullable String owner,
            @Option(names = "--purpose", paramLabel = "TEXT") @Nullable String purpose,
            @Option(names = "--classification", paramLabel = "LEVEL") @Nullable String classification,
            @Option(names = "--cadence", paramLabel = "DAYS") @Nullable String cadence)
            throws RefusedException {
        try (var app = root.open()) {
            GroupCard before = app.setGroup().card(source, group);
            GroupRecord kept = app.setGroup()
                    .set(
                            app.actor(),
                            source,
                            group,
                            new GroupCard(
                                    owner == null ? before.owner() : owner,
                                    purpose == null ? before.purpose() : purpose,
                                    classification == null ? before.classification() : classification,
                                    cadence == null ? before.cadence() : cadence));
            root.terminal().line("The card of " + source + "/" + kept.group() + " is kept.");
            return 0;
        }
    }

    @Command(name = "attest", description = "States that purpose, classification and members are right as of today.")
    int attest(
            @Parameters(paramLabel = "SOURCE") String source,
            @Parameters(paramLabel = "GROUP", description = "its id, or its name where that is unique") String group,
            @Option(
                            names = "--members-sha256",
                            paramLabel = "HEX",
                            description = "refuse where others are in it than those whose digest `group show` printed")
                    @Nullable
                    String seen)
            throws RefusedException {
        try (var app = root.open()) {
            Attested kept = app.setGroup().attest(app.actor(), source, group, Optional.ofNullable(seen));
            root.terminal()
                    .line(source + "/" + kept.group() + " is attested as of today, with "
                            + Formats.counted(kept.members(), "member") + ".");
            return 0;
        }
    }
}
