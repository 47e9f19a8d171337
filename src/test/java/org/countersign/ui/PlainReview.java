package org.countersign.ui;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.drift.Severity;

/// What one reviewer has said, kept by a test from what it pressed alone: two stacks, and the rules of a review in as
/// few
/// words as they can be said.
final class PlainReview {
    /// One decision.
    record Said(String item, Verdict verdict, Optional<String> reason, Optional<LocalDate> until, String mode) {}

    /// What becomes of a decision.
    enum Outcome {
        /// It is written.
        TAKEN,
        /// It stands already, word for word.
        STANDS,
        /// It is refused.
        REFUSED
    }

    /// The figures over the queue.
    record Counts(int items, int decided, int waiting, int changed, int found, int unsigned) {}

    private final Map<String, ReviewItem> items = new LinkedHashMap<>();
    private final Deque<List<Said>> taken = new ArrayDeque<>();
    private final Deque<List<Said>> undone = new ArrayDeque<>();
    private final Set<Said> signed = new HashSet<>();
    private final Set<String> batch = new HashSet<>();
    private final Set<String> visible = new HashSet<>();
    private String segment = "CHANGED";
    private String filter = "";
    private int recorded;
    private int takenBack;

    /// Everything of a reviewer, of which nothing is decided.
    PlainReview(List<ItemState> population, String reviewer) {
        population.stream()
                .filter(state -> state.reviewer().equals(reviewer))
                .forEach(state -> items.put(state.item().id(), state.item()));
        look();
    }

    ReviewItem item(String id) {
        return java.util.Objects.requireNonNull(items.get(id), id);
    }

    /// What counts of each item.
    Map<String, Said> newest() {
        var newest = new HashMap<String, Said>();
        for (Iterator<List<Said>> oldest = taken.descendingIterator(); oldest.hasNext(); ) {
            oldest.next().forEach(said -> newest.put(said.item(), said));
        }
        return newest;
    }

    /// Every decision that was not taken back, in the order of time.
    List<Said> all() {
        var all = new ArrayList<Said>();
        taken.descendingIterator().forEachRemaining(all::addAll);
        return all;
    }

    /// How many decisions were ever written, and how many taken back.
    List<Integer> acts() {
        return List.of(recorded, takenBack);
    }

    private boolean covered(ReviewItem item, Map<String, Said> newest) {
        return !newest.containsKey(item.id())
                && item.kind().isAccess()
                && newest.values().stream()
                        .filter(said -> said.verdict() == Verdict.REVOKE)
                        .map(said -> item(said.item()))
                        .anyMatch(one -> one.kind() == Kind.ACCOUNT
                                && one.source().equals(item.source())
                                && one.account().equals(item.account()));
    }

    /// What revoking accounts answers.
    Set<String> covered() {
        Map<String, Said> newest = newest();
        var covered = new HashSet<String>();
        items.values().stream().filter(item -> covered(item, newest)).forEach(item -> covered.add(item.id()));
        return covered;
    }

    boolean waits(String id) {
        Map<String, Said> newest = newest();
        return !newest.containsKey(id) && !covered(item(id), newest);
    }

    static boolean grave(ReviewItem item) {
        return item.worst().filter(worst -> worst.atLeast(Severity.HIGH)).isPresent();
    }

    private boolean batchable(String id) {
        ReviewItem item = item(id);
        return waits(id)
                && !item.privileged()
                && !item.line().path("breakglass").asBoolean()
                && item.identity().isPresent()
                && item.worst().filter(worst -> worst.atLeast(Severity.MEDIUM)).isEmpty()
                && (item.kind().isAccess() || item.kind() == Kind.ACCOUNT);
    }

    Outcome decide(String id, Verdict verdict, Optional<String> reason, Optional<LocalDate> until) {
        Said before = newest().get(id);
        if (before != null
                && before.verdict() == verdict
                && before.reason().equals(reason)
                && before.until().equals(until)) {
            undone.clear();
            return Outcome.STANDS;
        }
        boolean card = item(id).kind() == Kind.MAPPING || item(id).kind() == Kind.GROUP;
        if (before != null && before.verdict() == Verdict.DONT_KNOW
                || covered(item(id), newest())
                || card && verdict == Verdict.APPROVE_UNTIL) {
            return Outcome.REFUSED;
        }
        undone.clear();
        take(List.of(new Said(id, verdict, reason, until, "single")));
        return Outcome.TAKEN;
    }

    private void take(List<Said> said) {
        taken.push(said);
        recorded += said.size();
        batch.removeIf(id -> !batchable(id));
    }

    /// Decides the batch; what it held.
    Set<String> decideBatch(Verdict verdict, String reason) {
        var of = Set.copyOf(batch);
        undone.clear();
        take(of.stream()
                .map(id -> new Said(id, verdict, Optional.of(reason), Optional.empty(), "bulk:" + of.size()))
                .toList());
        return of;
    }

    /// Takes the last back; empty where there is nothing.
    List<Said> undo() {
        if (taken.isEmpty() || signed.containsAll(taken.peek())) {
            return List.of();
        }
        List<Said> back = taken.pop();
        undone.push(back);
        takenBack += back.size();
        batch.removeIf(id -> !batchable(id));
        return back;
    }

    /// Decides again what was taken back last.
    boolean redo() {
        if (undone.isEmpty()) {
            return false;
        }
        take(undone.pop());
        return true;
    }

    /// Another window: what could be decided again is forgotten, as is what was selected and how it was looked at.
    void reopen() {
        undone.clear();
        batch.clear();
        segment = "CHANGED";
        filter = "";
        look();
    }

    /// What counts is signed.
    void sign() {
        signed.addAll(newest().values());
    }

    boolean signed(Said said) {
        return signed.contains(said);
    }

    Set<String> batch() {
        return batch;
    }

    /// @return false where it is decided alone
    boolean toggle(String id) {
        if (!batch.contains(id) && !batchable(id)) {
            return false;
        }
        if (!batch.remove(id)) {
            batch.add(id);
        }
        return true;
    }

    void selectVisible() {
        visible.stream().filter(this::batchable).forEach(batch::add);
    }

    void segment(String chosen) {
        if (!segment.equals(chosen)) {
            segment = chosen;
            look();
        }
    }

    void filter(String text) {
        if (!filter.equals(text)) {
            filter = text;
            look();
        }
    }

    String filter() {
        return filter;
    }

    /// What is listed; it stays listed until one looks another way.
    Set<String> visible() {
        return visible;
    }

    private void look() {
        visible.clear();
        items.values().stream()
                .filter(item -> switch (segment) {
                    case "CHANGED" -> item.changed();
                    case "FINDINGS" -> !item.findings().isEmpty();
                    case "DONE" -> !waits(item.id());
                    default -> true;
                })
                .filter(this::matches)
                .forEach(item -> visible.add(item.id()));
    }

    private boolean matches(ReviewItem item) {
        var text = new StringBuilder(String.join(
                "\n",
                item.label(),
                item.access(),
                item.line().path("sourceName").asText(),
                item.identity().orElse(""),
                item.line().path("account").path("name").asText(),
                item.account().orElse(item.line().path("group").path("id").asText())));
        item.findings().forEach(finding -> text.append('\n').append(finding.rule()));
        return text.toString().toLowerCase(java.util.Locale.ROOT).contains(filter);
    }

    Counts counts() {
        Map<String, Said> newest = newest();
        int decided = 0;
        int waiting = 0;
        int changed = 0;
        int found = 0;
        for (ReviewItem item : items.values()) {
            Said said = newest.get(item.id());
            boolean waits = said == null && !covered(item, newest);
            decided += !waits && (said == null || said.verdict() != Verdict.DONT_KNOW) ? 1 : 0;
            waiting += waits ? 1 : 0;
            changed += waits && item.changed() ? 1 : 0;
            found += waits && !item.findings().isEmpty() ? 1 : 0;
        }
        int unsigned = (int)
                newest.values().stream().filter(said -> !signed.contains(said)).count();
        return new Counts(items.size(), decided, waiting, changed, found, unsigned);
    }
}
