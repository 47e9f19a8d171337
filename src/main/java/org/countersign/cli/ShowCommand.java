package org.countersign.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.countersign.scim.Assignment;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.AssignmentStore;
import org.countersign.snapshot.Shown;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `snapshot show`.
@Command(name = "show", description = "A snapshot whole: every account, group, membership and assignment.")
final class ShowCommand implements Callable<Integer> {
    /// Attributes of the CSV, in its order; what a row has not is empty.
    private static final List<String> ATTRIBUTES = List.of(
            "userName",
            "displayName",
            "state",
            "kind",
            "userType",
            "externalId",
            "title",
            "department",
            "employeeNumber",
            "manager",
            "emails",
            "roles",
            "entitlements",
            "groups",
            "lastModified",
            "lastSignIn",
            "extra");

    /// Of an assignment, behind its application, principal, kind and state.
    private static final List<String> TERMS =
            List.of("role", "scope", "syncState", "account", "accountName", "changed");

    @ParentCommand
    private SnapshotCommand parent;

    @Option(names = "--source", required = true, paramLabel = "ID")
    private String source;

    @Option(names = "--number", paramLabel = "NUMBER", description = "Else the newest.")
    private @Nullable Long number;

    @Option(names = "--format", defaultValue = "table")
    private Format format;

    private record Whole(
            Snapshot snapshot,
            Collection<UserResource> accounts,
            Collection<GroupResource> groups,
            List<Assignment> assignments) {}

    @Override
    public Integer call() throws RefusedException {
        try (var app = parent.root().open()) {
            Whole whole = app.workspace().read(tx -> {
                var store = new SnapshotStore(tx);
                Snapshot snapshot = store.get(source, Optional.ofNullable(number));
                return new Whole(
                        snapshot,
                        store.accounts(snapshot).values(),
                        store.groups(snapshot).values(),
                        new AssignmentStore(tx).of(snapshot));
            });
            switch (format) {
                case table -> table(whole);
                case csv -> csv(whole);
                case json -> json(whole);
            }
            return 0;
        }
    }

    private void table(Whole whole) {
        Terminal terminal = parent.root().terminal();
        SnapshotCommand.tell(terminal, whole.snapshot());
        terminal.line("");
        terminal.table(
                List.of("account", "id", "state", "roles"),
                whole.accounts().stream()
                        .map(user -> List.of(
                                user.signInName(),
                                user.id(),
                                Shown.account(user).path("state").asText(),
                                String.join(
                                        ", ",
                                        user.roles().stream()
                                                .map(role -> role.value())
                                                .toList())))
                        .toList());
        terminal.line("");
        terminal.table(
                List.of("group", "id", "members"),
                whole.groups().stream()
                        .map(group -> List.of(
                                group.label(),
                                group.id(),
                                group.members()
                                        .map(members -> Formats.number(members.size()))
                                        .orElse("not told")))
                        .toList());
        if (!whole.assignments().isEmpty()) {
            terminal.line("");
            terminal.table(
                    List.of("application", "assigned", "role", "state", "syncState", "account"),
                    whole.assignments().stream()
                            .map(Shown::assignment)
                            .map(shown -> Stream.of("application", "principal", "role", "state", "syncState", "account")
                                    .map(name -> field(shown, name))
                                    .toList())
                            .toList());
        }
    }

    private void json(Whole whole) {
        Snapshot snapshot = whole.snapshot();
        parent.root().terminal().json(json -> {
            json.writeStartObject();
            json.writeStringField("source", snapshot.source());
            json.writeNumberField("number", snapshot.number());
            json.writeStringField("takenAt", Formats.instant(snapshot.takenAt()));
            json.writeStringField("takenAtBasis", snapshot.takenAtBasis());
            json.writeStringField("importedAt", Formats.instant(snapshot.importedAt()));
            json.writeStringField("dialect", snapshot.dialect());
            json.writeStringField("sha256", snapshot.sha256());
            json.writeBooleanField("complete", snapshot.completeness().complete());
            for (var said : Map.of(
                            "gaps", snapshot.completeness().gaps(),
                            "notes", snapshot.completeness().notes())
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .toList()) {
                json.writeArrayFieldStart(said.getKey());
                for (String sentence : said.getValue()) {
                    json.writeString(sentence);
                }
                json.writeEndArray();
            }
            array(json, "accounts", whole.accounts().stream().map(Shown::account));
            array(json, "groups", whole.groups().stream().map(Shown::group));
            array(json, "assignments", whole.assignments().stream().map(Shown::assignment));
            json.writeEndObject();
        });
    }

    private static void array(JsonGenerator json, String name, Stream<ObjectNode> shown) throws IOException {
        json.writeArrayFieldStart(name);
        for (Iterator<ObjectNode> each = shown.iterator(); each.hasNext(); ) {
            json.writeTree(each.next());
        }
        json.writeEndArray();
    }

    /// A row an account, a group, a membership and an assignment.
    private void csv(Whole whole) {
        var head = new ArrayList<>(List.of("type", "id"));
        head.addAll(ATTRIBUTES);
        head.addAll(List.of("member", "memberType"));
        head.addAll(TERMS);
        Stream<List<String>> accounts = whole.accounts().stream().map(user -> row("account", Shown.account(user)));
        Stream<List<String>> groups = whole.groups().stream().map(group -> row("group", Shown.group(group)));
        Stream<List<String>> members = whole.groups().stream().flatMap(ShowCommand::members);
        Stream<List<String>> assignments =
                whole.assignments().stream().map(Shown::assignment).map(ShowCommand::assignment);
        parent.root()
                .terminal()
                .csv(head, Stream.of(accounts, groups, members, assignments).flatMap(rows -> rows));
    }

    private static List<String> row(String type, ObjectNode shown) {
        var row = new ArrayList<String>(List.of(type, shown.path("id").asText()));
        ATTRIBUTES.forEach(name -> row.add(field(shown, name)));
        row.addAll(List.of("", ""));
        TERMS.forEach(_ -> row.add(""));
        return row;
    }

    private static Stream<List<String>> members(GroupResource group) {
        return group.members().orElse(List.of()).stream().map(member -> {
            var row = new ArrayList<String>(List.of("membership", group.id()));
            ATTRIBUTES.forEach(_ -> row.add(""));
            row.addAll(List.of(member.value(), type(member)));
            TERMS.forEach(_ -> row.add(""));
            return row;
        });
    }

    /// Who is assigned stands where a member does.
    private static List<String> assignment(ObjectNode shown) {
        var row = new ArrayList<String>(List.of("assignment", field(shown, "application")));
        ATTRIBUTES.forEach(name -> row.add(name.equals("state") ? field(shown, name) : ""));
        row.addAll(List.of(field(shown, "principal"), field(shown, "kind")));
        TERMS.forEach(name -> row.add(field(shown, name)));
        return row;
    }

    private static String field(ObjectNode shown, String name) {
        JsonNode value = shown.path(name);
        return value.isMissingNode() ? "" : DiffCommand.field(value);
    }

    private static String type(Member member) {
        return Shown.type(member.type());
    }
}
