package org.countersign.campaign;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The tables of packets that were opened here. Nothing else in this workspace knows the campaign as a whole, so what
/// takes all of it is refused.
public final class ReceivedStore {
    private static final String ALL =
            "SELECT number, packet, campaign, reviewer, certificates, signature, first, made_at,"
                    + " items_sha256, around, opened_at, answered_at FROM received ";

    private final Transaction tx;

    /// Inside `tx`.
    public ReceivedStore(Transaction tx) {
        this.tx = tx;
    }

    /// Of a campaign, oldest first.
    public List<Received> of(String campaign) {
        return tx.list(ALL + "WHERE campaign=? ORDER BY number", ReceivedStore::received, campaign);
    }

    /// The newest of a campaign; empty where the campaign lies here.
    public Optional<Received> newest(String campaign) {
        return tx.kept(ALL + "WHERE campaign=? ORDER BY number DESC LIMIT 1").first(ReceivedStore::received, campaign);
    }

    /// By its id.
    public Optional<Received> packet(String id) {
        return tx.first(ALL + "WHERE packet=?", ReceivedStore::received, id);
    }

    /// Its items in their order.
    public List<ReceivedItem> items(Received received) {
        return tx.list(
                "SELECT i.line, i.subject, r.supersedes, r.context FROM received_item r"
                        + " JOIN item i ON i.campaign = r.campaign AND i.id = r.item WHERE r.received=? ORDER BY r.place",
                row -> new ReceivedItem(
                        ReviewItem.of(CampaignStore.parse(row.text(1))),
                        row.text(2),
                        row.optionalText(3).map(Long::valueOf),
                        row.text(4)),
                received.number());
    }

    /// The lines of its items, as its `items.ndjson` has them.
    public byte[] itemLines(Received received) {
        var lines = new StringBuilder();
        tx.each(
                "SELECT i.line FROM received_item r JOIN item i ON i.campaign = r.campaign AND i.id = r.item"
                        + " WHERE r.received=? ORDER BY r.place",
                row -> lines.append(row.text(1)).append('\n'),
                received.number());
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// What stands beside an item, as the newest packet has it.
    public Optional<String> context(String campaign, String item) {
        return tx.kept("SELECT context FROM received_item WHERE campaign=? AND item=? ORDER BY received DESC LIMIT 1")
                .first(row -> row.text(1), campaign, item);
    }

    /// Why nothing more can be said of an item here: its packet was signed.
    Optional<String> locked(String campaign, String item) {
        return tx.kept("SELECT r.answered_at IS NOT NULL FROM received_item i JOIN received r ON r.number = i.received"
                        + " WHERE i.campaign=? AND i.item=? ORDER BY r.number DESC LIMIT 1")
                .first(row -> row.flag(1), campaign, item)
                .filter(answered -> answered)
                .map(_ -> "item " + item
                        + " is signed and answers its packet; only another packet of the campaign's owner asks again");
    }

    /// A campaign that lies elsewhere is decided by the reviewer whose items they are, and by nobody else.
    ///
    /// @param given an address in any case of letters
    void requireTheirs(Campaign campaign, String given, RecordDecision.Manner manner) throws RefusedException {
        Optional<Received> received = newest(campaign.name());
        if (received.isEmpty()) {
            return;
        }
        String reviewer = received.get().reviewer();
        if (manner.onBehalf() || !Formats.folded(given).equals(Formats.folded(reviewer))) {
            throw new RefusedException(
                    Formats.visible(given),
                    "These items came in a packet for " + reviewer + ", who decides them alone.",
                    "What others review is in the workspace of " + campaign.owner() + ".");
        }
    }

    /// Goes on only where the campaign lies in this workspace.
    ///
    /// @throws RefusedException where only one reviewer's items of it do
    public void requireWhole(Campaign campaign) throws RefusedException {
        Optional<Received> received = newest(campaign.name());
        if (received.isPresent()) {
            throw new RefusedException(
                    campaign.name(),
                    "Only the items of " + received.get().reviewer()
                            + " are here, from a packet; the campaign lies in the workspace of " + campaign.owner()
                            + ".",
                    "Do it there. Here items are decided, signed and sent back.");
        }
    }

    void insert(Received received, List<ReceivedItem> items) {
        tx.run(
                "INSERT INTO received (number, packet, campaign, reviewer, certificates, signature, first, made_at,"
                        + " items_sha256, around, opened_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                received.number(),
                received.packet(),
                received.campaign(),
                received.reviewer(),
                String.join(" ", received.certificates()),
                received.signature(),
                received.first(),
                received.madeAt().getEpochSecond(),
                received.itemsSha256(),
                received.around(),
                received.openedAt().getEpochSecond());
        try (var rows = tx.batch("INSERT INTO received_item VALUES (?, ?, ?, ?, ?, ?)")) {
            int place = 0;
            for (ReceivedItem one : items) {
                rows.add(
                        received.number(),
                        place++,
                        received.campaign(),
                        one.item().id(),
                        one.supersedes(),
                        one.context());
            }
        }
    }

    /// The number of the next.
    long next() {
        return tx.first("SELECT coalesce(max(number), 0) + 1 FROM received", row -> row.number(1))
                .orElseThrow();
    }

    /// Locks a packet: it was signed.
    ///
    /// @param answer the file that goes back
    public void answered(Received received, Instant at, byte[] answer) {
        tx.run(
                "UPDATE received SET answered_at=?, answer=? WHERE number=?",
                at.getEpochSecond(),
                answer,
                received.number());
    }

    /// The file that goes back; empty before it was signed.
    public Optional<byte[]> answer(Received received) {
        return tx.first(
                "SELECT answer FROM received WHERE number=? AND answer IS NOT NULL",
                row -> row.bytes(1),
                received.number());
    }

    /// The decisions that one signature covers.
    public List<Decision> signedBy(long signature) {
        return tx.list(
                CampaignStore.DECISION + "AND d.number IN (SELECT decision FROM decision_signed WHERE signature=?)"
                        + " ORDER BY d.number",
                CampaignStore::decision,
                signature);
    }

    private static Received received(Row row) {
        return new Received(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5).isEmpty() ? List.of() : List.of(row.text(5).split(" ")),
                (int) row.number(6),
                row.number(7),
                Instant.ofEpochSecond(row.number(8)),
                row.text(9),
                row.text(10),
                Instant.ofEpochSecond(row.number(11)),
                row.optionalText(12).map(text -> Instant.ofEpochSecond(Long.parseLong(text))));
    }
}
