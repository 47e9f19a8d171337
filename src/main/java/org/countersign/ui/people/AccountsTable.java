package org.countersign.ui.people;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.countersign.identity.Era;
import org.countersign.identity.Key;
import org.countersign.identity.Link;
import org.countersign.people.Person;
import org.countersign.people.Person.Held;
import org.countersign.scim.Activity;
import org.countersign.snapshot.Since;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The accounts of a person, with what links each, both values of that, and since when.
final class AccountsTable {
    private static final int ROW = 34;
    private static final int HEAD = 32;
    private static final int MOST = 8;

    private final Person who;

    AccountsTable(Person who) {
        this.who = who;
    }

    Region node() {
        var table = new TableView<Held>();
        table.setId("person-accounts");
        table.setAccessibleText(Strings.of("people.column.accounts"));
        table.getItems().setAll(who.accounts());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        List<TableColumn<Held, Held>> columns = new ArrayList<>(List.of(
                column("source", 110, held -> Look.of(held.source().name(), "t-medium")),
                column("account", 186, held -> Look.of(held.account().signInName(), "")),
                least(90, column("state", 92, held -> state(held.account().active()))),
                least(112, column("key", 114, AccountsTable::key)),
                column(
                        "values",
                        186,
                        held -> Look.of(held.link().map(AccountsTable::values).orElse(""), "t-muted")),
                least(120, column("since", 158, held -> Look.of(since(held.linkedSince()), "t-muted")))));
        // A column in which nothing is told would take the room of those that tell.
        if (who.accounts().stream().anyMatch(held -> held.account().lastSignIn().isPresent())) {
            columns.add(column("signIn", 104, held -> Look.of(signIn(held), "t-muted")));
        }
        if (who.accounts().stream().anyMatch(held -> !held.privileges().isEmpty())) {
            columns.add(column("privileged", 124, AccountsTable::privileged));
        }
        table.getColumns().setAll(columns);
        double height =
                Zoom.of(HEAD) + Zoom.row(ROW) * Math.min(MOST, who.accounts().size()) + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        return table;
    }

    private String signIn(Held held) {
        return held.account().lastSignIn().map(at -> ago(at, who.asOf())).orElseGet(() -> Strings.of("person.notTold"));
    }

    private static <R> TableColumn<R, R> least(double width, TableColumn<R, R> column) {
        column.setMinWidth(Zoom.of(width));
        return column;
    }

    static <R> TableColumn<R, R> column(String key, double width, Function<R, Look> look) {
        return Look.column(Strings.of("person.column." + key), width, look);
    }

    static Look state(Activity active) {
        return switch (active) {
            case ACTIVE -> Look.of(BootstrapIcons.CIRCLE_FILL, "k-approve", Strings.of("person.state.ACTIVE"), "");
            case INACTIVE -> Look.of(BootstrapIcons.CIRCLE, "k-subtle", Strings.of("person.state.INACTIVE"), "");
            case NOT_TOLD ->
                Look.of(
                        BootstrapIcons.DASH_SQUARE_DOTTED,
                        "k-unknown",
                        Strings.of("person.state.NOT_TOLD"),
                        "c-unknown");
        };
    }

    private static Look key(Held held) {
        return held.link()
                .map(link -> Look.of(
                        link.key() == Key.MANUAL ? BootstrapIcons.HAND_INDEX : BootstrapIcons.KEY,
                        "k-subtle",
                        Strings.of("person.key." + link.key())
                                + (link.era() == Era.FORMER ? " " + Strings.of("person.era.FORMER") : ""),
                        ""))
                .orElseGet(() -> Look.of(
                        Strings.of(
                                held.source().kind() == org.countersign.governance.Source.Kind.IDP
                                        ? "person.key.itself"
                                        : "person.key.none"),
                        "t-subtle"));
    }

    /// Both values; a person's word compares none.
    private static String values(Link link) {
        String one = Formats.name(link.accountValue());
        String other = Formats.name(link.identityValue());
        return link.key() == Key.MANUAL ? "" : one.equals(other) ? one : one + " = " + other;
    }

    static String since(Optional<Since> since) {
        return since.map(one ->
                        one.orEarlier() ? Strings.of("person.orEarlier", Spoken.day(one.at())) : Spoken.day(one.at()))
                .orElse("");
    }

    static String ago(Instant at, Instant now) {
        long days = Duration.between(at, now).toDays();
        return days <= 0 ? Strings.of("person.today") : Strings.count("person.daysAgo", days);
    }

    private static Look privileged(Held held) {
        return held.privileges().isEmpty()
                ? Look.of("", "")
                : Look.of(
                        BootstrapIcons.SHIELD_LOCK,
                        "k-critical",
                        Formats.name(String.join(", ", held.privileges())),
                        "c-critical");
    }
}
