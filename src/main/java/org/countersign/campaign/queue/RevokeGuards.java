package org.countersign.campaign.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Kind;
import org.countersign.campaign.queue.GuardStore.Target;
import org.countersign.text.Formats;
import org.countersign.workspace.Transaction;

/// What would be at stake if these items were revoked, over the population of the campaign: more than a fifth of a
/// group,
/// an app's last administrator, the holder of a SCIM token (product.md, "Rules of a review").
final class RevokeGuards {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// More than one of so many.
    private static final int FIFTH = 5;

    private final Transaction tx;
    private final GuardStore store;
    private final String campaign;

    RevokeGuards(Transaction tx, String campaign) {
        this.tx = tx;
        this.store = new GuardStore(tx, campaign);
        this.campaign = campaign;
    }

    List<Guard> of(int[] numbers) {
        var targets = new ArrayList<Target>();
        for (int number : numbers) {
            store.target(number).ifPresent(targets::add);
        }
        var guards = new ArrayList<Guard>();
        fifths(targets, guards);
        administrators(targets, guards);
        tokens(targets, guards);
        return guards;
    }

    /// An account takes its memberships with it. One alone is never asked about for this: in a group of four it would
    /// be
    /// every time, and a question that always comes is not read.
    private void fifths(List<Target> targets, List<Guard> guards) {
        Map<List<String>, Set<Integer>> going = new LinkedHashMap<>();
        for (Target one : targets) {
            if (one.kind() == Kind.MEMBERSHIP) {
                going.computeIfAbsent(List.of(one.source(), one.target()), _ -> new HashSet<>())
                        .add(one.number());
            } else if (one.kind() == Kind.ACCOUNT) {
                store.memberships(one.source(), one.holder(), number -> store.target(number)
                        .ifPresent(membership -> going.computeIfAbsent(
                                        List.of(one.source(), membership.target()), _ -> new HashSet<>())
                                .add(number)));
            }
        }
        going.forEach((group, numbers) -> {
            GuardStore.Group asked = store.group(group.get(0), group.get(1));
            var gone = new HashSet<>(asked.gone());
            gone.addAll(numbers);
            int all = gone.size() + asked.goneElsewhere();
            if (all > 1 && all * FIFTH > asked.members()) {
                guards.add(new Guard(Guard.Kind.FIFTH, asked.name(), all, asked.members()));
            }
        });
    }

    /// Whoever loses anything privileged is counted as an administrator no more: rather asked once too often.
    private void administrators(List<Target> targets, List<Guard> guards) {
        Map<String, Set<String>> losing = new LinkedHashMap<>();
        targets.stream()
                .filter(one -> one.privileged() && (one.kind().isAccess() || one.kind() == Kind.ACCOUNT))
                .forEach(one -> losing.computeIfAbsent(one.source(), _ -> new LinkedHashSet<>())
                        .add(one.holder()));
        losing.forEach((source, holders) -> {
            GuardStore.Administrators asked = store.administrators(source);
            Map<String, Boolean> here = asked.here();
            int all = here.size() + asked.elsewhere();
            long before = asked.standing()
                    + here.values().stream().filter(gone -> !gone).count();
            long after = asked.standing()
                    + here.entrySet().stream()
                            .filter(one -> !one.getValue() && !holders.contains(one.getKey()))
                            .count();
            if (before > 0 && after == 0) {
                targets.stream()
                        .filter(one -> one.source().equals(source))
                        .findFirst()
                        .ifPresent(one -> guards.add(
                                new Guard(Guard.Kind.LAST_ADMINISTRATOR, store.sourceName(one.number()), all, all)));
            }
        });
    }

    private void tokens(List<Target> targets, List<Guard> guards) {
        Map<String, String> holders = new LinkedHashMap<>();
        for (JsonNode source : governance().path("sources")) {
            String holder = source.path("scim").path("token").path("holder").asText("");
            if (!holder.isEmpty()) {
                holders.put(source.path("name").asText(source.path("id").asText()), Formats.folded(holder));
            }
        }
        if (holders.isEmpty()) {
            return;
        }
        var found = new LinkedHashSet<Guard>();
        for (Target one : targets) {
            if (one.kind() == Kind.ACCOUNT || one.kind().isAccess()) {
                Set<String> names = names(one);
                holders.forEach((source, holder) -> {
                    if (names.contains(holder)) {
                        found.add(new Guard(Guard.Kind.TOKEN_HOLDER, source, 1, 1));
                    }
                });
            }
        }
        guards.addAll(found);
    }

    private JsonNode governance() {
        try {
            return JSON.readTree(new CampaignStore(tx).governance(campaign));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(Target one) {
        try {
            return names(JSON.readTree(one.line()), one.label(), one.person());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As whom an item's person may be named, folded.
    static Set<String> names(JsonNode line, String label, String person) {
        var names = new HashSet<String>();
        line.path("persons").forEach(one -> names.add(one.asText()));
        names.add(Formats.folded(line.path("account").path("name").asText()));
        names.add(Formats.folded(label));
        names.add(Formats.folded(person));
        return names;
    }
}
