package org.countersign.ui.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.countersign.people.Person;
import org.countersign.snapshot.Comparison.Change;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;

/// What changed of a person's accounts from snapshot to snapshot, newest first.
final class HistoryTable {
    /// They change with nothing else, and say nothing of access.
    private static final Set<String> RESTLESS = Set.of("lastModified", "lastSignIn");

    private final Person who;

    HistoryTable(Person who) {
        this.who = who;
    }

    /// A change in words.
    ///
    /// @param day of the snapshot that shows it first
    record Line(String day, String source, String what) {}

    Region node() {
        var table = new TableView<Line>();
        table.setId("history");
        table.getItems().setAll(lines(who));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.setPlaceholder(Parts.sentence(Strings.of("person.history.none"), "t-muted"));
        table.getColumns().add(AccountsTable.column("day", 110, line -> Look.of(line.day(), "t-muted")));
        table.getColumns().add(AccountsTable.column("source", 110, line -> Look.of(line.source(), "t-muted")));
        table.getColumns().add(AccountsTable.column("change", 430, line -> Look.of(line.what(), "")));
        table.setMinHeight(Zoom.of(160));
        return table;
    }

    static List<Line> lines(Person who) {
        var lines = new ArrayList<Line>();
        for (Person.Past past : who.history()) {
            String day = Spoken.day(past.comparison().to().takenAt());
            past.comparison().changes().values().forEach(all -> all.stream()
                    .filter(change ->
                            change.attribute().filter(RESTLESS::contains).isEmpty())
                    .forEach(change -> lines.add(new Line(day, past.source().name(), words(change)))));
        }
        return lines;
    }

    private static String words(Change change) {
        String of = Formats.name(change.of().label());
        String key = "person.change." + change.kind();
        return switch (change.kind()) {
            case ACCOUNT_ADDED -> Strings.of(key, of, state(change.to()));
            case ACCOUNT_REMOVED -> Strings.of(key, of, state(change.from()));
            case STATE_CHANGED, SIGN_IN_CHANGED -> Strings.of(key, value(change.from()), value(change.to()));
            case ATTRIBUTE_CHANGED -> Strings.of(key, attribute(change), value(change.from()), value(change.to()));
            case ROLE_ADDED, ENTITLEMENT_ADDED -> Strings.of(key, grant(change.to()));
            case ROLE_REMOVED, ENTITLEMENT_REMOVED -> Strings.of(key, grant(change.from()));
            case MEMBERSHIP_ADDED, MEMBERSHIP_REMOVED, MEMBERSHIP_CHANGED -> Strings.of(key, of);
            case GROUP_ADDED,
                    GROUP_REMOVED,
                    GROUP_RENAMED,
                    GROUP_ATTRIBUTE_CHANGED,
                    ASSIGNMENT_ADDED,
                    ASSIGNMENT_REMOVED,
                    ASSIGNMENT_CHANGED -> throw new IllegalArgumentException("no change of an account: " + key);
        };
    }

    private static String attribute(Change change) {
        String path = change.attribute().orElse("");
        return path.startsWith("extra.") ? path.substring("extra.".length()) : path;
    }

    private static String state(Optional<JsonNode> account) {
        return account.map(node -> node.path("state").asText()).orElse("");
    }

    private static String grant(Optional<JsonNode> grant) {
        return grant.map(node -> Formats.name(
                        node.hasNonNull("display")
                                ? node.path("display").asText()
                                : node.path("value").asText()))
                .orElse("");
    }

    private static String value(Optional<JsonNode> value) {
        return value.map(node -> node.isTextual() ? Formats.name(node.textValue()) : CanonicalJson.text(node))
                .orElseGet(() -> Strings.of("person.change.nothing"));
    }
}
