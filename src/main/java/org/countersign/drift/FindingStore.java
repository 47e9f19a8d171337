package org.countersign.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The life of findings: where each stands, what happened to it, and who knows of it.
public final class FindingStore {
    /// Its tables.
    public static final Migrations MIGRATIONS = new Migrations(FindingStore.class, 3);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FINDING = "SELECT f.fingerprint, f.rule, f.source, f.subject_type, f.subject, f.label,"
            + " f.identity, f.severity, f.summary, f.suppressed_by, f.status, f.held, f.returns, f.since, f.since_run,"
            + " f.first_seen, f.first_run, f.last_seen, f.last_run,"
            + " a.number, a.at, a.os_user, a.reason, a.until, a.severity"
            + " FROM finding f LEFT JOIN acknowledgement a"
            + " ON a.fingerprint=f.fingerprint AND a.ended_at IS NULL ";
    private static final String STANDS = "status NOT IN ('resolved', 'not-asked')";

    private final Transaction tx;

    /// Inside `tx`.
    public FindingStore(Transaction tx) {
        this.tx = tx;
    }

    /// Every finding that was ever stored.
    public List<StoredFinding> all() {
        return tx.list(FINDING, FindingStore::finding).stream()
                .sorted(StoredFinding.ORDER)
                .toList();
    }

    /// By fingerprint.
    public Optional<StoredFinding> get(String fingerprint) {
        return tx.first(FINDING + "WHERE f.fingerprint=?", FindingStore::finding, fingerprint);
    }

    /// Those of them that are known, by fingerprint.
    Map<String, StoredFinding> get(List<String> fingerprints) {
        ArrayNode among = JSON.createArrayNode();
        fingerprints.forEach(among::add);
        var known = new HashMap<String, StoredFinding>();
        tx.each(
                FINDING + "WHERE f.fingerprint IN (SELECT value FROM json_each(?))",
                row -> {
                    StoredFinding one = finding(row);
                    known.put(one.fingerprint(), one);
                },
                among.toString());
        return known;
    }

    /// Those that held at the last run, or could not be checked.
    ///
    /// @param which by fingerprint
    List<StoredFinding> standing(Predicate<String> which) {
        var standing = new ArrayList<StoredFinding>();
        tx.each(FINDING + "WHERE f." + STANDS, row -> {
            if (which.test(row.text(1))) {
                standing.add(finding(row));
            }
        });
        return standing;
    }

    /// Those that held once, could not be checked at the last run, and that nobody knows of.
    ///
    /// @param at the instant at which acknowledgements are looked at
    public List<StoredFinding> unchecked(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return tx.list(FINDING + "WHERE f.held=1 AND f." + STANDS, FindingStore::finding).stream()
                .filter(one -> one.status(day) == Status.OPEN || one.status(day) == Status.BACK)
                .toList();
    }

    /// What happened to a finding, oldest first.
    public List<FindingChange> history(String fingerprint) {
        return tx.list(
                "SELECT c.at, c.run, c.change, c.detail, a.os_user, a.until, a.reason FROM finding_change c"
                        + " LEFT JOIN acknowledgement a ON a.number=c.detail->>'acknowledgement'"
                        + " WHERE c.fingerprint=? ORDER BY c.number",
                row -> {
                    ObjectNode detail = json(row.text(4));
                    detail.remove("acknowledgement");
                    row.optionalText(5).ifPresent(by -> detail.put("by", by));
                    row.optionalText(6).ifPresent(until -> detail.put("until", until));
                    row.optionalText(7).ifPresent(reason -> detail.put("reason", reason));
                    return new FindingChange(
                            Instant.ofEpochSecond(row.number(1)), row.number(2), kind(row.text(3)), detail);
                },
                fingerprint);
    }

    /// How each finding that is resolved, or not asked for any more, came to be so, by fingerprint.
    public Map<String, FindingChange> ends() {
        var ends = new HashMap<String, FindingChange>();
        tx.each(
                "SELECT c.fingerprint, c.at, c.run, c.change, c.detail FROM finding f JOIN finding_change c"
                        + " ON c.fingerprint=f.fingerprint AND c.change=f.status"
                        + " WHERE f.status IN ('resolved', 'not-asked') ORDER BY c.number",
                row -> ends.put(
                        row.text(1),
                        new FindingChange(
                                Instant.ofEpochSecond(row.number(2)),
                                row.number(3),
                                kind(row.text(4)),
                                json(row.text(5)))));
        return ends;
    }

    private static FindingChange.Kind kind(String text) {
        return FindingChange.Kind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// What was known of these findings at an instant, by fingerprint.
    Map<String, Standing> standings(Collection<Finding> findings, Instant asOf) {
        long at = asOf.getEpochSecond();
        String day = day(asOf).toString();
        Map<String, Finding> asked =
                findings.stream().collect(Collectors.toMap(Finding::fingerprint, one -> one, (one, _) -> one));
        var words = new HashMap<String, Acknowledgement>();
        tx.each(
                "SELECT fingerprint, number, at, os_user, reason, until, severity FROM acknowledgement"
                        + " WHERE at<=? AND (ended_at IS NULL OR ended_at>?) AND until>=? ORDER BY number",
                row -> words.put(row.text(1), word(row, 2)),
                at,
                at,
                day);
        Map<String, long[]> returns = new HashMap<>();
        tx.each(
                "SELECT fingerprint, count(*), max(at) FROM finding_change WHERE change='back' AND at<=?"
                        + " GROUP BY fingerprint",
                row -> returns.put(row.text(1), new long[] {row.number(2), row.number(3)}),
                at);
        var standings = new HashMap<String, Standing>();
        // Nearly all that a run found first stand alike.
        var alike = new HashMap<Standing, Standing>();
        Consumer<Row> one = row -> {
            String fingerprint = row.text(1);
            Finding finding = asked.get(fingerprint);
            if (finding != null) {
                Instant first = Instant.ofEpochSecond(row.number(2));
                Optional<long[]> back = Optional.ofNullable(returns.get(fingerprint));
                var standing = new Standing(
                        first,
                        back.map(times -> Instant.ofEpochSecond(times[1])).orElse(first),
                        back.map(times -> times[0]).orElse(0L),
                        Optional.ofNullable(words.get(fingerprint))
                                .filter(word -> finding.severity().compareTo(word.severity()) >= 0));
                standings.put(finding.fingerprint(), alike.computeIfAbsent(standing, same -> same));
            }
        };
        tx.each("SELECT fingerprint, first_seen FROM finding WHERE first_seen<=?", one, at);
        return standings;
    }

    /// Those that came back after a run.
    Set<String> returned(long run) {
        return Set.copyOf(tx.list(
                "SELECT DISTINCT fingerprint FROM finding_change WHERE change='back' AND run>?",
                row -> row.text(1),
                run));
    }

    /// The last run that had ended at or before an instant.
    public Optional<DriftRun> run(Instant at) {
        return tx.first(RUN + "WHERE at<=? ORDER BY number DESC LIMIT 1", FindingStore::run, at.getEpochSecond());
    }

    /// By number.
    Optional<DriftRun> run(long number) {
        return tx.first(RUN + "WHERE number=?", FindingStore::run, number);
    }

    /// The newest run.
    public Optional<DriftRun> lastRun() {
        return tx.first(RUN + "ORDER BY number DESC LIMIT 1", FindingStore::run);
    }

    private static final String RUN = "SELECT number, at, governance, snapshots FROM drift_run ";

    void insert(DriftRun run) {
        ObjectNode snapshots = CanonicalJson.object();
        run.snapshots().forEach(snapshots::put);
        tx.run(
                "INSERT INTO drift_run VALUES (?, ?, ?, ?)",
                run.number(),
                run.at().getEpochSecond(),
                run.governance(),
                CanonicalJson.text(snapshots));
    }

    void put(Collection<StoredFinding> findings) {
        try (var batch = tx.batch("INSERT OR REPLACE INTO finding VALUES"
                + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            findings.forEach(one -> batch.add(
                    one.fingerprint(),
                    one.rule(),
                    one.source(),
                    one.subjectType(),
                    one.subject(),
                    one.label(),
                    one.identity(),
                    one.severity().text(),
                    one.summary(),
                    one.suppressedBy(),
                    one.status().text(),
                    one.held(),
                    one.returns(),
                    one.since().getEpochSecond(),
                    one.sinceRun(),
                    one.firstSeen().getEpochSecond(),
                    one.firstRun(),
                    one.lastSeen().getEpochSecond(),
                    one.lastRun()));
        }
    }

    /// Everything that stands and was checked was seen by this run.
    void seen(DriftRun run) {
        tx.run(
                "UPDATE finding SET last_seen=?, last_run=? WHERE held=0 AND " + STANDS,
                run.at().getEpochSecond(),
                run.number());
    }

    void tell(String fingerprint, FindingChange change) {
        tx.run(
                "INSERT INTO finding_change (fingerprint, at, run, change, detail) VALUES (?, ?, ?, ?, ?)",
                fingerprint,
                change.at().getEpochSecond(),
                change.run(),
                change.kind().text(),
                CanonicalJson.text(change.detail()));
    }

    /// A person's word, which takes the place of an earlier one; answers its number.
    long acknowledge(StoredFinding finding, Instant at, String by, String reason, LocalDate until) {
        endAcknowledgement(finding.fingerprint(), at);
        tx.run(
                "INSERT INTO acknowledgement (fingerprint, at, os_user, reason, until, severity)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                finding.fingerprint(),
                at.getEpochSecond(),
                by,
                reason,
                until.toString(),
                finding.severity().text());
        return tx.first("SELECT max(number) FROM acknowledgement", row -> row.number(1))
                .orElseThrow();
    }

    void endAcknowledgement(String fingerprint, Instant at) {
        tx.run(
                "UPDATE acknowledgement SET ended_at=? WHERE fingerprint=? AND ended_at IS NULL",
                at.getEpochSecond(),
                fingerprint);
    }

    /// The instant that this workspace is looked at from, where it is a sample that must not age.
    public Optional<Instant> sampleAsOf() {
        return tx.first("SELECT value FROM setting WHERE name='sampleAsOf'", row -> Instant.parse(row.text(1)));
    }

    /// Marks a sample workspace.
    public void sampleAsOf(Instant at) {
        tx.run("INSERT OR REPLACE INTO setting VALUES ('sampleAsOf', ?)", at.toString());
    }

    /// The findings that name an identity, and those whose subject is one of these accounts or identities, or its
    /// membership, in [StoredFinding#ORDER].
    ///
    /// @param subjects each a source, a line feed and an id
    public List<StoredFinding> of(String identity, List<String> subjects) {
        ArrayNode among = JSON.createArrayNode();
        subjects.forEach(among::add);
        return tx
                .list(
                        FINDING + "WHERE f.identity = ?1 OR f.source || char(10) || CASE f.subject_type"
                                + " WHEN 'membership' THEN substr(f.subject, instr(f.subject, '/') + 1)"
                                + " WHEN 'account' THEN f.subject WHEN 'identity' THEN f.subject ELSE char(10) END"
                                + " IN (SELECT value FROM json_each(?2))",
                        FindingStore::finding,
                        identity,
                        CanonicalJson.text(among))
                .stream()
                .sorted(StoredFinding.ORDER)
                .toList();
    }

    /// The UTC day of an instant: what rules say of dates is the same all day.
    public static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static DriftRun run(Row row) {
        Map<String, Long> snapshots = json(row.text(4)).properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asLong()));
        return new DriftRun(row.number(1), Instant.ofEpochSecond(row.number(2)), row.number(3), snapshots);
    }

    private static StoredFinding finding(Row row) {
        return new StoredFinding(
                row.text(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5),
                row.text(6),
                row.optionalText(7),
                severity(row.text(8)),
                row.text(9),
                row.optionalText(10),
                Status.of(row.text(11)).orElseThrow(),
                row.flag(12),
                row.number(13),
                Instant.ofEpochSecond(row.number(14)),
                row.number(15),
                Instant.ofEpochSecond(row.number(16)),
                row.number(17),
                Instant.ofEpochSecond(row.number(18)),
                row.number(19),
                row.optionalText(22).map(_ -> word(row, 20)));
    }

    private static Acknowledgement word(Row row, int from) {
        return new Acknowledgement(
                row.number(from),
                Instant.ofEpochSecond(row.number(from + 1)),
                row.text(from + 2),
                row.text(from + 3),
                LocalDate.parse(row.text(from + 4)),
                severity(row.text(from + 5)));
    }

    private static Severity severity(String text) {
        return Severity.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
