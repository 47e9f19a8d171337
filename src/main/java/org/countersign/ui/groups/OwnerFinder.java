package org.countersign.ui.groups;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.countersign.app.Countersign;
import org.countersign.people.ListPeople;
import org.countersign.people.PeopleQuery;
import org.countersign.people.PeopleQuery.Column;
import org.countersign.people.PeopleQuery.Kind;
import org.countersign.people.PersonRow;
import org.countersign.ui.table.Latest;
import org.countersign.ui.task.Background;

/// Whom somebody may mean while they write an owner. Everybody is read once, when the first letter is written.
final class OwnerFinder {
    private static final int MOST = 5;

    private final Countersign app;
    private final Background rows;
    private final Latest<Asked, List<PersonRow>> latest;
    private Consumer<List<PersonRow>> action = _ -> {};
    private Optional<ListPeople> people = Optional.empty();

    OwnerFinder(Countersign app, Background rows) {
        this.app = app;
        this.rows = rows;
        this.latest = new Latest<>(rows, this::look, found -> action.accept(found), _ -> action.accept(List.of()));
    }

    private record Asked(String idp, String text) {}

    /// The identities of an IdP that a text finds; the newest question alone is answered.
    void find(String idp, String text, Consumer<List<PersonRow>> answer) {
        action = answer;
        latest.ask(new Asked(idp, text));
    }

    private List<PersonRow> look(Asked asked) {
        ListPeople open = people.orElseGet(app::listPeople);
        people = Optional.of(open);
        boolean more = true;
        while (more) {
            more = open.read().more();
        }
        var query = new PeopleQuery(asked.text(), Optional.of(asked.idp()), Kind.EVERYONE, Column.LABEL, false);
        ListPeople.Listing found = open.list(query);
        return open.rows(found.table(), Arrays.copyOf(found.numbers(), Math.min(MOST, found.numbers().length)));
    }

    void stop() {
        rows.run(
                () -> {
                    people.ifPresent(ListPeople::close);
                    return true;
                },
                _ -> {},
                _ -> {});
    }
}
