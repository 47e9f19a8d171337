package org.countersign.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.scim.ProvisioningEvent;
import org.countersign.workspace.Batch;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// Events of provisioning logs, each once by its own id.
public final class ProvisioningEventStore {
    private static final String COLUMNS =
            "id, at, application, action, result, of_group, account, identity, user_name, access, code, reason, type";

    /// As stored, the actions that take access away.
    private static final String TAKING = Stream.of(ProvisioningEvent.Action.values())
            .filter(ProvisioningEvent.Action::takesAway)
            .map(action -> Integer.toString(action.ordinal()))
            .collect(Collectors.joining(", "));

    /// As [ProvisioningEvent#isGrave] has it, among events of one object.
    private static final String GRAVE = "CASE result WHEN " + ProvisioningEvent.Result.SKIPPED.ordinal()
            + " THEN account IS NULL AND code IS NOT '" + ProvisioningEvent.NOT_ENTITLED + "' AND action NOT IN ("
            + TAKING + ") ELSE action IN (" + TAKING + ") END";

    private final Transaction tx;

    /// Inside `tx`.
    public ProvisioningEventStore(Transaction tx) {
        this.tx = tx;
    }

    /// An event and where it was told.
    ///
    /// @param source whose log it is
    public record Stored(String source, ProvisioningEvent event) {}

    /// Takes events; close it to write the rest. One that is known by its id stays as it is, unless the other says that
    /// it went worse: so the order of files does not matter.
    Batch adding() {
        return tx.batch("INSERT INTO provisioning_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (source, id) DO UPDATE SET at = excluded.at, application = excluded.application,"
                + " object = excluded.object, action = excluded.action, result = excluded.result,"
                + " of_group = excluded.of_group, account = excluded.account, identity = excluded.identity,"
                + " user_name = excluded.user_name, access = excluded.access, code = excluded.code,"
                + " reason = excluded.reason, type = excluded.type WHERE excluded.result > result");
    }

    static void add(Batch batch, String source, ProvisioningEvent event) {
        ProvisioningEvent.Target target = event.target();
        batch.add(
                source,
                event.id(),
                event.at().toEpochMilli(),
                event.application().orElse(""),
                event.object(),
                event.action().ordinal(),
                event.result().ordinal(),
                target.group(),
                target.account(),
                target.identity(),
                target.userName(),
                target.access(),
                event.code(),
                event.reason(),
                event.type());
    }

    long count(String source) {
        return tx.first("SELECT count(*) FROM provisioning_event WHERE source=?", row -> row.number(1), source)
                .orElseThrow();
    }

    /// The newest event of each object of each application, as of an instant; of several at one time the worst.
    public List<ProvisioningEvent> newest(String source, Instant asOf) {
        return tx.list(
                "SELECT " + COLUMNS + " FROM (SELECT *, row_number() OVER (PARTITION BY application, object"
                        + " ORDER BY at DESC, result DESC, " + GRAVE + " DESC, id) AS place"
                        + " FROM provisioning_event WHERE source=? AND at <= ?) WHERE place = 1 ORDER BY id",
                row -> event(row, 1),
                source,
                asOf.toEpochMilli());
    }

    /// Newest first.
    ///
    /// @param source whose log, or of all
    /// @param most how many
    public void each(Optional<String> source, long most, Consumer<Stored> action) {
        tx.each(
                "SELECT source, " + COLUMNS + " FROM provisioning_event WHERE ? IS NULL OR source = ?"
                        + " ORDER BY at DESC, source, id LIMIT ?",
                row -> action.accept(new Stored(row.text(1), event(row, 2))),
                source,
                source,
                most);
    }

    private static ProvisioningEvent event(Row row, int first) {
        return new ProvisioningEvent(
                row.text(first),
                Instant.ofEpochMilli(row.number(first + 1)),
                Optional.of(row.text(first + 2)).filter(application -> !application.isEmpty()),
                ProvisioningEvent.Action.values()[(int) row.number(first + 3)],
                new ProvisioningEvent.Target(
                        row.number(first + 5) == 1,
                        row.optionalText(first + 6),
                        row.optionalText(first + 7),
                        row.optionalText(first + 8),
                        row.optionalText(first + 9)),
                ProvisioningEvent.Result.values()[(int) row.number(first + 4)],
                row.optionalText(first + 10),
                row.optionalText(first + 11),
                row.text(first + 12));
    }
}
