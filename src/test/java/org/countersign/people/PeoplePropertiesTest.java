package org.countersign.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.app.Countersign;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.ReadLandscape;
import org.countersign.drift.ResolvedMapping;
import org.countersign.governance.Access;
import org.countersign.people.PeopleQuery.Kind;
import org.countersign.people.Person.AccessHeld;
import org.countersign.people.Person.Why;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.PersonLinkStore;
import org.countersign.testkit.GeneratedWorkspace;
import org.countersign.testkit.OrganisationGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of one person, row by row, is what the whole landscape says of them.
class PeoplePropertiesTest {
    @TempDir
    private Path folder;

    private Countersign app(long seed) throws Exception {
        OrganisationGenerator.write(folder.resolve("organisation"), seed, 60, 3);
        Instant asOf = GeneratedWorkspace.asOf(folder.resolve("organisation"));
        var app = Countersign.openOrMake(folder.resolve("w.countersign"), Clock.fixed(asOf, ZoneOffset.UTC));
        GeneratedWorkspace.fill(app, folder.resolve("organisation"));
        app.matchAccounts().run();
        return app;
    }

    private static Landscape landscape(Countersign app) {
        return app.workspace().read(tx -> new ReadLandscape(tx).asOf(app.clock().instant()));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void everybodyIsListedOnceWithTheAccountsThatCorrelate(long seed) throws Exception {
        try (var app = app(seed);
                var people = app.listPeople()) {
            while (people.read().more()) {
                continue;
            }
            var listing = people.list(PeopleQuery.ALL);
            List<PersonRow> rows = people.rows(listing.table(), listing.numbers());
            var expected = new TreeSet<String>();
            Landscape all = landscape(app);
            Map<String, Long> accounts = new HashMap<>();
            for (AppState one : all.apps()) {
                for (String account : one.state().accounts().keySet()) {
                    Optional<String> identity = one.correlation().of(account).map(link -> link.identityId());
                    if (identity.isEmpty()) {
                        expected.add(one.id() + "/" + account);
                    } else {
                        accounts.merge(one.idp().orElseThrow().state().id() + "/" + identity.get(), 1L, Long::sum);
                    }
                }
            }
            all.idps().forEach(idp -> idp.state()
                    .accounts()
                    .keySet()
                    .forEach(id -> expected.add(idp.state().id() + "/" + id)));
            assertThat(rows).extracting(PersonRow::key).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(rows).filteredOn(PersonRow::identity).allSatisfy(row -> assertThat(row.accounts())
                    .as(row.key())
                    .isEqualTo(accounts.getOrDefault(row.key(), 0L)));
            assertThat(listing.counts()).containsEntry(Kind.EVERYONE, rows.size());
            for (PersonRow row : rows) {
                assertThat(app.readPerson()
                                .run(row.source(), row.id())
                                .orElseThrow()
                                .key())
                        .isEqualTo(row.key());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void accessAndItsReasonAreThoseOfTheLandscape(long seed) throws Exception {
        try (var app = app(seed)) {
            for (AppState one : landscape(app).apps()) {
                for (UserResource account : one.state().accounts().values()) {
                    Person person = app.readPerson().run(one.id(), account.id()).orElseThrow();
                    var found = new TreeSet<String>();
                    var expected = new TreeSet<>(expected(one, account));
                    for (AccessHeld held : person.access()) {
                        String what = held.kind() + " " + held.id() + " ";
                        if (held.source().id().equals(one.id())
                                && held.account().equals(account.id())) {
                            if (held.why() instanceof Why.Allowed) {
                                // An exception is a reason where no mapping is, and where nobody tells.
                                assertThat(expected.removeAll(Set.of(what + "app", what + "not told")))
                                        .isTrue();
                            } else {
                                found.add(what + why(held));
                            }
                        }
                    }
                    assertThat(found).as(one.id() + "/" + account.id()).isEqualTo(expected);
                    assertThat(person.accounts().stream()
                                    .filter(held -> held.source().id().equals(one.id())
                                            && held.account().id().equals(account.id()))
                                    .flatMap(held -> held.privileges().stream())
                                    .findAny()
                                    .isPresent())
                            .isEqualTo(one.privileged(account.id()));
                }
            }
        }
    }

    private static String why(AccessHeld held) {
        return switch (held.why()) {
            case Why.Mapped(String mapping, var _) -> mapping;
            case Why.NotTold() -> "not told";
            case Why.AddedInApp(), Why.Allowed(var _), Why.Member() -> "app";
        };
    }

    private static Set<String> expected(AppState app, UserResource account) {
        var expected = new TreeSet<String>();
        for (String group : app.state().groups().keySet()) {
            if (app.state().memberships().effective(group).contains(account.id())) {
                expected.add("GROUP " + group + " " + why(app, account, app.into(group)));
            }
        }
        account.roles()
                .forEach(grant -> expected.add("ROLE " + grant.value() + " "
                        + why(app, account, app.granting(new Access(Access.Kind.ROLE, grant.value()), account))));
        account.entitlements()
                .forEach(grant -> expected.add("ENTITLEMENT " + grant.value() + " "
                        + why(
                                app,
                                account,
                                app.granting(new Access(Access.Kind.ENTITLEMENT, grant.value()), account))));
        return expected;
    }

    private static String why(AppState app, UserResource account, List<ResolvedMapping> granting) {
        if (app.idp()
                .filter(idp -> !idp.state().membersTold() || !idp.state().complete())
                .isPresent()) {
            return "not told";
        }
        return app.currentIdentity(account.id())
                .flatMap(identity -> granting.stream()
                        .filter(mapping -> mapping.members().contains(identity.id()))
                        .findFirst())
                .map(mapping -> mapping.mapping().id())
                .orElse("app");
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void keptLinksWithPeoplesWordsAreTheCorrelation(long seed) throws Exception {
        try (var app = app(seed)) {
            for (AppState one : landscape(app).apps()) {
                var kept = new HashSet<String>();
                var computed = new ArrayList<String>();
                app.workspace().read(tx -> {
                    for (String account : one.state().accounts().keySet()) {
                        new PersonLinkStore(
                                        tx, one.state().snapshot().orElseThrow().takenAt())
                                .of(
                                        one.id(),
                                        account,
                                        one.source().authoritativeIdp().orElseThrow())
                                .ifPresent(known ->
                                        kept.add(account + " " + known.link().identityId() + " "
                                                + known.link().key()));
                        one.correlation()
                                .of(account)
                                .ifPresent(link -> computed.add(account + " " + link.identityId() + " " + link.key()));
                    }
                    return true;
                });
                assertThat(kept).containsExactlyInAnyOrderElementsOf(computed);
            }
        }
    }
}
