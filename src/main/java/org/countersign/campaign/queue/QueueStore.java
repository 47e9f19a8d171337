package org.countersign.campaign.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.countersign.campaign.ItemFlags;
import org.countersign.campaign.Kind;
import org.countersign.campaign.Verdict;
import org.countersign.drift.Severity;
import org.countersign.text.Formats;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The columns beside the items (`campaign/migrations/003.sql`).
final class QueueStore {
    private static final String ROW = "SELECT r.number, r.item, r.kind, t.label, t.access, t.source_name, t.person,"
            + " r.worst, r.findings, r.flags, r.notes FROM item_row r JOIN item_text t ON t.number = r.number WHERE r.number=?";
    private static final String STATE = "SELECT number, reviewer, verdict, decided_by, signed, covered FROM item_row ";

    private final Transaction tx;

    QueueStore(Transaction tx) {
        this.tx = tx;
    }

    /// What is one person's in a campaign.
    ///
    /// @param drafts whether what nobody has signed counts: while the campaign is open
    Queue queue(String campaign, Whose whose, boolean drafts) {
        var packed = new Longs();
        if (!drafts) {
            signed(campaign, whose.spellings(), packed);
            return queue(packed);
        }
        for (String reviewer : whose.spellings()) {
            tx.each(
                    "SELECT number, flags, verdict, decided_by, signed, covered, reviewer FROM item_row"
                            + " INDEXED BY item_row_reviewer WHERE campaign=? AND reviewer=?",
                    row -> packed.add(packed(row, whose)),
                    campaign,
                    reviewer);
            tx.each(
                    "SELECT number, flags, verdict, decided_by, signed, covered, reviewer FROM item_row"
                            + " WHERE campaign=? AND decided_by=?",
                    row -> {
                        if (!whose.spellings().contains(row.text(7))) {
                            packed.add(packed(row, whose));
                        }
                    },
                    campaign,
                    reviewer);
        }
        whose.standsFor().forEach((reviewer, delegation) -> delegated(campaign, reviewer, delegation, whose, packed));
        return queue(packed);
    }

    /// What waits for somebody who is away, but what is about their deputy; and what the deputy has covered. What the
    /// deputy has answered is there already.
    private void delegated(String campaign, String reviewer, long delegation, Whose whose, Longs packed) {
        if (whose.spellings().contains(reviewer)) {
            return;
        }
        tx.each(
                "SELECT r.number, r.flags, r.verdict, r.decided_by, r.signed, r.covered, r.reviewer, account.decided_by"
                        + " FROM item_row r INDEXED BY item_row_reviewer"
                        + " LEFT JOIN item_row account ON r.covered AND account.campaign = r.campaign"
                        + "   AND account.source = r.source AND account.holder = r.holder AND account.kind = 'ACCOUNT'"
                        + " WHERE r.campaign=? AND r.reviewer=? AND (r.verdict IS NULL OR r.verdict='DONT_KNOW')"
                        + " AND r.number NOT IN (SELECT item FROM delegation_about WHERE delegation=?)",
                row -> {
                    boolean waits = row.optionalText(3).isPresent() || !row.flag(6);
                    if (!whose.by(row.optionalText(4)) && (waits || whose.by(row.optionalText(8)))) {
                        packed.add(packed(row, whose));
                    }
                },
                campaign,
                reviewer,
                delegation);
    }

    private static Queue queue(Longs packed) {
        long[] sorted = packed.sorted();
        var numbers = new int[sorted.length];
        var flags = new byte[sorted.length];
        var states = new byte[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            numbers[i] = (int) (sorted[i] >>> 16);
            flags[i] = (byte) (sorted[i] >>> 8);
            states[i] = (byte) sorted[i];
        }
        return new Queue(numbers, flags, states);
    }

    private static long packed(Row row, Whose whose) {
        return packed(
                row.number(2),
                whose.state(
                        (int) row.number(1),
                        row.text(7),
                        row.optionalText(3).orElse(""),
                        row.optionalText(4),
                        row.flag(5),
                        row.flag(6)));
    }

    private static long packed(long flags, Queue.State state) {
        return ((long) state.number() << 16) | ((flags & 0xff) << 8) | (state.packed() & 0xff);
    }

    /// Once a campaign has ended, what was never signed was never decided: the newest signed decision of each item, and
    /// what those cover.
    private void signed(String campaign, List<String> spellings, Longs packed) {
        tx.each(
                "WITH said AS (SELECT d.item AS item, max(d.number), d.verdict AS verdict, d.reviewer AS reviewer"
                        + "   FROM decision d JOIN decision_signed s ON s.decision = d.number WHERE d.campaign=?1"
                        + "   AND d.number NOT IN (SELECT decision FROM decision_undone) GROUP BY d.item),"
                        + " gone AS (SELECT r.source, r.holder FROM said JOIN item_row r ON r.campaign=?1"
                        + "   AND r.item = said.item WHERE r.kind='ACCOUNT' AND said.verdict='REVOKE')"
                        + " SELECT r.number, r.reviewer, coalesce(said.verdict, ''), coalesce(said.reviewer, ''),"
                        + " r.kind IN ('MEMBERSHIP', 'ROLE', 'ENTITLEMENT') AND (r.source, r.holder) IN gone, r.flags"
                        + " FROM item_row r LEFT JOIN said ON said.item = r.item WHERE r.campaign=?1",
                row -> {
                    boolean theirs = spellings.contains(row.text(2));
                    boolean byThem = spellings.contains(row.text(4));
                    if (theirs || byThem) {
                        packed.add(packed(
                                row.number(6),
                                new Queue.State(
                                        (int) row.number(1),
                                        theirs,
                                        row.text(3),
                                        byThem,
                                        !row.text(3).isEmpty(),
                                        row.flag(5))));
                    }
                },
                campaign);
    }

    /// What is said now of items, and of those that an account among them covers.
    List<Queue.State> states(String campaign, Iterable<String> items, Whose whose) {
        var states = new ArrayList<Queue.State>();
        for (String item : items) {
            tx.kept(STATE + "WHERE campaign=? AND item=?").each(row -> states.add(state(row, whose)), campaign, item);
            tx.kept(STATE + "WHERE campaign=?1 AND kind IN ('MEMBERSHIP', 'ROLE', 'ENTITLEMENT')"
                            + " AND (source, holder) = (SELECT source, holder FROM item_row"
                            + " WHERE campaign=?1 AND item=?2 AND kind='ACCOUNT')")
                    .each(row -> states.add(state(row, whose)), campaign, item);
        }
        return states;
    }

    private static Queue.State state(Row row, Whose whose) {
        return whose.state(
                (int) row.number(1),
                row.text(2),
                row.optionalText(3).orElse(""),
                row.optionalText(4),
                row.flag(5),
                row.flag(6));
    }

    /// Lines by their numbers.
    List<QueueRow> rows(int[] numbers) {
        var rows = new ArrayList<QueueRow>(numbers.length);
        for (int number : numbers) {
            tx.kept(ROW).each(row -> rows.add(row(row)), number);
        }
        return rows;
    }

    private static QueueRow row(Row row) {
        int flags = (int) row.number(10);
        return new QueueRow(
                (int) row.number(1),
                row.text(2),
                Kind.valueOf(row.text(3)),
                row.text(4),
                row.text(5),
                row.text(6),
                row.text(7),
                row.optionalText(8).map(ordinal -> Severity.values()[Integer.parseInt(ordinal)]),
                (int) row.number(9),
                (flags & ItemFlags.CHANGED) != 0,
                (flags & ItemFlags.NEW) != 0,
                (int) row.number(11));
    }

    /// The number of an item.
    Optional<Integer> number(String campaign, String item) {
        return tx.first(
                "SELECT number FROM item_row WHERE campaign=? AND item=?", row -> (int) row.number(1), campaign, item);
    }

    /// The ids of items.
    List<String> ids(int[] numbers) {
        var ids = new ArrayList<String>(numbers.length);
        for (int number : numbers) {
            tx.kept("SELECT item FROM item_row WHERE number=?").each(row -> ids.add(row.text(1)), number);
        }
        return ids;
    }

    /// The numbers from the first to the last of a range whose text has every word, with or without accents.
    int[] matching(int first, int last, String filter) {
        String plain = Formats.plain(filter);
        List<String> words = Arrays.stream(plain.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        var sql = new StringBuilder("SELECT number FROM item_text WHERE number BETWEEN ? AND ?");
        var arguments = new ArrayList<Object>(List.of(first, last));
        for (String word : words) {
            sql.append(" AND instr(words, ?) > 0");
            arguments.add(word);
        }
        var numbers = new Longs();
        tx.each(sql.toString(), row -> numbers.add(row.number(1)), arguments.toArray());
        return Arrays.stream(numbers.sorted()).mapToInt(number -> (int) number).toArray();
    }

    /// What each item of a range is grouped by.
    void grouped(int first, int last, Grouping by, BiConsumer<Integer, String> action) {
        String column =
                switch (by) {
                    case PERSON -> "CASE t.person WHEN '' THEN t.label ELSE t.person END";
                    case APP -> "t.source_name";
                    case ACCESS -> "t.source_name || ' · ' || t.access";
                    case CHANGED, NONE -> "''";
                };
        tx.each(
                "SELECT t.number, " + column + " FROM item_text t WHERE t.number BETWEEN ? AND ?",
                row -> action.accept((int) row.number(1), row.text(2)),
                first,
                last);
    }

    /// Where an item stands: subject key, campaign, source, kind, target, department.
    Optional<List<String>> standing(int number) {
        return tx.first(
                "SELECT i.subject, r.campaign, r.source, r.kind, r.target, t.department FROM item_row r"
                        + " JOIN item i ON i.campaign = r.campaign AND i.id = r.item"
                        + " JOIN item_text t ON t.number = r.number WHERE r.number=?",
                row -> List.of(row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)),
                number);
    }

    /// Signed decisions on a subject in other campaigns, newest first.
    List<Context.Earlier> earlier(String subject, String campaign) {
        return tx.list(
                "SELECT c.title, d.verdict, d.reviewer, d.decided_at, d.reason, d.mode FROM item i"
                        + " JOIN decision d ON d.campaign = i.campaign AND d.item = i.id"
                        + " JOIN decision_signed s ON s.decision = d.number JOIN campaign c ON c.name = i.campaign"
                        + " WHERE i.subject=? AND i.campaign<>? ORDER BY d.number DESC",
                row -> new Context.Earlier(
                        row.text(1),
                        Verdict.valueOf(row.text(2)),
                        row.text(3),
                        Instant.ofEpochSecond(row.number(4)),
                        row.optionalText(5),
                        row.text(6)),
                subject,
                campaign);
    }

    /// The line that a subject had in the campaign that an item names as its last signed review, and its own.
    List<String> lines(String subject, String campaign, String previous) {
        return tx.list(
                "SELECT line FROM item WHERE subject=?1 AND campaign IN (?2, ?3) ORDER BY campaign=?2",
                row -> row.text(1),
                subject,
                campaign,
                previous);
    }

    /// How many of each department have the same access, or an account.
    Map<String, Integer> departments(String campaign, String source, String kind, String target) {
        var counts = new HashMap<String, Integer>();
        tx.each(
                "SELECT t.department, count(*) FROM item_row r JOIN item_text t ON t.number = r.number"
                        + " WHERE r.campaign=? AND r.source=? AND r.kind=? AND r.target=? GROUP BY t.department",
                row -> counts.put(row.text(1), (int) row.number(2)),
                campaign,
                source,
                kind,
                target);
        return counts;
    }

    /// Seconds of the last decisions that one made one by one, newest first.
    List<Long> paces(String campaign, List<String> spellings, int most) {
        var seconds = new ArrayList<Long>();
        for (String reviewer : spellings) {
            tx.each(
                    "SELECT seconds FROM decision WHERE campaign=? AND reviewer=? AND mode='single' AND seconds > 0"
                            + " AND number NOT IN (SELECT decision FROM decision_undone) ORDER BY number DESC LIMIT ?",
                    row -> seconds.add(row.number(1)),
                    campaign,
                    reviewer,
                    most);
        }
        return seconds;
    }

    /// Who has most to do.
    Optional<String> busiest(String campaign) {
        return tx.first(
                "SELECT reviewer FROM item_row WHERE campaign=? AND (verdict='DONT_KNOW' OR verdict IS NULL AND covered=0)"
                        + " GROUP BY reviewer ORDER BY count(*) DESC, reviewer DESC LIMIT 1",
                row -> row.text(1),
                campaign);
    }

    /// Whether somebody has anything in a campaign now: items, or something said that nobody has answered.
    boolean takesPart(String campaign, String reviewer) {
        return tx.first(
                        "SELECT 1 FROM item_row WHERE campaign=?1 AND reviewer=?2 UNION ALL"
                                + " SELECT 1 FROM item_row WHERE campaign=?1 AND decided_by=?2 LIMIT 1",
                        row -> row.number(1),
                        campaign,
                        reviewer)
                .isPresent();
    }

    /// Numbers as they come.
    private static final class Longs {
        private long[] values = new long[1024];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        long[] sorted() {
            long[] all = Arrays.copyOf(values, size);
            Arrays.sort(all);
            return all;
        }
    }
}
