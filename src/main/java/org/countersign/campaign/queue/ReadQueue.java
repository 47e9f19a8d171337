package org.countersign.campaign.queue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.DelegationStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.StateStore;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: a reviewer's queue, of any length, without reading more of it than is looked at. On a connection of its
/// own, so that a decision need not wait for a filter; calls are served one after another.
public final class ReadQueue implements AutoCloseable {
    /// As many decisions as the pace is taken from (desktop.md 4).
    private static final int PACED = 20;

    private final Workspace workspace;
    private final Clock clock;
    private final ReadContext contexts = new ReadContext();

    /// Closes `own` in the end.
    ///
    /// @param clock which delegations hold is asked of
    public ReadQueue(Workspace own, Clock clock) {
        this.workspace = own;
        this.clock = clock;
    }

    /// A queue as it is now.
    ///
    /// @param campaign the one that is looked at; empty where there is none at all
    /// @param reviewers everybody with something to decide, to sign or to take back
    /// @param reviewer as whom; empty where nobody is
    /// @param deputies who answers for whom in this campaign
    public record Opened(
            Optional<Campaign> campaign,
            List<String> reviewers,
            String reviewer,
            Queue queue,
            Around around,
            Deputies deputies) {}

    /// What stands around a queue and changes with each decision.
    ///
    /// @param last what undo would take back, with the item's label
    /// @param lastLabel whom that was about
    /// @param answered what the reviewer passed on and another has answered: theirs to sign all the same
    /// @param pace the median of the seconds that the last decisions took; 0 where nothing was measured
    public record Around(Optional<Decision> last, String lastLabel, int answered, long pace) {
        /// Nothing.
        public static final Around NONE = new Around(Optional.empty(), "", 0, 0);
    }

    /// The campaign of this name, else the newest open one, else the newest; for this reviewer, else for the one who
    /// has
    /// most to do.
    public Opened open(String wanted, String reviewer) {
        return workspace.read(tx -> {
            List<Campaign> all = new CampaignStore(tx).all();
            Optional<Campaign> chosen = all.stream()
                    .filter(one -> one.name().equals(wanted))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(one -> one.state() == Campaign.State.OPEN)
                            .findFirst())
                    .or(() -> all.stream().findFirst());
            return chosen.map(campaign -> opened(tx, campaign, reviewer))
                    .orElseGet(
                            () -> new Opened(Optional.empty(), List.of(), "", Queue.NONE, Around.NONE, Deputies.NONE));
        });
    }

    private Opened opened(Transaction tx, Campaign campaign, String wanted) {
        var store = new QueueStore(tx);
        boolean open = campaign.state() == Campaign.State.OPEN;
        Deputies deputies = open ? deputies(tx, campaign.name()) : Deputies.NONE;
        List<String> reviewers = new StateStore(tx)
                .reviewers(campaign.name()).stream()
                        .filter(one -> store.takesPart(campaign.name(), one)
                                || !deputies.to(one).isEmpty())
                        .sorted()
                        .toList();
        String reviewer = reviewers.contains(wanted)
                ? wanted
                : store.busiest(campaign.name())
                        .or(() -> reviewers.stream().findFirst())
                        .orElse("");
        Whose whose = whose(tx, campaign.name(), reviewer, deputies);
        Queue queue = store.queue(campaign.name(), whose, open);
        int theirs = new CampaignStore(tx).unsigned(campaign.name(), reviewer).size();
        int answered = Math.max(0, theirs - queue.tally().unsigned());
        return new Opened(
                Optional.of(campaign),
                reviewers,
                reviewer,
                queue,
                around(tx, campaign.name(), reviewer, whose.spellings(), answered),
                deputies);
    }

    private Deputies deputies(Transaction tx, String campaign) {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        return new Deputies(today, new DelegationStore(tx).standing(campaign, today));
    }

    private static Whose whose(Transaction tx, String campaign, String reviewer, Deputies deputies) {
        var states = new StateStore(tx);
        var standsFor = new HashMap<String, Long>();
        deputies.to(reviewer).forEach(one -> states.spellings(campaign, one.from())
                .forEach(spelling -> standsFor.put(spelling, one.number())));
        return new Whose(states.spellings(campaign, reviewer), standsFor);
    }

    private static Around around(
            Transaction tx, String campaign, String reviewer, List<String> spellings, int answered) {
        var store = new QueueStore(tx);
        Optional<Decision> last = new CampaignStore(tx).lastUnsigned(campaign, reviewer);
        String label = last.flatMap(made -> store.number(campaign, made.item()))
                .map(number -> store.rows(new int[] {number}).getFirst().label())
                .orElse("");
        List<Long> seconds = store.paces(campaign, spellings, PACED).stream()
                .sorted(Comparator.naturalOrder())
                .toList();
        return new Around(last, label, answered, seconds.isEmpty() ? 0 : seconds.get(seconds.size() / 2));
    }

    /// What a decision, or taking one back, has changed.
    public record Said(List<Queue.State> states, Around around) {}

    /// What is said now of these items, and of what they cover.
    ///
    /// @param answered as it was in [Around]; nobody else answers meanwhile in this window
    public Said said(String campaign, String reviewer, Collection<String> items, int answered) {
        return workspace.read(tx -> {
            Whose whose = whose(tx, campaign, reviewer, deputies(tx, campaign));
            return new Said(
                    new QueueStore(tx).states(campaign, items, whose),
                    around(tx, campaign, reviewer, whose.spellings(), answered));
        });
    }

    /// Lines by their numbers, in that order.
    public List<QueueRow> rows(int[] numbers) {
        return workspace.read(tx -> new QueueStore(tx).rows(numbers));
    }

    /// The ids of items by their numbers.
    public List<String> ids(int[] numbers) {
        return workspace.read(tx -> new QueueStore(tx).ids(numbers));
    }

    /// One item whole.
    ///
    /// @param drafts whether what nobody has signed counts: while the campaign is open
    public Optional<ItemState> item(int number, boolean drafts) {
        return workspace.read(tx -> new StateStore(tx).numbered(number, drafts));
    }

    /// What stands beside an item.
    public Context context(int number, ItemState item) {
        return workspace.read(tx -> contexts.of(tx, number, item));
    }

    /// Why revoking these items would be asked for again; nothing where it is as any other.
    public List<Guard> guards(String campaign, int[] numbers) {
        return workspace.read(tx -> new RevokeGuards(tx, campaign).of(numbers));
    }

    /// The number of an item.
    public Optional<Integer> number(String campaign, String item) {
        return workspace.read(tx -> new QueueStore(tx).number(campaign, item));
    }

    /// Puts a queue into an order.
    ///
    /// @param filter every word of it is somewhere in what an item shows, with or without accents
    public Order order(Queue queue, String filter, Grouping by) {
        if (queue.size() == 0) {
            return Order.NONE;
        }
        int first = queue.number(0);
        int last = queue.number(queue.size() - 1);
        return workspace.read(tx -> {
            var store = new QueueStore(tx);
            int[] places = filter.isBlank()
                    ? java.util.stream.IntStream.range(0, queue.size()).toArray()
                    : java.util.Arrays.stream(store.matching(first, last, filter))
                            .map(queue::place)
                            .filter(place -> place >= 0)
                            .toArray();
            return switch (by) {
                case NONE -> new Order(places, new int[places.length], List.of(""));
                case CHANGED ->
                    Order.by(places, place -> queue.changed(place) ? 0 : 1, List.of("changed", "unchanged"));
                case PERSON, APP, ACCESS -> {
                    var names = new GroupNames(queue.size());
                    store.grouped(first, last, by, (number, name) -> {
                        int place = queue.place(number);
                        if (place >= 0) {
                            names.put(place, name);
                        }
                    });
                    yield names.order(places);
                }
            };
        });
    }

    @Override
    public void close() {
        workspace.close();
    }
}
