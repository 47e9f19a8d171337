package org.countersign.people;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.drift.MatchAccounts;
import org.countersign.governance.AccountRecord;
import org.countersign.governance.ExceptionRecord;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.identity.Link;
import org.countersign.people.Person.AccessHeld;
import org.countersign.people.Person.Held;
import org.countersign.people.Person.Named;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.LinkStore;
import org.countersign.snapshot.PersonLinkStore;
import org.countersign.snapshot.PersonLinkStore.Known;
import org.countersign.snapshot.ResourceStore;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.Formats;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: one person's page. Reads that person's rows, never everybody's.
public final class ReadPerson {
    private final Workspace workspace;
    private final Clock clock;

    /// As of now, or of the instant of a sample.
    public ReadPerson(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /// The person of an id at a source: an identity, the identity behind an app's account, or an account that
    /// nobody stands behind. Empty where no snapshot has it.
    public Optional<Person> run(String source, String id) {
        return workspace.read(tx -> {
            Instant asOf = MatchAccounts.asOf(tx, clock);
            Governance governance = new GovernanceStore(tx)
                    .asOf(asOf)
                    .map(version -> GovernanceJson.typed(version.body()))
                    .orElse(Governance.EMPTY);
            return new Reading(tx, asOf, governance).person(source, id);
        });
    }

    /// One reading of one person.
    private static final class Reading {
        private final Transaction tx;
        private final Instant asOf;
        private final Governance governance;
        private final PersonLinkStore links;
        private final Map<String, ResourceStore> sources = new HashMap<>();

        Reading(Transaction tx, Instant asOf, Governance governance) {
            this.tx = tx;
            this.asOf = asOf;
            this.governance = governance;
            this.links = new PersonLinkStore(tx, asOf);
        }

        private ResourceStore at(Source source) {
            return sources.computeIfAbsent(source.id(), id -> new ResourceStore(tx, id, asOf));
        }

        Optional<Person> person(String source, String id) {
            Optional<Source> named = governance.source(source);
            if (named.isEmpty()) {
                return Optional.empty();
            }
            if (named.get().kind() == Source.Kind.APP) {
                Optional<Person> behind = named.get()
                        .authoritativeIdp()
                        .flatMap(governance::source)
                        .flatMap(idp -> links.of(source, id, idp.id())
                                .flatMap(known -> page(idp, known.link().identityId())));
                if (behind.isPresent()) {
                    return behind;
                }
            }
            return page(named.get(), id);
        }

        private Optional<Person> page(Source source, String id) {
            ResourceStore at = at(source);
            Optional<UserResource> here = at.account(id);
            Optional<Map.Entry<Snapshot, UserResource>> last = here.isPresent() ? Optional.empty() : at.lastSeen(id);
            return here.or(() -> last.map(Map.Entry::getValue))
                    .map(who -> page(source, who, last.map(seen -> seen.getKey().takenAt())));
        }

        private Person page(Source source, UserResource who, Optional<Instant> gone) {
            boolean identity = source.kind() == Source.Kind.IDP;
            List<Held> accounts = identity ? accounts(source, who, gone.isEmpty()) : List.of(alone(source, who));
            var access = new ReadAccess(tx, asOf, governance, this::at);
            var held = new ArrayList<AccessHeld>();
            accounts.forEach(
                    account -> held.addAll(access.of(account, gone.isEmpty() ? Optional.of(who) : Optional.empty())));
            return new Person(
                    source,
                    who,
                    gone,
                    manager(source, who),
                    identity ? Optional.empty() : links.nobody(source.id(), who.id()),
                    identity ? Optional.empty() : record(source, who),
                    asOf,
                    MatchAccounts.fresh(tx, asOf),
                    accounts.stream().map(access::privileged).toList(),
                    questions(source, who),
                    held,
                    exceptions(accounts),
                    history(source, who, accounts));
        }

        private Held alone(Source source, UserResource account) {
            return new Held(source, account, Optional.empty(), Optional.empty(), List.of());
        }

        /// The identity itself first, then apps in the order of the governance file.
        private List<Held> accounts(Source idp, UserResource who, boolean here) {
            var accounts = new ArrayList<Held>();
            if (here) {
                accounts.add(alone(idp, who));
            }
            for (Source app : governance.sources()) {
                if (app.kind() == Source.Kind.APP && app.authoritativeIdp().equals(Optional.of(idp.id()))) {
                    links.to(app.id(), idp.id(), who.id())
                            .forEach(one -> at(app).account(one.link().accountId())
                                    .ifPresent(account -> accounts.add(new Held(
                                            app,
                                            account,
                                            Optional.of(one.link()),
                                            new LinkedSince(at(idp), at(app)).of(one),
                                            List.of()))));
                }
            }
            return accounts;
        }

        private Optional<String> manager(Source source, UserResource who) {
            return who.manager().map(manager -> manager.displayName()
                    .or(() -> at(source).account(manager.value()).map(UserResource::label))
                    .orElse(manager.value()));
        }

        private Optional<AccountRecord> record(Source source, UserResource who) {
            return governance.accounts().stream()
                    .filter(one -> one.source().equals(source.id()) && names(one.account(), who))
                    .findFirst();
        }

        /// As governance names an account: by id, or by user name.
        private static boolean names(String text, UserResource account) {
            return text.equals(account.id())
                    || account.userName()
                            .filter(name -> Formats.folded(name).equals(Formats.folded(text)))
                            .isPresent();
        }

        private List<Person.Allowed> exceptions(List<Held> accounts) {
            LocalDate day = asOf.atZone(ZoneOffset.UTC).toLocalDate();
            var allowed = new ArrayList<Person.Allowed>();
            for (Held held : accounts) {
                for (ExceptionRecord exception : governance.exceptions()) {
                    if (exception.source().equals(held.source().id()) && names(exception.account(), held.account())) {
                        allowed.add(new Person.Allowed(held.source(), exception, exception.holdsOn(day)));
                    }
                }
            }
            return allowed;
        }

        /// Of accounts that nobody stands behind yet: what is linked is settled.
        private List<Person.Question> questions(Source source, UserResource who) {
            List<LinkStore.Suggested> suggested = source.kind() == Source.Kind.IDP
                    ? new LinkStore(tx).suggestedFor(who.id())
                    : new LinkStore(tx).suggested(source.id(), who.id());
            var questions = new ArrayList<Person.Question>();
            for (LinkStore.Suggested one : suggested) {
                Optional<Source> app = governance.source(one.source());
                String account = one.suggestion().accountId();
                Optional<Source> idp = app.flatMap(Source::authoritativeIdp).flatMap(governance::source);
                boolean ours = source.kind() == Source.Kind.APP || idp.equals(Optional.of(source));
                if (app.isPresent()
                        && idp.isPresent()
                        && ours
                        && links.of(one.source(), account, idp.get().id()).isEmpty()
                        && links.nobody(one.source(), account).isEmpty()) {
                    questions.add(new Person.Question(
                            app.get(),
                            named(app.get(), account),
                            one.suggestion(),
                            one.suggestion().identityIds().stream()
                                    .map(identity -> named(idp.get(), identity))
                                    .toList()));
                }
            }
            return questions;
        }

        private Named named(Source source, String id) {
            return new Named(id, at(source).account(id).map(UserResource::label).orElse(id));
        }

        /// Newest first, over all accounts.
        private List<Person.Past> history(Source source, UserResource who, List<Held> accounts) {
            var past = new ArrayList<Person.Past>();
            if (accounts.stream().noneMatch(held -> held.source().equals(source))) {
                at(source)
                        .history(who.id())
                        .forEach(one -> past.add(new Person.Past(source, new Named(who.id(), who.signInName()), one)));
            }
            for (Held held : accounts) {
                at(held.source())
                        .history(held.account().id())
                        .forEach(one -> past.add(new Person.Past(
                                held.source(),
                                new Named(held.account().id(), held.account().signInName()),
                                one)));
            }
            past.sort(Comparator.comparing(
                            (Person.Past one) -> one.comparison().to().takenAt())
                    .reversed());
            return past;
        }
    }

    /// Since when an account and an identity have both said what links them.
    private record LinkedSince(ResourceStore idp, ResourceStore app) {
        Optional<org.countersign.snapshot.Since> of(Known known) {
            if (known.at().isPresent()) {
                return known.at().map(at -> new org.countersign.snapshot.Since(at, false));
            }
            Link link = known.link();
            return app.since(link.accountId(), account -> link.saidBy(account, link.accountValue()))
                    .flatMap(one -> idp.since(
                                    link.identityId(),
                                    identity -> link.departed() || link.saidBy(identity, link.identityValue()))
                            .map(one::and));
        }
    }
}
