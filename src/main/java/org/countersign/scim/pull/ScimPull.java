package org.countersign.scim.pull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.scim.pull.Listing.ExpiredCursorException;
import org.countersign.text.Formats;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;

/// Fetches every user and group of a SCIM service provider.
///
/// All or nothing: what is interrupted leaves no trace, and the next pull starts from the beginning, so that no
/// snapshot is mixed of two. Thread-safe, as it keeps nothing.
public final class ScimPull {
    private static final int STARTS = 3;

    private final PullLimits limits;
    private final Clock clock;
    private final Gate.Names names;

    /// @param clock for the start, and for dates that a server sends
    public ScimPull(PullLimits limits, Clock clock) {
        this(limits, clock, InetAddress::getAllByName);
    }

    ScimPull(PullLimits limits, Clock clock, Gate.Names names) {
        this.limits = limits;
        this.clock = clock;
        this.names = names;
    }

    /// What to ask, with what secret.
    ///
    /// @param url of the service provider
    /// @param grant where the secret is a client's
    public record Target(
            String url, Optional<ClientGrant> grant, PullOptions options, Secret secret, Network network) {}

    /// Pulls into a private folder beside `workspace`.
    ///
    /// @throws RefusedException for what the server refuses, and for answers that nobody should believe
    /// @throws SurroundingsException where the network or the server failed
    public Pulled run(Target target, Path workspace, Progress progress) throws RefusedException {
        Endpoint endpoint = Endpoint.of(target.url());
        var gate = new Gate(target.network(), names);
        check(gate, endpoint);
        if (target.grant().isPresent()) {
            check(gate, Endpoint.of(target.grant().get().tokenEndpoint()));
        }
        Spool spool = Spool.beside(workspace);
        boolean kept = false;
        var state = new Counter(progress);
        try (var exchange = new Exchange(limits, gate, Trust.of(target.network().authorities()), state::tick);
                var channel = new Channel(exchange, credentials(exchange, target), spool, limits, clock, state::tick)) {
            Pulled pulled = new Pass(endpoint, target.options(), spool, channel, state).restarting();
            kept = true;
            return pulled;
        } catch (CancelledException | SurroundingsException expected) {
            throw expected;
        } catch (RuntimeException bug) {
            throw wordless(bug);
        } finally {
            if (!kept) {
                spool.close();
            }
        }
    }

    private static void check(Gate gate, Endpoint endpoint) throws RefusedException {
        try {
            gate.check(endpoint.base());
        } catch (UnknownHostException e) {
            throw new SurroundingsException(
                    endpoint.shown() + ": There is no host of this name. Is the network up?", e);
        }
    }

    /// A fault with its trace and without its words: a library may put the header that it stumbled over into them,
    /// and the header is the token.
    private static IllegalStateException wordless(RuntimeException bug) {
        var bare = new IllegalStateException("while pulling, " + bug.getClass().getName());
        bare.setStackTrace(bug.getStackTrace());
        return bare;
    }

    private static Credentials credentials(Exchange exchange, Target target) {
        return target.grant()
                .<Credentials>map(grant -> new Credentials.Client(exchange, grant, target.secret()))
                .orElseGet(() -> new Credentials.Bearer(target.secret()));
    }

    /// Remembers how far it is, so that waiting can be stopped.
    private static final class Counter implements Listing.Counting {
        private final Progress progress;
        private String step = "asking the server";
        private long done;
        private long total;

        Counter(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void at(String type, long found, long all) {
            step = Formats.number(found) + (all > 0 ? " of " + Formats.number(all) : "") + " " + type;
            done = found;
            total = all;
            tick();
        }

        void tick() {
            progress.report(step, Math.min(done, Math.max(total, 0)), total);
        }
    }

    /// One pull, from discovery to the last group.
    private final class Pass {
        private final Endpoint endpoint;
        private final PullOptions options;
        private final Spool spool;
        private final Channel channel;
        private final Counter counter;
        private final List<String> gaps = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> files = new ArrayList<>();
        private boolean emptyIsEmpty;
        private boolean byCursor;

        Pass(Endpoint endpoint, PullOptions options, Spool spool, Channel channel, Counter counter) {
            this.endpoint = endpoint;
            this.options = options;
            this.spool = spool;
            this.channel = channel;
            this.counter = counter;
        }

        Pulled restarting() throws RefusedException {
            Discovery discovery = Discovery.ask(channel, endpoint, spool);
            byCursor = options.paging() == PullOptions.Paging.CURSOR
                    || (options.paging() == PullOptions.Paging.AUTO && discovery.cursor());
            int size = discovery.maxPageSize() > 0
                    ? Math.min(discovery.maxPageSize(), options.pageSize())
                    : options.pageSize();
            var asked = new PullOptions(options.paging(), options.listBy(), size, options.members());
            for (int start = 1; start <= STARTS; start++) {
                Instant startedAt = clock.instant();
                try {
                    once(asked);
                    if (files.isEmpty()) {
                        throw new RefusedException(
                                endpoint.shown(),
                                "The server lists neither users nor groups.",
                                "May the token see them?");
                    }
                    return new Pulled(
                            files.stream().map(spool::file).toList(), startedAt, gaps, notes, emptyIsEmpty, spool);
                } catch (ExpiredCursorException e) {
                    files.forEach(spool::drop);
                    files.clear();
                    gaps.clear();
                    notes.clear();
                    emptyIsEmpty = false;
                    notes.add("The server's cursor expired; the pull began again from the start.");
                }
            }
            throw new RefusedException(
                    endpoint.shown(),
                    "The server's cursor expires before the list ends, " + STARTS + " times.",
                    "Set a larger pageSize, or paging: index, in the governance file.");
        }

        private void once(PullOptions asked) throws RefusedException, ExpiredCursorException {
            var asking = new Asking(channel, endpoint, spool, counter);
            Listing users = users(asking, asked);
            add(users);
            boolean each = asked.members() == PullOptions.Members.EACH;
            var groups = new Listing(asking, Query.all("Groups", asked, byCursor, each));
            Optional<Answer> none = groups.run();
            if (none.isEmpty()) {
                members(asking, users, groups, new MemberQuestions(asking, asked, byCursor));
            } else if (none.get().status() == 404 || none.get().status() == 501) {
                gaps.add("The server has no /Groups (" + none.get().status() + "): groups and members are not known.");
            } else if (!each && asked.members() == PullOptions.Members.AUTO && tooMuch(none.get())) {
                groups = new Listing(asking, Query.all("Groups", asked, byCursor, true));
                none = groups.run();
                if (none.isPresent()) {
                    throw Refusals.status(none.get());
                }
                one(asking, groups);
            } else {
                throw Refusals.status(none.get());
            }
        }

        /// Where nothing tells how the server pages, by index; and by cursor where it refuses that, or gives its first
        /// page to every question: some know cursors alone and do not say so.
        private Listing users(Asking asking, PullOptions asked) throws RefusedException, ExpiredCursorException {
            Query query = Query.all("Users", asked, byCursor, false);
            var users = new Listing(asking, query);
            Optional<Answer> none = users.run();
            boolean refused = none.isPresent() && none.get().status() == 400;
            if (options.paging() == PullOptions.Paging.AUTO && !byCursor && (refused || users.beganAgain())) {
                var instead = new Listing(asking, query.byCursorInstead());
                if (instead.run().isEmpty()
                        && (refused || instead.ids().size() > users.ids().size())) {
                    users.drop();
                    byCursor = true;
                    notes.add("The server pages by cursor and does not say so; paging: cursor in the governance file"
                            + " saves asking it otherwise.");
                    return instead;
                }
                instead.drop();
            }
            if (none.isPresent()) {
                throw Refusals.status(none.get());
            }
            return users;
        }

        /// What servers say to groups with too many members.
        private static boolean tooMuch(Answer answer) {
            return answer.status() == 413 || answer.status() == 500 || answer.status() == 504;
        }

        private void members(Asking asking, Listing users, Listing groups, MemberQuestions questions)
                throws RefusedException, ExpiredCursorException {
            var membership = new Membership(asking, questions, users, groups);
            switch (options.members()) {
                case EACH -> one(asking, groups);
                case LIST -> add(groups);
                case FILTER -> {
                    if (groups.ids().isEmpty()) {
                        add(groups);
                    } else if (membership.byQuestions()) {
                        add(groups, membership);
                    } else {
                        gaps.add("The server does not answer who is in a group: members are not known.");
                        add(groups);
                    }
                }
                case AUTO -> {
                    if (groups.anyMembers()) {
                        add(groups);
                    } else if (new EachGroup(asking).tellsMore(groups.ids())) {
                        one(asking, groups);
                    } else if (membership.inAnyWay()) {
                        add(groups, membership);
                    } else {
                        add(groups);
                    }
                }
            }
        }

        private void one(Asking asking, Listing groups) throws RefusedException {
            var details = new EachGroup(asking);
            details.run(groups.ids());
            groups.drop();
            files.addAll(details.files());
            notes.addAll(groups.notes());
            gaps.addAll(groups.gaps());
            notes.add("Members were asked for group by group.");
            gaps.addAll(details.gaps());
        }

        private void add(Listing groups, Membership membership) {
            files.addAll(membership.files());
            notes.addAll(groups.notes());
            gaps.addAll(groups.gaps());
            notes.addAll(membership.notes());
            gaps.addAll(membership.gaps());
            emptyIsEmpty = membership.emptyIsEmpty();
        }

        private void add(Listing listing) {
            files.addAll(listing.files());
            notes.addAll(listing.notes());
            gaps.addAll(listing.gaps());
        }
    }
}
