package org.countersign.drift.list;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.countersign.drift.Finding.IdentityRef;
import org.countersign.drift.Severity;
import org.countersign.drift.Status;
import org.countersign.drift.Subject;
import org.countersign.drift.ToldStore;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.governance.Governance;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The findings that runs stored, in the order of reports: first their order, in a temporary table, then stretches of
/// rows by their place in it.
final class KeptFindingStore {
    private static final String ENDED = "('resolved', 'not-asked')";

    /// The same as [ListedFinding#ORDER].
    private static final String ORDER =
            "CASE f.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END,"
                    + " f.rule, f.source, f.subject, f.fingerprint";

    /// What happens first to a finding after a run says how it stood at that run.
    private static final String LIFE =
            "('found', 'back', 'asked-again', 'not-suppressed', 'suppressed', 'resolved', 'not-asked')";

    private static final String STOOD = "CASE WHEN f.first_run > ?1 THEN 0 ELSE coalesce((SELECT c.change IN"
            + " ('suppressed', 'resolved', 'not-asked') FROM finding_change c WHERE c.fingerprint = f.fingerprint"
            + " AND c.run > ?1 AND c.change IN " + LIFE + " ORDER BY c.number LIMIT 1),"
            + " f.status NOT IN ('resolved', 'not-asked', 'suppressed')) END";

    private static final String ROW = "SELECT f.fingerprint, f.severity, f.rule, f.source, f.subject_type, f.subject,"
            + " f.label, f.identity, f.summary, f.suppressed_by, f.status, f.held, f.since, f.first_seen,"
            + " CASE WHEN f.returns > 0 THEN (SELECT max(c.at) FROM finding_change c"
            + " WHERE c.fingerprint = f.fingerprint AND c.change = 'back') END,"
            + " CASE WHEN f.status IN " + ENDED + " THEN (SELECT c.detail FROM finding_change c"
            + " WHERE c.fingerprint = f.fingerprint AND c.change = f.status ORDER BY c.number DESC LIMIT 1) END,"
            + " a.os_user || char(10) || a.until, t.raised, t.account, t.identity_source, t.identity_label,"
            + " t.discriminator, t.mappings, ";

    private static final String FROM =
            " FROM temp.finding_order o CROSS JOIN finding f ON f.fingerprint = o.fingerprint"
                    + " LEFT JOIN acknowledgement a ON f.status = 'acknowledged' AND a.fingerprint = f.fingerprint"
                    + " AND a.ended_at IS NULL LEFT JOIN finding_told t ON t.fingerprint = f.fingerprint"
                    + " WHERE o.number > ?2 AND o.number <= ?3 ORDER BY o.number";

    private final Transaction tx;

    KeptFindingStore(Transaction tx) {
        this.tx = tx;
    }

    /// Says which are listed and in which order.
    ///
    /// @param ended those that ended since then are listed
    /// @param most only the first so many
    /// @return how many there are
    int order(Instant ended, Instant asOf, int most) {
        tx.run("DROP TABLE IF EXISTS temp.finding_order");
        tx.run("CREATE TEMP TABLE finding_order (number INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL)");
        // With a limit SQLite keeps the first few; with one that never ends it sorts four times as long.
        tx.run(
                "INSERT INTO temp.finding_order SELECT NULL, f.fingerprint FROM finding f WHERE f.rule <> '' AND (f.status"
                        + " NOT IN " + ENDED + " OR (f.since >= ? AND f.since <= ?)) ORDER BY " + ORDER
                        + (most < Integer.MAX_VALUE ? " LIMIT " + most : ""),
                ended.getEpochSecond(),
                asOf.getEpochSecond());
        return tx.first("SELECT count(*) FROM temp.finding_order", row -> (int) row.number(1))
                .orElse(0);
    }

    /// The order is not needed any more.
    void end() {
        tx.run("DROP TABLE IF EXISTS temp.finding_order");
        tx.run("DROP TABLE IF EXISTS temp.finding_stood");
    }

    /// What stood a day before, where no run says it.
    void stood(Collection<String> fingerprints) {
        tx.run("DROP TABLE IF EXISTS temp.finding_stood");
        tx.run("CREATE TEMP TABLE finding_stood (fingerprint TEXT PRIMARY KEY) WITHOUT ROWID");
        try (var batch = tx.batch("INSERT OR IGNORE INTO temp.finding_stood VALUES (?)")) {
            fingerprints.forEach(batch::add);
        }
    }

    /// How it is known what stood a day before.
    enum Compared {
        /// By a run of that time.
        BY_RUN,
        /// By [#stood].
        BY_RULES,
        /// Not yet.
        NOT_YET
    }

    /// Rows in their order.
    ///
    /// @param after their place in it
    /// @param run that of a day before
    void rows(Governance governance, int after, int to, Compared compared, long run, Consumer<ListedFinding> action) {
        String fresh =
                switch (compared) {
                    case BY_RUN -> "NOT " + STOOD;
                    case BY_RULES ->
                        "NOT EXISTS (SELECT 1 FROM temp.finding_stood s WHERE s.fingerprint = f.fingerprint)";
                    case NOT_YET -> "0";
                };
        tx.each(ROW + fresh + " AND ?1 >= 0" + FROM, row -> action.accept(listed(governance, row)), run, after, to);
    }

    private static ListedFinding listed(Governance governance, Row row) {
        Status status = Status.of(row.text(11)).orElseThrow();
        boolean unchecked = status.stands() && row.flag(12);
        var subject = new Subject(
                Subject.Type.valueOf(row.text(5).toUpperCase(Locale.ROOT)),
                row.text(6),
                row.text(7),
                row.optionalText(22));
        Optional<String> identity = row.optionalText(8);
        Optional<IdentityRef> ref = row.optionalText(20)
                .map(source -> new IdentityRef(
                        source, identity.orElse(""), row.optionalText(21).orElse("")));
        Optional<String> exception = row.optionalText(10);
        Optional<String> detail = row.optionalText(16);
        Segment segment = unchecked
                ? Segment.NOT_EVALUABLE
                : !status.stands() ? Segment.RESOLVED : status == Status.SUPPRESSED ? Segment.SUPPRESSED : Segment.OPEN;
        Stand stand = unchecked
                ? Stand.UNCHECKED
                : detail.map(text -> ListedFindings.ended(status == Status.NOT_ASKED, ToldStore.evidence(text)))
                        .orElse(Stand.of(status));
        Instant first = Instant.ofEpochSecond(row.number(14));
        Instant since = segment == Segment.RESOLVED
                ? Instant.ofEpochSecond(row.number(13))
                : row.number(15) > 0 && !unchecked ? Instant.ofEpochSecond(row.number(15)) : first;
        List<String> mappings = row.optionalText(23).stream()
                .flatMap(text -> Arrays.stream(text.split("\n")))
                .filter(id -> !id.isEmpty())
                .toList();
        return new ListedFinding(
                row.text(1),
                segment,
                segment == Segment.OPEN && row.flag(24),
                Optional.of(Severity.valueOf(row.text(2).toUpperCase(Locale.ROOT))),
                row.flag(18),
                row.text(3),
                row.text(4),
                subject,
                ref.or(() -> identity.map(id -> new IdentityRef("", id, id))),
                row.text(9),
                stand,
                detail.or(() -> row.optionalText(17)).or(() -> exception).orElse(""),
                Optional.of(since),
                Optional.of(first),
                exception,
                Concerns.of(governance, row.text(4), subject, row.optionalText(19), ref, mappings, exception),
                "");
    }

    /// Which of the stored ones stood at a run, by fingerprint.
    Set<String> stoodAt(long run) {
        return new HashSet<>(tx.list("SELECT f.fingerprint FROM finding f WHERE " + STOOD, row -> row.text(1), run));
    }

    /// Those that hold as the last run says.
    Set<String> holding() {
        return new HashSet<>(tx.list(
                "SELECT fingerprint FROM finding WHERE held = 0 AND status NOT IN " + ENDED, row -> row.text(1)));
    }

    /// Which of these a list of stored ones has already.
    Set<String> listed(Collection<String> fingerprints, Instant ended) {
        ArrayNode among = JsonNodeFactory.instance.arrayNode();
        fingerprints.forEach(among::add);
        return new HashSet<>(tx.list(
                "SELECT fingerprint FROM finding WHERE fingerprint IN (SELECT value FROM json_each(?))"
                        + " AND (status NOT IN " + ENDED + " OR since >= ?)",
                row -> row.text(1),
                CanonicalJson.text(among),
                ended.getEpochSecond()));
    }

    /// How many changes there are: the next is something new.
    long changes() {
        return tx.first("SELECT coalesce(max(number), 0) FROM finding_change", row -> row.number(1))
                .orElse(0L);
    }

    /// The findings with changes after that many.
    List<String> changed(long after) {
        return tx.list("SELECT DISTINCT fingerprint FROM finding_change WHERE number > ?", row -> row.text(1), after);
    }
}
