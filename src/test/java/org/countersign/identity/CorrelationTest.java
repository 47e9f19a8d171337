package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.testkit.GroupsAtHand;
import org.countersign.testkit.Resources;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    private static UserResource identity(String id, String userName, String... emails) {
        return Resources.user(id).userName(userName).emails(emails).build();
    }

    private static Optional<Link> link(UserResource account, IdentityHistory idp, ManualLink... manual) {
        return new Correlation(List.of(account), idp, List.of(manual)).of(account.id());
    }

    private static IdentityHistory now(UserResource... identities) {
        return new IdentityHistory(List.of(List.of(identities)));
    }

    @Test
    void aPersonsWordGoesBeforeEveryKey() {
        UserResource account = Resources.user("a").externalId("i1").build();
        IdentityHistory idp = now(identity("i1", "one"), identity("i2", "two"));
        assertThat(link(account, idp, new ManualLink("a", Optional.of("i2")))
                        .orElseThrow()
                        .identityId())
                .isEqualTo("i2");
        assertThat(link(account, idp, new ManualLink("a", Optional.empty()))).isEmpty();
    }

    @Test
    void externalIdIsTheIdentitysIdOrExternalIdExactly() {
        IdentityHistory idp =
                now(Resources.user("I1").externalId("hr-7").userName("x").build());
        assertThat(link(Resources.user("a").externalId("I1").build(), idp)
                        .orElseThrow()
                        .key())
                .isEqualTo(Key.EXTERNAL_ID);
        assertThat(link(Resources.user("a").externalId("hr-7").build(), idp)).isPresent();
        assertThat(link(Resources.user("a").externalId("i1").build(), idp)).isEmpty();
    }

    @Test
    void userNamesCompareTrimmedAndFolded() {
        Link link = link(Resources.user("a").userName(" ADA ").build(), now(identity("i", "ada")))
                .orElseThrow();
        assertThat(link.key()).isEqualTo(Key.USER_NAME);
        assertThat(link.accountValue()).isEqualTo(" ADA ");
        assertThat(link.identityValue()).isEqualTo("ada");
    }

    @Test
    void anyAddressOfTheAccountMayBeAnyAddressOrTheUserNameOfTheIdentity() {
        IdentityHistory idp = now(identity("i", "ada@example.com", "a.lovelace@example.com"));
        assertThat(link(
                                Resources.user("a")
                                        .userName("al")
                                        .emails("x@y", "A.Lovelace@example.com")
                                        .build(),
                                idp)
                        .orElseThrow()
                        .key())
                .isEqualTo(Key.EMAIL);
        assertThat(link(
                        Resources.user("a")
                                .userName("al")
                                .emails("ada@example.com")
                                .build(),
                        idp))
                .isPresent();
        assertThat(link(Resources.user("a").userName("a.lovelace@example.com").build(), idp))
                .isPresent();
        assertThat(link(Resources.user("a").userName("a.lovelace").build(), idp))
                .isEmpty();
    }

    @Test
    void theFirstKeyThatGivesExactlyOneLinks() {
        IdentityHistory idp = now(
                identity("i1", "ada"), Resources.user("i2").employeeNumber("7").build());
        UserResource account =
                Resources.user("a").userName("ada").employeeNumber("7").build();
        assertThat(link(account, idp).orElseThrow().identityId()).isEqualTo("i1");
    }

    @Test
    void aKeyThatGivesSeveralIsASuggestionAndTheNextIsTried() {
        IdentityHistory idp = now(
                identity("i1", "one", "shared@example.com"),
                Resources.user("i2")
                        .emails("shared@example.com")
                        .employeeNumber("7")
                        .build());
        UserResource account = Resources.user("a")
                .emails("shared@example.com")
                .employeeNumber("7")
                .build();
        var correlation = new Correlation(List.of(account), idp, List.of());
        assertThat(correlation.of("a").orElseThrow().key()).isEqualTo(Key.EMPLOYEE_NUMBER);
        assertThat(correlation.suggestions())
                .containsExactly(
                        new Suggestion("a", Key.EMAIL, Era.CURRENT, "shared@example.com", List.of("i1", "i2")));
    }

    @Test
    void afterSeveralCurrentIdentitiesNeitherFormerNamesNorDepartedMayLink() {
        UserResource account = Resources.user("a")
                .userName("gone")
                .emails("shared@example.com")
                .build();
        var idp = new IdentityHistory(List.of(
                List.of(identity("i1", "one", "shared@example.com"), identity("i2", "two", "shared@example.com")),
                List.of(identity("i3", "gone"))));
        assertThat(link(account, idp)).isEmpty();
    }

    @Test
    void aRenamedIdentityIsFoundByItsFormerName() {
        var idp = new IdentityHistory(List.of(List.of(identity("i", "haddad")), List.of(identity("i", "khoury"))));
        Link link = link(Resources.user("a").userName("khoury").build(), idp).orElseThrow();
        assertThat(link.era()).isEqualTo(Era.FORMER);
        assertThat(link.departed()).isFalse();
    }

    @Test
    void aDepartedIdentityIsFoundLast() {
        var idp = new IdentityHistory(List.of(List.of(identity("i1", "here")), List.of(identity("i2", "left"))));
        assertThat(link(Resources.user("a").userName("left").build(), idp)
                        .orElseThrow()
                        .departed())
                .isTrue();
    }

    @Test
    void employeeNumbersAreNotFormerNames() {
        var idp = new IdentityHistory(List.of(
                List.of(Resources.user("i").employeeNumber("8").build()),
                List.of(Resources.user("i").employeeNumber("7").build())));
        assertThat(link(Resources.user("a").employeeNumber("7").build(), idp)).isEmpty();
    }

    private static GroupResource group(String id, Member... members) {
        return Resources.group(id, id, members);
    }

    private static Member user(String id) {
        return new Member(id, Member.Type.USER, Optional.empty());
    }

    private static Member nested(String id) {
        return new Member(id, Member.Type.GROUP, Optional.empty());
    }

    private static Memberships memberships(UnaryOperator<UserResource> change, GroupResource... groups) {
        return GroupsAtHand.memberships(
                List.of(groups), List.of(change.apply(Resources.user("u1").build())));
    }

    @Test
    void whatIsNeitherAUserNorAGroupIsNobodyUnlessTheSnapshotHasIt() {
        Memberships found = memberships(
                UnaryOperator.identity(),
                group(
                        "a",
                        new Member("device", Member.Type.OTHER, Optional.empty()),
                        new Member("u1", Member.Type.OTHER, Optional.empty()),
                        user("gone")),
                group("b", new Member("device", Member.Type.OTHER, Optional.empty())));
        assertThat(found.effective("a")).containsExactlyInAnyOrder("u1", "gone");
        assertThat(found.effective("b")).isEmpty();
        assertThat(found.groupsOf("device")).isEmpty();
        assertThat(found.told()).isEqualTo(Memberships.Told.YES);
    }

    @Test
    void nestingIsFollowedOnceThroughCycles() {
        Memberships found = memberships(
                UnaryOperator.identity(), group("a", user("u1"), nested("b")), group("b", user("u2"), nested("a")));
        assertThat(found.effective("a")).containsExactlyInAnyOrder("u1", "u2");
        assertThat(found.direct("a")).containsExactly("u1");
    }

    @Test
    void aUserThatTheSnapshotDoesNotHaveCountsByItsId() {
        assertThat(memberships(UnaryOperator.identity(), group("a", user("gone")))
                        .effective("a"))
                .containsExactly("gone");
    }

    @Test
    void aMemberWithoutATypeIsFoundById() {
        Memberships found = memberships(
                UnaryOperator.identity(),
                group(
                        "a",
                        new Member("u1", Member.Type.NOT_TOLD, Optional.empty()),
                        new Member("b", Member.Type.NOT_TOLD, Optional.empty())),
                group("b"));
        assertThat(found.direct("a")).containsExactly("u1");
        assertThat(found.nested("a")).containsExactly("b");
    }

    @Test
    void usersGroupsStandInOnlyWhereNoGroupTells() {
        UnaryOperator<UserResource> inGroup =
                user -> Resources.user("u1").groups("a").build();
        GroupResource silent = Resources.silentGroup("a", "a");
        assertThat(memberships(inGroup, silent).told()).isEqualTo(Memberships.Told.BY_USERS);
        assertThat(memberships(inGroup, silent).direct("a")).containsExactly("u1");
        assertThat(memberships(inGroup, silent, group("b")).direct("a")).isEmpty();
        assertThat(memberships(UnaryOperator.identity(), silent).told()).isEqualTo(Memberships.Told.NO);
    }

    @Test
    void thePathIsTheShortestChainOfGroups() {
        Memberships found = memberships(
                UnaryOperator.identity(),
                group("top", nested("middle"), nested("long")),
                group("middle", user("u1")),
                group("long", nested("middle")));
        assertThat(found.path("u1", "top")).contains(List.of("middle", "top"));
        assertThat(found.path("nobody", "top")).isEmpty();
        assertThat(found.groupsOf("u1")).isEqualTo(Set.of("middle"));
    }

    @Test
    void anIWithoutItsDotIsAnotherLetter() {
        UserResource account = Resources.user("a").userName("adm\u0131n@x.io").build();
        assertThat(link(account, now(identity("i", "admin@x.io", "admin@x.io"))))
                .isEmpty();
    }
}
