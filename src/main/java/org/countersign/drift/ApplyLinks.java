package org.countersign.drift;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.identity.Key;
import org.countersign.identity.Link;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.snapshot.LinkWord;
import org.countersign.snapshot.LinkWords;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: what a person says of many accounts, all of it or nothing; each change is one event.
public final class ApplyLinks {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final ReadLinks links;

    /// Appends to this ledger.
    public ApplyLinks(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
        this.links = new ReadLinks(workspace, clock);
    }

    /// One change, and what it does.
    ///
    /// @param identity who stands behind the account by it; absent = nobody, or by keys again
    /// @param stood whether the same had been said before: nothing is written then
    public record Done(LinkChange change, Optional<String> identity, boolean stood) {}

    /// Writes them.
    ///
    /// @return what each did, in their order
    /// @throws RefusedException naming every change that cannot be made; nothing was written
    public List<Done> run(Actor actor, List<LinkChange> changes) throws RefusedException {
        return workspace.write(tx -> new Pass(tx, actor, true).run(changes));
    }

    /// What they would do. Nothing is written.
    public List<Done> rehearse(Actor actor, List<LinkChange> changes) throws RefusedException {
        return workspace.read(tx -> new Pass(tx, actor, false).run(changes));
    }

    /// Which of their sources are no app in governance: what is said of the accounts there is kept, and no rule reads
    /// it. A word that is taken back needs none.
    public List<String> withoutApp(List<LinkChange> changes) {
        Governance governance = workspace.read(tx -> new GovernanceStore(tx)
                .newest()
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY));
        return changes.stream()
                .filter(change -> change.action() != LinkChange.Action.FORGET)
                .map(LinkChange::source)
                .distinct()
                .filter(source -> governance
                        .source(source)
                        .filter(one -> one.kind() == Source.Kind.APP)
                        .isEmpty())
                .toList();
    }

    private final class Pass {
        private final Transaction tx;
        private final LinkWords words;
        private final boolean write;
        private final Map<String, AccountLinks> read = new HashMap<>();

        Pass(Transaction tx, Actor actor, boolean write) {
            this.tx = tx;
            this.words = new LinkWords(tx, ledger, actor, clock);
            this.write = write;
        }

        List<Done> run(List<LinkChange> changes) throws RefusedException {
            var done = new ArrayList<Done>();
            var faults = new ArrayList<RefusedException>();
            for (LinkChange change : changes) {
                try {
                    done.add(one(change));
                } catch (RefusedException e) {
                    faults.add(new RefusedException(
                            change.place().isEmpty() ? e.place() : change.place() + ": " + e.place(),
                            e.reason(),
                            change.place().isEmpty() ? e.remedy() : ""));
                }
            }
            if (faults.size() == 1) {
                throw faults.getFirst();
            }
            if (!faults.isEmpty()) {
                throw new RefusedException(
                        String.join(
                                "\n",
                                faults.stream()
                                        .map(RefusedException::getMessage)
                                        .toList()),
                        "",
                        "\nNothing was changed.");
            }
            return done;
        }

        private Done one(LinkChange change) throws RefusedException {
            Optional<LinkWord> word = words.word(change.source(), change.account());
            return switch (change.action()) {
                case SET -> set(change, word);
                case CUT -> cut(change, word);
                case CONFIRM -> confirm(change, word);
                case FORGET -> forget(change, word);
            };
        }

        private Done set(LinkChange change, Optional<LinkWord> word) throws RefusedException {
            words.requireAccount(change.source(), change.account());
            words.requireIdentity(change.source(), change.identity().orElseThrow());
            return say(change, word, change.identity());
        }

        private Done cut(LinkChange change, Optional<LinkWord> word) throws RefusedException {
            words.requireAccount(change.source(), change.account());
            requireSeen(change);
            return say(change, word, Optional.empty());
        }

        private Done say(LinkChange change, Optional<LinkWord> word, Optional<String> identity) {
            boolean stood =
                    word.filter(said -> said.identity().equals(identity)).isPresent();
            if (write && !stood) {
                words.say(change.source(), change.account(), identity);
            }
            return new Done(change, identity, stood);
        }

        private Done confirm(LinkChange change, Optional<LinkWord> word) throws RefusedException {
            words.requireAccount(change.source(), change.account());
            Optional<Link> link = requireSeen(change, links(change.source()));
            if (link.isEmpty()) {
                throw refused(
                        change,
                        word.isPresent()
                                ? "A person has said that nobody stands behind it."
                                : "It is linked with nobody, so there is nothing to confirm.",
                        "Use: countersign link set");
            }
            Link now = link.get();
            if (write && now.key() != Key.MANUAL) {
                words.confirm(
                        change.source(),
                        change.account(),
                        now.identityId(),
                        new LinkWord.Basis(now.key().text(), now.accountValue(), now.identityValue()),
                        now.era().name().toLowerCase(java.util.Locale.ROOT));
            }
            return new Done(change, Optional.of(now.identityId()), now.key() == Key.MANUAL);
        }

        private Done forget(LinkChange change, Optional<LinkWord> word) throws RefusedException {
            if (word.isEmpty()) {
                throw refused(change, "Nobody has said anything of this account.", "");
            }
            requireSeen(change);
            if (write) {
                words.forget(change.source(), change.account());
            }
            return new Done(change, Optional.empty(), false);
        }

        private void requireSeen(LinkChange change) throws RefusedException {
            if (change.identity().isPresent()) {
                requireSeen(change, links(change.source()));
            }
        }

        /// Who has seen another link than there is has decided about something else.
        private Optional<Link> requireSeen(LinkChange change, AccountLinks now) throws RefusedException {
            Optional<Link> link = now.link(change.account());
            Optional<String> identity = link.map(Link::identityId);
            if (change.identity().isPresent() && !change.identity().equals(identity)) {
                throw refused(
                        change,
                        identity.map(id -> "It is linked with identity " + id + " now, not with "
                                        + change.identity().get() + ".")
                                .orElse("It is linked with nobody now."),
                        "See: countersign link show " + change.source() + " " + change.account());
            }
            return link;
        }

        private AccountLinks links(String source) throws RefusedException {
            AccountLinks known = read.get(source);
            if (known == null) {
                known = links.in(tx, source);
                read.put(source, known);
            }
            return known;
        }

        private static RefusedException refused(LinkChange change, String reason, String remedy) {
            return new RefusedException(change.source() + "/" + change.account(), reason, remedy);
        }
    }
}
