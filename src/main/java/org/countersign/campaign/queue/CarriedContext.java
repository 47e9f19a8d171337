package org.countersign.campaign.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.countersign.campaign.ItemFlags;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.Received;
import org.countersign.campaign.ReceivedStore;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.workspace.Transaction;

/// What a queue shows of the rest of a campaign, in a form that goes with a reviewer's items to another machine: the
/// decision before, what is different since, and counts without names.
public final class CarriedContext {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Transaction tx;
    private final String campaign;
    private final ReadContext contexts = new ReadContext();

    /// Of a campaign that lies here.
    public CarriedContext(Transaction tx, String campaign) {
        this.tx = tx;
        this.campaign = campaign;
    }

    /// What stands beside an item; of earlier decisions the last.
    public ObjectNode of(ItemState item) {
        int number = new QueueStore(tx).number(campaign, item.item().id()).orElseThrow();
        Context context = contexts.of(tx, number, item);
        ObjectNode node = CanonicalJson.object().put("holders", context.holders());
        context.earlier().stream().findFirst().ifPresent(one -> {
            ObjectNode earlier = node.putObject("earlier")
                    .put("campaign", one.campaign())
                    .put("decision", one.verdict().text())
                    .put("reviewer", one.reviewer())
                    .put("decidedAt", Formats.instant(one.decidedAt()))
                    .put("mode", one.mode());
            one.reason().ifPresent(reason -> earlier.put("reason", reason));
        });
        var differences = node.putArray("differences");
        context.differences().forEach(one -> differences
                .addObject()
                .put("field", one.field())
                .put("before", one.before())
                .put("now", one.now()));
        var peers = node.putArray("peers");
        context.peers().forEach(one -> peers.addObject()
                .put("department", one.department())
                .put("holding", one.holding())
                .put("of", one.of()));
        return node;
    }

    /// What revoking these items is measured against: how many are in their groups and how many of those go already,
    /// and how many others administer their apps.
    public ObjectNode around(Collection<ReviewItem> items) {
        var store = new GuardStore(tx, campaign);
        var groups = new LinkedHashSet<List<String>>();
        Map<String, Set<String>> privileged = new TreeMap<>();
        for (ReviewItem item : items) {
            if (item.kind() == Kind.MEMBERSHIP) {
                groups.add(List.of(
                        item.source(), item.line().path("group").path("id").asText()));
            }
            if ((ItemFlags.bits(item) & ItemFlags.PRIVILEGED) != 0
                    && (item.kind().isAccess() || item.kind() == Kind.ACCOUNT)) {
                privileged
                        .computeIfAbsent(item.source(), _ -> new HashSet<>())
                        .add(item.account().orElse(""));
            }
        }
        ObjectNode node = CanonicalJson.object();
        var sizes = node.putArray("groups");
        groups.forEach(one -> {
            GuardStore.Group group = store.group(one.get(0), one.get(1));
            sizes.addObject()
                    .put("source", one.get(0))
                    .put("group", one.get(1))
                    .put("members", group.members())
                    .put("gone", group.gone().size());
        });
        var administrators = node.putArray("administrators");
        privileged.forEach((source, holders) -> {
            Map<String, Boolean> others =
                    new HashMap<>(store.administrators(source).here());
            others.keySet().removeAll(holders);
            administrators
                    .addObject()
                    .put("source", source)
                    .put("holders", others.size())
                    .put("standing", (int)
                            others.values().stream().filter(gone -> !gone).count());
        });
        return node;
    }

    /// The holders of SCIM tokens of a governance file who are among the people that items are about, as
    /// [RevokeGuards] asks for them.
    public static ObjectNode tokenHolders(JsonNode governance, Collection<ReviewItem> items) {
        var names = new TreeSet<String>();
        items.forEach(item -> names.addAll(
                RevokeGuards.names(item.line(), item.label(), item.identity().orElse(""))));
        ObjectNode node = CanonicalJson.object();
        var sources = node.putArray("sources");
        for (JsonNode source : governance.path("sources")) {
            String holder = source.path("scim").path("token").path("holder").asText("");
            if (!holder.isEmpty() && names.contains(Formats.folded(holder))) {
                sources.addObject()
                        .put(
                                "name",
                                source.path("name").asText(source.path("id").asText()))
                        .putObject("scim")
                        .putObject("token")
                        .put("holder", holder);
            }
        }
        return node;
    }

    /// What came with an item; empty where its campaign lies here.
    static Optional<Context> read(Transaction tx, String campaign, String item) {
        return new ReceivedStore(tx)
                .context(campaign, item)
                .map(CarriedContext::parse)
                .map(CarriedContext::context);
    }

    /// Whether it can be read.
    ///
    /// @throws IllegalArgumentException where it cannot
    /// @throws java.time.DateTimeException where an instant is none
    public static void check(JsonNode context, JsonNode around) {
        context(context);
        for (JsonNode one : around.path("groups")) {
            natural(one.path("members"));
            natural(one.path("gone"));
        }
        for (JsonNode one : around.path("administrators")) {
            natural(one.path("holders"));
            natural(one.path("standing"));
        }
    }

    private static Context context(JsonNode node) {
        var earlier = new ArrayList<Context.Earlier>();
        if (node.has("earlier")) {
            JsonNode one = node.path("earlier");
            earlier.add(new Context.Earlier(
                    one.path("campaign").asText(),
                    Verdict.of(one.path("decision").asText())
                            .orElseThrow(() -> new IllegalArgumentException("no decision")),
                    one.path("reviewer").asText(),
                    Instant.parse(one.path("decidedAt").asText()),
                    Optional.of(one.path("reason").asText("")).filter(text -> !text.isEmpty()),
                    one.path("mode").asText()));
        }
        return new Context(
                earlier,
                each(node.path("differences"))
                        .map(one -> new Difference(
                                one.path("field").asText(),
                                one.path("before").asText(),
                                one.path("now").asText()))
                        .toList(),
                natural(node.path("holders")),
                each(node.path("peers"))
                        .map(one -> new Context.Peers(
                                one.path("department").asText(), natural(one.path("holding")), natural(one.path("of"))))
                        .toList());
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static int natural(JsonNode number) {
        if (!number.canConvertToInt() || number.asInt() < 0) {
            throw new IllegalArgumentException("no count");
        }
        return number.asInt();
    }

    /// What surrounds the newest packet of a campaign; empty where it lies here.
    static Optional<JsonNode> aroundOf(Transaction tx, String campaign) {
        return new ReceivedStore(tx).newest(campaign).map(Received::around).map(CarriedContext::parse);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
