package org.countersign.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The tables of campaigns, items and decisions.
public final class CampaignStore {
    /// Its tables.
    public static final Migrations MIGRATIONS = new Migrations(CampaignStore.class, 6);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAMPAIGN =
            "SELECT name, title, owner, fallback, due, opened_at, as_of, state, closed_at,"
                    + " incomplete_reason, frozen FROM campaign ";
    static final String DECISION = "SELECT d.number, d.campaign, d.item, d.item_digest, d.verdict, d.reason,"
            + " d.until, d.reviewer, d.os_user, d.decided_at, d.on_behalf, d.mode, d.seconds, d.supersedes FROM decision d"
            + " WHERE d.number NOT IN (SELECT decision FROM decision_undone) ";

    private final Transaction tx;

    /// Inside `tx`.
    public CampaignStore(Transaction tx) {
        this.tx = tx;
    }

    /// Every campaign, newest first.
    public List<Campaign> all() {
        return tx.list(CAMPAIGN + "ORDER BY opened_at DESC, name", CampaignStore::campaign);
    }

    /// By name.
    ///
    /// @throws RefusedException where there is none
    public Campaign get(String name) throws RefusedException {
        Optional<Campaign> found = find(name);
        if (found.isEmpty()) {
            throw new RefusedException(
                    name,
                    "There is no campaign of this name.",
                    "See: countersign campaign list",
                    "They are listed under Campaigns.");
        }
        return found.get();
    }

    /// By name, where there is one.
    public Optional<Campaign> find(String name) {
        return tx.first(CAMPAIGN + "WHERE name=?", CampaignStore::campaign, name);
    }

    void insert(Campaign campaign, byte[] findings, byte[] governance) {
        tx.run(
                "INSERT INTO campaign (name, title, owner, fallback, due, opened_at, as_of, state, frozen, findings,"
                        + " governance) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                campaign.name(),
                campaign.title(),
                campaign.owner(),
                campaign.fallback(),
                campaign.due().toString(),
                campaign.openedAt().getEpochSecond(),
                campaign.asOf().getEpochSecond(),
                campaign.state().name(),
                CanonicalJson.bytes(campaign.frozen()),
                findings,
                governance);
    }

    /// `campaign.json`, exactly as frozen.
    public byte[] frozen(String campaign) {
        return blob("frozen", campaign);
    }

    /// `findings.json`, exactly as frozen.
    public byte[] findings(String campaign) {
        return blob("findings", campaign);
    }

    /// `governance.json`, exactly as frozen.
    public byte[] governance(String campaign) {
        return blob("governance", campaign);
    }

    private byte[] blob(String column, String campaign) {
        return tx.first("SELECT " + column + " FROM campaign WHERE name=?", row -> row.bytes(1), campaign)
                .orElseThrow();
    }

    /// `items.ndjson`: the lines in their order, each ended by a line feed.
    public byte[] itemLines(String campaign) {
        var lines = new StringBuilder();
        tx.each(
                "SELECT line FROM item WHERE campaign=? ORDER BY position",
                row -> lines.append(row.text(1)).append('\n'),
                campaign);
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// How many items of it are here.
    public int itemCount(String campaign) {
        return tx.first("SELECT count(*) FROM item WHERE campaign=?", row -> (int) row.number(1), campaign)
                .orElse(0);
    }

    /// What an item is about, as [ReviewItem#subjectKey].
    public String subject(String campaign, String item) {
        return tx.kept("SELECT subject FROM item WHERE campaign=? AND id=?")
                .first(row -> row.text(1), campaign, item)
                .orElseThrow();
    }

    /// The ids of its items.
    List<String> ids(String campaign) {
        return tx.list("SELECT id FROM item WHERE campaign=? ORDER BY position", row -> row.text(1), campaign);
    }

    /// The population with what was said of it, in its order. While a campaign is open this shows drafts too;
    /// once it has ended, what was never signed was never decided (product.md: a decision counts when it is
    /// signed).
    public List<ItemState> items(String campaign) {
        Set<Long> signed = signed(campaign);
        boolean drafts = find(campaign)
                .filter(found -> found.state() == Campaign.State.OPEN)
                .isPresent();
        Map<String, Decision> newest = new HashMap<>();
        tx.each(
                DECISION + "AND d.campaign=? ORDER BY d.number",
                row -> {
                    Decision decision = decision(row);
                    if (drafts || signed.contains(decision.number())) {
                        newest.put(decision.item(), decision);
                    }
                },
                campaign);
        record Line(ReviewItem item, String reviewer) {}
        List<Line> lines = tx.list(
                "SELECT line, reviewer FROM item WHERE campaign=? ORDER BY position",
                row -> new Line(ReviewItem.of(parse(row.text(1))), row.text(2)),
                campaign);
        var revoked = new HashSet<String>();
        for (Line line : lines) {
            Decision decision = newest.get(line.item().id());
            if (line.item().kind() == Kind.ACCOUNT && decision != null && decision.verdict() == Verdict.REVOKE) {
                revoked.add(line.item().source() + "/" + line.item().account().orElse(""));
            }
        }
        var states = new ArrayList<ItemState>(lines.size());
        for (Line line : lines) {
            Optional<Decision> decision =
                    Optional.ofNullable(newest.get(line.item().id()));
            boolean covered = decision.isEmpty()
                    && line.item().kind().isAccess()
                    && revoked.contains(
                            line.item().source() + "/" + line.item().account().orElse(""));
            states.add(new ItemState(
                    line.item(),
                    line.reviewer(),
                    decision,
                    decision.filter(made -> signed.contains(made.number())).isPresent(),
                    covered));
        }
        return states;
    }

    private Set<Long> signed(String campaign) {
        return new HashSet<>(signedDecisions(campaign));
    }

    /// The numbers of signed decisions.
    public List<Long> signedDecisions(String campaign) {
        return tx.list(
                "SELECT s.decision FROM decision_signed s JOIN decision d ON d.number = s.decision WHERE d.campaign=?",
                row -> row.number(1),
                campaign);
    }

    /// Every decision that was not undone, also those that a later one replaced.
    public List<Decision> decisions(String campaign) {
        return tx.list(DECISION + "AND d.campaign=? ORDER BY d.number", CampaignStore::decision, campaign);
    }

    /// A reviewer's decisions that are not signed yet, in their order. Undone ones are left out, and drafts that
    /// a later decision replaced; a `dont-know` that another has answered stays: it was said, and nobody else
    /// can sign it.
    public List<Decision> unsigned(String campaign, String reviewer) {
        return tx.list(
                DECISION
                        + "AND d.campaign=? AND d.reviewer=? AND d.number NOT IN (SELECT decision FROM decision_signed)"
                        + " AND NOT EXISTS (SELECT 1 FROM decision later WHERE later.campaign = d.campaign"
                        + " AND later.item = d.item AND later.number > d.number"
                        + " AND (d.verdict <> ? OR later.reviewer = d.reviewer)"
                        + " AND later.number NOT IN (SELECT decision FROM decision_undone))"
                        + " ORDER BY d.number",
                CampaignStore::decision,
                campaign,
                reviewer,
                Verdict.DONT_KNOW.name());
    }

    /// The newest signed decision on an item: what the next one supersedes, whatever was drafted between.
    public Optional<Long> newestSigned(String campaign, String item) {
        return signedOn(campaign, item).stream().findFirst().map(Decision::number);
    }

    /// The signed decisions on an item, the newest first.
    public List<Decision> signedOn(String campaign, String item) {
        return tx.list(
                DECISION + "AND d.campaign=? AND d.item=? AND d.number IN (SELECT decision FROM decision_signed)"
                        + " ORDER BY d.number DESC",
                CampaignStore::decision,
                campaign,
                item);
    }

    /// The newest decision of a campaign that can still be undone: not signed, and nobody has answered it since.
    public Optional<Decision> lastUnsigned(String campaign, String reviewer) {
        return tx.first(
                DECISION
                        + "AND d.campaign=? AND d.reviewer=? AND d.number NOT IN (SELECT decision FROM decision_signed)"
                        + " AND NOT EXISTS (SELECT 1 FROM decision later WHERE later.campaign = d.campaign"
                        + " AND later.item = d.item AND later.number > d.number"
                        + " AND later.number NOT IN (SELECT decision FROM decision_undone))"
                        + " ORDER BY d.number DESC LIMIT 1",
                CampaignStore::decision,
                campaign,
                reviewer);
    }

    /// Decisions of one batch.
    List<Decision> batch(Decision of) {
        return tx.list(
                DECISION + "AND d.campaign=? AND d.reviewer=? AND d.mode=? AND d.decided_at=?"
                        + " AND d.number NOT IN (SELECT decision FROM decision_signed) ORDER BY d.number",
                CampaignStore::decision,
                of.campaign(),
                of.reviewer(),
                of.mode(),
                of.decidedAt().getEpochSecond());
    }

    /// Past those that packets may use.
    public long nextDecision() {
        return tx.first(
                        "SELECT 1 + max(coalesce((SELECT max(number) FROM decision), 0),"
                                + " coalesce((SELECT max(first + items - 1) FROM reserved), 0))",
                        row -> row.number(1))
                .orElseThrow();
    }

    void insert(Decision decision) {
        tx.run(
                "INSERT INTO decision VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                decision.number(),
                decision.campaign(),
                decision.item(),
                decision.itemDigest(),
                decision.verdict().name(),
                decision.reason(),
                decision.until().map(LocalDate::toString),
                decision.reviewer(),
                decision.osUser(),
                decision.decidedAt().getEpochSecond(),
                decision.onBehalf(),
                decision.mode(),
                decision.seconds(),
                decision.supersedes());
    }

    void undo(Decision decision, Instant at) {
        tx.run("INSERT INTO decision_undone VALUES (?, ?)", decision.number(), at.getEpochSecond());
    }

    /// Marks a decision as signed by a signature of the evidence tables.
    public void sign(Decision decision, long signature) {
        tx.run("INSERT INTO decision_signed VALUES (?, ?)", decision.number(), signature);
    }

    void reassign(String campaign, String item, String reviewer) {
        tx.run("UPDATE item SET reviewer=? WHERE campaign=? AND id=?", reviewer, campaign, item);
    }

    /// Writes down that items went to another reviewer, and why.
    ///
    /// @return its number, over all campaigns
    long handedOver(String campaign, String reviewer, String reason, String osUser, Instant at, int items) {
        tx.run(
                "INSERT INTO reassignment (campaign, reviewer, reason, os_user, at, items) VALUES (?,?,?,?,?,?)",
                campaign,
                reviewer,
                reason,
                osUser,
                at.getEpochSecond(),
                items);
        return tx.first("SELECT max(number) FROM reassignment", row -> row.number(1))
                .orElseThrow();
    }

    /// What went to other reviewers than those that it was opened with, oldest first.
    public List<Reassignment> reassignments(String campaign) {
        return tx.list(
                "SELECT reviewer, reason, os_user, at, items FROM reassignment WHERE campaign=? ORDER BY number",
                row -> new Reassignment(
                        row.text(1), row.text(2), row.text(3), Instant.ofEpochSecond(row.number(4)), (int)
                                row.number(5)),
                campaign);
    }

    /// Sets a state, and when it was closed.
    public void state(String campaign, Campaign.State state, Optional<Instant> closedAt, Optional<String> reason) {
        tx.run(
                "UPDATE campaign SET state=?, closed_at=coalesce(?, closed_at),"
                        + " incomplete_reason=coalesce(?, incomplete_reason) WHERE name=?",
                state.name(),
                closedAt.map(Instant::getEpochSecond),
                reason,
                campaign);
    }

    /// The last signed decision on each subject in campaigns opened before, with the line it was made on.
    Map<String, Previous> previous() {
        var previous = new HashMap<String, Previous>();
        tx.each(
                "SELECT i.subject, i.line, d.verdict, d.decided_at, d.reviewer, d.campaign, d.mode FROM item i"
                        + " JOIN decision d ON d.campaign = i.campaign AND d.item = i.id"
                        + " JOIN decision_signed s ON s.decision = d.number"
                        + " WHERE i.campaign NOT IN (SELECT campaign FROM received) ORDER BY d.number",
                row -> previous.put(
                        row.text(1),
                        new Previous(
                                parse(row.text(2)),
                                Verdict.valueOf(row.text(3)),
                                Instant.ofEpochSecond(row.number(4)),
                                row.text(5),
                                row.text(6),
                                row.text(7))));
        return previous;
    }

    /// An earlier signed decision.
    record Previous(
            ObjectNode line, Verdict verdict, Instant decidedAt, String reviewer, String campaign, String mode) {}

    private static Campaign campaign(Row row) {
        return new Campaign(
                row.text(1),
                row.text(2),
                row.text(3),
                row.text(4),
                LocalDate.parse(row.text(5)),
                Instant.ofEpochSecond(row.number(6)),
                Instant.ofEpochSecond(row.number(7)),
                Campaign.State.valueOf(row.text(8)),
                row.optionalText(9).map(text -> Instant.ofEpochSecond(Long.parseLong(text))),
                row.optionalText(10),
                parse(new String(row.bytes(11), StandardCharsets.UTF_8)));
    }

    static Decision decision(Row row) {
        return new Decision(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                Verdict.valueOf(row.text(5)),
                row.optionalText(6),
                row.optionalText(7).map(LocalDate::parse),
                row.text(8),
                row.text(9),
                Instant.ofEpochSecond(row.number(10)),
                row.flag(11),
                row.text(12),
                row.number(13),
                row.optionalText(14).map(Long::valueOf));
    }

    static ObjectNode parse(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
