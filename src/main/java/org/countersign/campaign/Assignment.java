package org.countersign.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.countersign.drift.AppState;
import org.countersign.drift.IdpState;
import org.countersign.drift.Landscape;
import org.countersign.drift.ResolvedMapping;
import org.countersign.governance.Access;
import org.countersign.governance.GroupRecord;
import org.countersign.scim.Email;
import org.countersign.scim.Manager;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;

/// Who decides an item: the first in its line who is not the person themselves and has not left.
final class Assignment {
    private final Landscape landscape;
    private final String owner;
    private final String fallback;

    Assignment(Landscape landscape, String owner, String fallback) {
        this.landscape = landscape;
        this.owner = owner;
        this.fallback = fallback;
    }

    /// @param independent false where even the campaign owner is the person themselves
    /// @param named whether somebody was named for it; else it is the fallback's or the owner's
    /// @param persons the addresses of whom the item is about: they do not decide it
    record Reviewer(String address, boolean independent, boolean named, List<String> persons) {
        Reviewer {
            persons = List.copyOf(persons);
        }
    }

    /// Owner of the IdP group mapped to it, else of the app group, app owner, manager, fallback.
    Reviewer membership(AppState app, UserResource account, String group) {
        var line = new ArrayList<Optional<String>>();
        app.into(group).forEach(mapping -> line.add(idpGroupOwner(app, mapping)));
        line.add(landscape.groupRecord(app.state(), group).flatMap(GroupRecord::owner));
        line.add(app.source().owner());
        line.add(manager(app, account.id()));
        return choose(app, line, person(app, account.id()));
    }

    /// Owner of the mapped IdP group, else app owner.
    Reviewer grant(AppState app, UserResource account, Access held) {
        var line = new ArrayList<Optional<String>>();
        app.granting(held, account).forEach(mapping -> line.add(idpGroupOwner(app, mapping)));
        line.add(app.source().owner());
        return choose(app, line, person(app, account.id()));
    }

    /// App owner where nobody or too many stand behind it, else the manager.
    Reviewer account(AppState app, UserResource account, boolean unmatchedOrDuplicate) {
        Optional<String> manager = manager(app, account.id());
        List<Optional<String>> line = unmatchedOrDuplicate
                ? List.of(app.source().owner(), manager)
                : List.of(manager, app.source().owner());
        return choose(app, line, person(app, account.id()));
    }

    /// Its owner's manager, never its owner.
    Reviewer exception(AppState app, Optional<String> exceptionOwner, Optional<String> account) {
        Optional<String> manager =
                exceptionOwner.flatMap(text -> identity(app, text)).flatMap(person -> managerOf(app, person));
        var persons = new ArrayList<String>();
        exceptionOwner.ifPresent(text -> persons.add(addressOf(app, text)));
        account.ifPresent(id -> persons.addAll(person(app, id)));
        return choose(app, List.of(manager, app.source().owner()), persons);
    }

    /// Owner of the IdP group, else of the app group, app owner.
    Reviewer mapping(AppState app, ResolvedMapping mapping) {
        return choose(
                app,
                List.of(
                        idpGroupOwner(app, mapping),
                        mapping.appGroup()
                                .flatMap(group -> landscape.groupRecord(app.state(), group))
                                .flatMap(GroupRecord::owner),
                        app.source().owner()),
                List.of());
    }

    /// Its owner; the card is about the group, not about a person.
    Reviewer group(IdpState idp, String group) {
        Optional<String> named = landscape.groupRecord(idp.state(), group).flatMap(GroupRecord::owner);
        Optional<String> present = named.filter(text -> !hasLeft(idp, text)).map(text -> addressOf(idp, text));
        return new Reviewer(present.orElse(fallback), true, present.isPresent(), List.of());
    }

    private Reviewer choose(AppState app, List<Optional<String>> line, List<String> persons) {
        var candidates = new ArrayList<String>();
        line.forEach(candidate -> candidate
                .filter(text -> app.idp().filter(idp -> hasLeft(idp, text)).isEmpty())
                .ifPresent(text -> candidates.add(addressOf(app, text))));
        int named = candidates.size();
        candidates.add(fallback);
        candidates.add(owner);
        for (int i = 0; i < candidates.size(); i++) {
            String candidate = candidates.get(i);
            if (persons.stream().noneMatch(person -> Formats.folded(person).equals(Formats.folded(candidate)))) {
                return new Reviewer(candidate, true, i < named, persons);
            }
        }
        return new Reviewer(owner, false, false, persons);
    }

    private Optional<String> idpGroupOwner(AppState app, ResolvedMapping mapping) {
        return app.idp().flatMap(idp -> mapping.idpGroup()
                .flatMap(group -> landscape.groupRecord(idp.state(), group))
                .flatMap(GroupRecord::owner));
    }

    /// The addresses of the person behind an account.
    private static List<String> person(AppState app, String accountId) {
        return app.currentIdentity(accountId)
                .map(identity -> {
                    var all = new ArrayList<String>();
                    identity.userName().ifPresent(all::add);
                    identity.emails().forEach(email -> all.add(email.value()));
                    return (List<String>) all;
                })
                .orElse(List.of());
    }

    private static Optional<String> manager(AppState app, String accountId) {
        return app.currentIdentity(accountId).flatMap(identity -> managerOf(app, identity));
    }

    private static Optional<String> managerOf(AppState app, UserResource identity) {
        return identity.manager()
                .map(Manager::value)
                .flatMap(id -> app.idp()
                        .flatMap(idp ->
                                Optional.ofNullable(idp.state().accounts().get(id))))
                .map(Assignment::address);
    }

    private static String address(UserResource identity) {
        return Email.primaryOf(identity.emails()).or(identity::userName).orElse(identity.id());
    }

    private static Optional<UserResource> identity(AppState app, String text) {
        return app.idp().flatMap(idp -> identity(idp, text));
    }

    private static Optional<UserResource> identity(IdpState idp, String text) {
        return idp.owners(text).stream()
                .map(id -> Objects.requireNonNull(idp.state().accounts().get(id)))
                .findFirst();
    }

    /// One spelling for one person: the primary address of the identity that the text means, else the text.
    private static String addressOf(AppState app, String text) {
        return app.idp().map(idp -> addressOf(idp, text)).orElse(text);
    }

    private static String addressOf(IdpState idp, String text) {
        return identity(idp, text).map(Assignment::address).orElse(text);
    }

    /// A known identity that is inactive. A shared mailbox is no identity and has not left.
    private static boolean hasLeft(IdpState idp, String text) {
        return identity(idp, text).isPresent() && !idp.isActiveOwner(text);
    }
}
