package org.countersign.evidence.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.evidence.events.About.Kind;
import org.countersign.ledger.LedgerStore;
import org.countersign.snapshot.LabelStore;
import org.countersign.text.Formats;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// Looks up what events name by id alone. It goes by what they tell, not by their type, so that an event of a type that
/// is not known here is about something, too.
final class AboutStore {
    /// As many findings are named of an event that is about many.
    private static final int SHOWN = 3;

    private static final String ITEM = "SELECT t.label, t.access, t.source_name, r.kind, r.source, r.holder, r.target"
            + " FROM item_row r JOIN item_text t ON t.number = r.number WHERE r.campaign=? AND r.item=?";

    private final Transaction tx;
    private final Map<String, String> sources;

    /// @param sources names by id
    AboutStore(Transaction tx, Map<String, String> sources) {
        this.tx = tx;
        this.sources = sources;
    }

    /// The narrowest first.
    List<About> of(JsonNode body) {
        JsonNode data = body.path("data");
        var about = new ArrayList<About>();
        String campaign = data.path("campaign").asText("");
        if (data.has("item")) {
            item(about, campaign, data.path("item").asText());
        }
        findings(about, data.path("findings"));
        if (data.has("exception")) {
            String id = data.path("exception").asText();
            about.add(new About(Kind.EXCEPTION, id, id));
        }
        if (data.has("mapping")) {
            String id = data.path("mapping").asText();
            about.add(new About(Kind.MAPPING, id, id));
        }
        if (data.has("source")) {
            source(about, data);
        }
        if (!campaign.isEmpty() && data.has("to")) {
            new LedgerStore(tx)
                    .address(data.path("to").asText())
                    .ifPresent(address -> about.add(new About(Kind.REVIEWER, "", address)));
        }
        if (!campaign.isEmpty()) {
            about.add(new About(Kind.CAMPAIGN, campaign, title(campaign)));
        }
        if (about.isEmpty()) {
            rest(about, body.path("type").asText(), data);
        }
        return about;
    }

    private void item(List<About> about, String campaign, String item) {
        about.addAll(tx.kept(ITEM)
                .first(row -> of(row, campaign), campaign, item)
                .orElseGet(() -> List.of(new About(Kind.ITEM, campaign, item))));
    }

    private static List<About> of(Row row, String campaign) {
        String kind = row.text(4);
        boolean held = kind.equals("MEMBERSHIP") || kind.equals("ROLE") || kind.equals("ENTITLEMENT");
        String what = held ? row.text(2) + ", " + row.text(3) : row.text(3);
        var about = new ArrayList<About>();
        about.add(new About(Kind.ITEM, campaign, Formats.name(row.text(1)) + " · " + what));
        String place = row.text(5) + "/" + row.text(6);
        switch (kind) {
            case "GROUP" -> about.add(new About(Kind.GROUP, place, row.text(1)));
            case "MAPPING" -> about.add(new About(Kind.MAPPING, row.text(7), row.text(1)));
            default -> about.add(new About(Kind.ACCOUNT, place, row.text(1)));
        }
        return about;
    }

    private void findings(List<About> about, JsonNode fingerprints) {
        for (int i = 0; i < Math.min(SHOWN, fingerprints.size()); i++) {
            String id = fingerprints.get(i).asText();
            about.add(tx.kept("SELECT label, rule FROM finding WHERE fingerprint=?")
                    .first(row -> new About(Kind.FINDING, row.text(1), row.text(1) + " · " + row.text(2)), id)
                    .orElseGet(() -> new About(Kind.FINDING, "", Formats.digest(id))));
        }
    }

    private void source(List<About> about, JsonNode data) {
        String source = data.path("source").asText();
        var labels = new LabelStore(tx);
        for (Kind kind : List.of(Kind.ACCOUNT, Kind.GROUP)) {
            String id = data.path(kind == Kind.ACCOUNT ? "account" : "group").asText("");
            if (!id.isEmpty()) {
                String label = (kind == Kind.ACCOUNT ? labels.account(source, id) : labels.group(source, id))
                        .map(Formats::name)
                        .orElse(id);
                about.add(new About(kind, source + "/" + id, label + " · " + named(source)));
            }
        }
        about.add(new About(Kind.SOURCE, source, named(source)));
    }

    private String named(String source) {
        return sources.getOrDefault(source, source);
    }

    private String title(String campaign) {
        return tx.kept("SELECT title FROM campaign WHERE name=?")
                .first(row -> row.text(1), campaign)
                .orElse(campaign);
    }

    private static void rest(List<About> about, String type, JsonNode data) {
        if (type.startsWith("governance.")) {
            about.add(new About(Kind.GOVERNANCE, "", data.path("number").asText()));
        } else if (data.has("certificateSha256")) {
            about.add(new About(
                    Kind.CERTIFICATE,
                    "",
                    Formats.digest(data.path("certificateSha256").asText())));
        }
    }
}
