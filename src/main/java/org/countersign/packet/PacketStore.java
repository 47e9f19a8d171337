package org.countersign.packet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The tables of packets that were made here.
public final class PacketStore {
    /// Its tables.
    public static final Migrations MIGRATIONS = new Migrations(PacketStore.class, 1);

    private static final String ALL =
            "SELECT number, id, campaign, reviewer, made_at, signature, first, sha256, answered_at, answer_sha256"
                    + " FROM packet ";

    private final Transaction tx;

    /// Inside `tx`.
    public PacketStore(Transaction tx) {
        this.tx = tx;
    }

    /// Of a campaign, oldest first.
    public List<Sent> of(String campaign) {
        return tx.list(ALL + "WHERE campaign=? ORDER BY number", PacketStore::sent, campaign);
    }

    /// The newest of each reviewer of a campaign, where no answer to it is here, by reviewer.
    public List<Sent> out(String campaign) {
        var newest = new TreeMap<String, Sent>();
        of(campaign).forEach(one -> newest.put(one.reviewer(), one));
        return newest.values().stream()
                .filter(one -> one.answeredAt().isEmpty())
                .toList();
    }

    /// By its id.
    Optional<Sent> find(String id) {
        return tx.first(ALL + "WHERE id=?", PacketStore::sent, id);
    }

    /// The newest for a reviewer.
    Optional<Sent> newest(String campaign, String reviewer) {
        return tx.first(
                ALL + "WHERE campaign=? AND reviewer=? ORDER BY number DESC LIMIT 1",
                PacketStore::sent,
                campaign,
                reviewer);
    }

    /// An item of a packet, as it stood when that was made.
    ///
    /// @param decision the newest; empty where nobody had said anything
    record Item(String item, Optional<Long> decision) {}

    /// In their order.
    List<Item> items(Sent sent) {
        return tx.list(
                "SELECT item, decision FROM packet_item WHERE packet=? ORDER BY place",
                row -> new Item(row.text(1), row.optionalText(2).map(Long::valueOf)),
                sent.number());
    }

    long next() {
        return tx.first("SELECT coalesce(max(number), 0) + 1 FROM packet", row -> row.number(1))
                .orElseThrow();
    }

    void insert(Sent sent, List<Item> items) {
        tx.run(
                "INSERT INTO packet (number, id, campaign, reviewer, made_at, signature, first, sha256)"
                        + " VALUES (?,?,?,?,?,?,?,?)",
                sent.number(),
                sent.id(),
                sent.campaign(),
                sent.reviewer(),
                sent.madeAt().getEpochSecond(),
                sent.signature(),
                sent.first(),
                sent.sha256());
        try (var rows = tx.batch("INSERT INTO packet_item VALUES (?, ?, ?, ?, ?)")) {
            int place = 0;
            for (Item one : items) {
                rows.add(sent.number(), place++, sent.campaign(), one.item(), one.decision());
            }
        }
    }

    void answered(Sent sent, Instant at, String sha256) {
        tx.run(
                "UPDATE packet SET answered_at=?, answer_sha256=? WHERE number=?",
                at.getEpochSecond(),
                sha256,
                sent.number());
    }

    private static Sent sent(Row row) {
        return new Sent(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                Instant.ofEpochSecond(row.number(5)),
                (int) row.number(6),
                row.number(7),
                row.text(8),
                row.optionalText(9).map(text -> Instant.ofEpochSecond(Long.parseLong(text))),
                row.optionalText(10));
    }
}
