package org.countersign.campaign.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.workspace.Transaction;

/// Reads what stands beside an item. How many have an access is asked once for all that ask about it: the items of a
/// campaign are frozen.
final class ReadContext {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// As many departments as a column shows.
    private static final int SHOWN = 4;
    /// As many accesses as are remembered.
    private static final int KEPT = 256;

    private final Map<List<String>, Map<String, Integer>> counted = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Map<String, Integer>> eldest) {
            return size() > KEPT;
        }
    };

    Context of(Transaction tx, int number, ItemState item) {
        var store = new QueueStore(tx);
        Optional<List<String>> standing = store.standing(number);
        Optional<Context> carried = standing.flatMap(
                one -> CarriedContext.read(tx, one.get(1), item.item().id()));
        return carried.or(() -> standing.map(one -> of(store, one, item)))
                .orElseGet(() -> new Context(List.of(), List.of(), 0, List.of()));
    }

    private Context of(QueueStore store, List<String> standing, ItemState item) {
        String subject = standing.get(0);
        String campaign = standing.get(1);
        String previous = item.item().line().path("previous").path("campaign").asText("");
        List<Difference> differences = List.of();
        if (!previous.isEmpty()) {
            List<String> lines = store.lines(subject, campaign, previous);
            if (lines.size() == 2) {
                differences = Difference.between(parse(lines.get(0)), parse(lines.get(1)));
            }
        }
        List<Context.Earlier> earlier = store.earlier(subject, campaign);
        if (!item.item().kind().isAccess()) {
            return new Context(earlier, differences, 0, List.of());
        }
        Map<String, Integer> holding = counts(store, standing.subList(1, 5));
        Map<String, Integer> all = counts(store, List.of(campaign, standing.get(2), Kind.ACCOUNT.name(), ""));
        return new Context(
                earlier,
                differences,
                holding.values().stream().mapToInt(Integer::intValue).sum(),
                peers(holding, all, standing.get(5)));
    }

    private Map<String, Integer> counts(QueueStore store, List<String> of) {
        Map<String, Integer> known = counted.get(of);
        if (known == null) {
            known = store.departments(of.get(0), of.get(1), of.get(2), of.get(3));
            counted.put(List.copyOf(of), known);
        }
        return known;
    }

    private static List<Context.Peers> peers(Map<String, Integer> holding, Map<String, Integer> all, String own) {
        var peers = new ArrayList<Context.Peers>();
        holding.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> one) ->
                                !one.getKey().equals(own))
                        .thenComparing(Map.Entry::getValue, Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey))
                .limit(SHOWN)
                .forEach(one ->
                        peers.add(new Context.Peers(one.getKey(), one.getValue(), all.getOrDefault(one.getKey(), 0))));
        return peers;
    }

    private static ObjectNode parse(String line) {
        try {
            return (ObjectNode) JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
