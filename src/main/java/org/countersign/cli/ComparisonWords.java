package org.countersign.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.snapshot.Comparison;
import org.countersign.snapshot.Comparison.Change;
import org.countersign.snapshot.Comparison.Kind;
import org.countersign.snapshot.Comparison.Named;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;

/// A comparison in words: how many of what, then a line a change, grouped.
final class ComparisonWords {
    /// They move with every use of an account and say nothing of its access: counted, not listed.
    private static final Set<String> RESTLESS = Set.of("lastModified", "lastSignIn");

    private final Terminal terminal;
    private final int most;

    /// @param most lines of a group
    ComparisonWords(Terminal terminal, int most) {
        this.terminal = terminal;
        this.most = most;
    }

    void tell(Comparison comparison) {
        terminal.line(
                comparison.to().source() + ": " + named(comparison.from()) + " -> " + named(comparison.to()) + ".");
        changes(comparison);
    }

    private static String named(Snapshot snapshot) {
        return "snapshot " + snapshot.number() + ", taken " + Formats.instant(snapshot.takenAt());
    }

    /// Without the line that names the snapshots.
    void changes(Comparison comparison) {
        if (comparison.none()) {
            terminal.line("Nothing changed.");
            return;
        }
        terminal.table(List.of("", "added", "removed", "changed"), counts(comparison));
        list("Accounts", comparison, Kind.ACCOUNT_ADDED, Kind.ACCOUNT_REMOVED);
        list("States", comparison, Kind.STATE_CHANGED);
        list("Attributes", comparison, Kind.ATTRIBUTE_CHANGED);
        list("Roles", comparison, Kind.ROLE_ADDED, Kind.ROLE_REMOVED);
        list("Entitlements", comparison, Kind.ENTITLEMENT_ADDED, Kind.ENTITLEMENT_REMOVED);
        list(
                "Groups",
                comparison,
                Kind.GROUP_ADDED,
                Kind.GROUP_REMOVED,
                Kind.GROUP_RENAMED,
                Kind.GROUP_ATTRIBUTE_CHANGED);
        list("Memberships", comparison, Kind.MEMBERSHIP_ADDED, Kind.MEMBERSHIP_REMOVED, Kind.MEMBERSHIP_CHANGED);
        list("Assignments", comparison, Kind.ASSIGNMENT_ADDED, Kind.ASSIGNMENT_REMOVED, Kind.ASSIGNMENT_CHANGED);
    }

    private static List<List<String>> counts(Comparison comparison) {
        return List.of(
                counts("accounts", comparison, Kind.ACCOUNT_ADDED, Kind.ACCOUNT_REMOVED, Optional.empty()),
                List.of("  states", "", "", count(comparison, Kind.STATE_CHANGED)),
                List.of("  attributes", "", "", count(comparison, Kind.ATTRIBUTE_CHANGED)),
                List.of("  sign-ins", "", "", count(comparison, Kind.SIGN_IN_CHANGED)),
                counts("  roles", comparison, Kind.ROLE_ADDED, Kind.ROLE_REMOVED, Optional.empty()),
                counts(
                        "  entitlements",
                        comparison,
                        Kind.ENTITLEMENT_ADDED,
                        Kind.ENTITLEMENT_REMOVED,
                        Optional.empty()),
                counts("groups", comparison, Kind.GROUP_ADDED, Kind.GROUP_REMOVED, Optional.of(Kind.GROUP_RENAMED)),
                List.of("  attributes", "", "", count(comparison, Kind.GROUP_ATTRIBUTE_CHANGED)),
                counts(
                        "memberships",
                        comparison,
                        Kind.MEMBERSHIP_ADDED,
                        Kind.MEMBERSHIP_REMOVED,
                        Optional.of(Kind.MEMBERSHIP_CHANGED)),
                counts(
                        "assignments",
                        comparison,
                        Kind.ASSIGNMENT_ADDED,
                        Kind.ASSIGNMENT_REMOVED,
                        Optional.of(Kind.ASSIGNMENT_CHANGED)));
    }

    private static List<String> counts(
            String name, Comparison comparison, Kind added, Kind removed, Optional<Kind> changed) {
        return List.of(
                name,
                count(comparison, added),
                count(comparison, removed),
                changed.map(kind -> count(comparison, kind)).orElse(""));
    }

    private static String count(Comparison comparison, Kind kind) {
        return Formats.number(comparison.of(kind).size());
    }

    private void list(String title, Comparison comparison, Kind... kinds) {
        List<Change> all =
                Stream.of(kinds).flatMap(kind -> comparison.of(kind).stream()).toList();
        if (all.isEmpty()) {
            return;
        }
        List<Change> told = all.stream()
                .filter(change -> change.attribute().filter(RESTLESS::contains).isEmpty())
                .toList();
        terminal.line("");
        terminal.line(title);
        told.stream().limit(most).forEach(change -> terminal.line("  " + words(change)));
        if (told.size() > most) {
            terminal.line("  and " + Formats.number(told.size() - most) + " more; --format json or csv lists all.");
        }
        if (told.size() < all.size()) {
            String names = all.stream()
                    .flatMap(change -> change.attribute().stream())
                    .filter(RESTLESS::contains)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(" and "));
            terminal.line("  and " + Formats.number(all.size() - told.size()) + " of " + names + ".");
        }
    }

    private static String words(Change change) {
        String of = change.of().label();
        String from = change.from().map(ComparisonWords::value).orElse("none");
        String to = change.to().map(ComparisonWords::value).orElse("none");
        return switch (change.kind()) {
            case ACCOUNT_ADDED -> "+ " + full(change.of()) + "  " + state(change.to());
            case ACCOUNT_REMOVED -> "- " + full(change.of()) + "  was " + state(change.from());
            case STATE_CHANGED -> "~ " + of + "  " + from + " -> " + to;
            case ATTRIBUTE_CHANGED, GROUP_ATTRIBUTE_CHANGED ->
                "~ " + of + "  " + attribute(change) + ": " + from + " -> " + to;
            case SIGN_IN_CHANGED -> "~ " + of + "  lastSignIn: " + from + " -> " + to;
            case ROLE_ADDED -> "+ " + of + "  role " + grant(change.to());
            case ROLE_REMOVED -> "- " + of + "  role " + grant(change.from());
            case ENTITLEMENT_ADDED -> "+ " + of + "  entitlement " + grant(change.to());
            case ENTITLEMENT_REMOVED -> "- " + of + "  entitlement " + grant(change.from());
            case GROUP_ADDED -> "+ " + full(change.of());
            case GROUP_REMOVED -> "- " + full(change.of());
            case GROUP_RENAMED -> "~ " + from + " -> " + to + " (" + change.of().id() + ")";
            case MEMBERSHIP_ADDED -> "+ member " + member(change) + " of " + of;
            case MEMBERSHIP_REMOVED -> "- member " + member(change) + " of " + of;
            case MEMBERSHIP_CHANGED -> "~ member " + member(change) + " of " + of + ": " + from + " -> " + to;
            case ASSIGNMENT_ADDED -> "+ " + assignment(change, change.to()) + "  " + terms(change.to());
            case ASSIGNMENT_REMOVED -> "- " + assignment(change, change.from()) + "  was " + terms(change.from());
            case ASSIGNMENT_CHANGED -> "~ " + assignment(change, change.to()) + "  " + other(change);
        };
    }

    private static String assignment(Change change, Optional<JsonNode> told) {
        String role = told.map(node -> node.path("role").asText()).orElse("");
        return member(change) + " assigned to " + change.of().label() + (role.isEmpty() ? "" : " as " + role);
    }

    private static String terms(Optional<JsonNode> told) {
        return told.map(node -> node.path("state").asText() + ", "
                        + node.path("syncState").asText())
                .orElse("");
    }

    /// What of it is other than it was.
    private static String other(Change change) {
        JsonNode from = change.from().orElseThrow();
        JsonNode to = change.to().orElseThrow();
        return Stream.concat(from.propertyStream(), to.propertyStream())
                .map(Map.Entry::getKey)
                .distinct()
                .filter(name -> !from.path(name).equals(to.path(name)))
                .map(name -> name + ": " + side(from, name) + " -> " + side(to, name))
                .collect(Collectors.joining(", "));
    }

    private static String side(JsonNode told, String name) {
        return told.has(name) ? value(told.path(name)) : "none";
    }

    private static String full(Named named) {
        return named.label().equals(named.id()) ? named.id() : named.label() + " (" + named.id() + ")";
    }

    private static String member(Change change) {
        return change.member().map(Named::label).orElse("");
    }

    private static String attribute(Change change) {
        String path = change.attribute().orElse("");
        return path.startsWith("extra.") ? path.substring("extra.".length()) : path;
    }

    private static String state(Optional<JsonNode> account) {
        return account.map(node -> node.path("state").asText()).orElse("");
    }

    private static String grant(Optional<JsonNode> grant) {
        String value = grant.map(node -> node.path("value").asText()).orElse("");
        String display = grant.map(node -> node.path("display").asText()).orElse("");
        return display.isBlank() || display.equals(value) ? value : display + " (" + value + ")";
    }

    /// A text as it is, unless it would not be seen.
    private static String value(JsonNode value) {
        boolean bare = value.isTextual()
                && !value.textValue().isEmpty()
                && value.textValue().equals(value.textValue().strip());
        return bare ? value.textValue() : CanonicalJson.text(value);
    }
}
