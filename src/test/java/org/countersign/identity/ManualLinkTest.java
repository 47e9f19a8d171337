package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.countersign.scim.UserResource;
import org.countersign.testkit.Resources;
import org.junit.jupiter.api.Test;

/// What a person said of an account, asked in every way that a correlation can be asked.
class ManualLinkTest {
    private static final UserResource ADA =
            Resources.user("ada").userName("ada").build();
    private static final UserResource BOB =
            Resources.user("bob").userName("bob").build();
    private static final List<UserResource> ACCOUNTS = List.of(
            Resources.user("a").userName("ada").build(),
            Resources.user("b").userName("bob").build());
    private static final IdentityHistory NOW = new IdentityHistory(List.of(List.of(ADA, BOB)));

    private static Correlation said(String account, String identity) {
        return new Correlation(
                ACCOUNTS,
                NOW,
                List.of(new ManualLink(account, Optional.of(identity).filter(id -> !id.isEmpty()))));
    }

    @Test
    void whereNobodySaidAnythingKeysDecide() {
        var correlation = new Correlation(ACCOUNTS, NOW, List.of());
        assertThat(correlation.linked("a")).contains(new Correlation.Linked("ada", Key.USER_NAME, Era.CURRENT));
        assertThat(correlation.linked("nobody")).isEmpty();
        assertThat(correlation.of("nobody")).isEmpty();
        assertThat(correlation.accountsOf("ada")).containsExactly("a");
        assertThat(correlation.shared()).isEmpty();
        assertThat(correlation.isLinked(1)).isTrue();
        assertThat(correlation.isDeparted(1)).isFalse();
        assertThat(correlation.identities()).containsExactly("ada", "bob");
        assertThat(correlation.links()).containsOnlyKeys("a", "b");
    }

    @Test
    void whoIsSaidToBeNobodyIsLinkedInNoWay() {
        var correlation = said("a", "");
        assertThat(correlation.of("a")).isEmpty();
        assertThat(correlation.linked("a")).isEmpty();
        assertThat(correlation.accountsOf("ada")).isEmpty();
        assertThat(correlation.isLinked(1)).isFalse();
        assertThat(correlation.identity(1)).isZero();
        assertThat(correlation.identities()).containsExactly("bob");
        assertThat(correlation.links()).containsOnlyKeys("b");
        assertThat(correlation.accountsOf("")).isEmpty();
    }

    @Test
    void anAccountThatIsGivenToSomebodyElseIsTheirsAlone() {
        var correlation = said("a", "bob");
        assertThat(correlation.linked("a")).contains(new Correlation.Linked("bob", Key.MANUAL, Era.CURRENT));
        assertThat(correlation.accountsOf("bob")).containsExactly("a", "b");
        assertThat(correlation.accountsOf("ada")).isEmpty();
        assertThat(correlation.shared()).containsExactly("bob");
        assertThat(correlation.identities()).containsExactly("bob");
    }

    @Test
    void anIdentityThatTheIdpNeverHadIsNobodysWordAndKeysDecide() {
        var correlation = said("a", "stranger");
        assertThat(correlation.linked("a")).contains(new Correlation.Linked("ada", Key.USER_NAME, Era.CURRENT));
        assertThat(correlation.of("a").orElseThrow().identityId()).isEqualTo("ada");
        assertThat(correlation.accountsOf("ada")).containsExactly("a");
        assertThat(correlation.accountsOf("stranger")).isEmpty();
        assertThat(correlation.identities()).containsExactly("ada", "bob");
    }

    @Test
    void whomNoKeyKnowsEitherIsLinkedWithNobody() {
        var correlation = new Correlation(
                List.of(Resources.user("a").userName("ghost").build()),
                NOW,
                List.of(new ManualLink("a", Optional.of("stranger"))));
        assertThat(correlation.isLinked(1)).isFalse();
        assertThat(correlation.of("a")).isEmpty();
        assertThat(correlation.linked("a")).isEmpty();
        assertThat(correlation.links()).isEmpty();
        assertThat(correlation.identities()).isEmpty();
    }

    @Test
    void aWordOnAnAccountThatIsNotThereSaysNothing() {
        var correlation = said("gone", "ada");
        assertThat(correlation.of("gone")).isEmpty();
        assertThat(correlation.accountsOf("ada")).containsExactly("a");
        assertThat(correlation.links()).containsOnlyKeys("a", "b");
    }

    @Test
    void aWordSettlesWhatWasAmbiguousForThatAccountAlone() {
        var twins = new IdentityHistory(List.of(List.of(
                Resources.user("x").userName("twin").build(),
                Resources.user("y").userName("twin").build())));
        var accounts = List.of(
                Resources.user("a").userName("twin").build(),
                Resources.user("b").userName("twin").build());
        var correlation = new Correlation(accounts, twins, List.of(new ManualLink("a", Optional.of("x"))));
        assertThat(correlation.suggestions()).extracting(Suggestion::accountId).containsExactly("b");
        assertThat(correlation.kept().suggestions())
                .as("what keys say is kept, whatever people said")
                .hasSize(2);
    }

    @Test
    void aWordReachesWhoIsGoneAndSaysThatTheyAre() {
        var idp = new IdentityHistory(List.of(List.of(BOB), List.of(ADA, BOB)));
        var correlation = new Correlation(ACCOUNTS, idp, List.of(new ManualLink("b", Optional.of("ada"))));
        assertThat(correlation.isDeparted(1)).isTrue();
        assertThat(correlation.isDeparted(2)).isTrue();
        assertThat(correlation.accountsOf("ada")).containsExactly("a", "b");
        assertThat(idp.allDeparted()).containsOnlyKeys("ada");
        assertThat(idp.isGone("bob")).isFalse();
        assertThat(idp.isGone("nobody")).isFalse();
        assertThat(idp.has("bob")).isTrue();
        assertThat(idp.has("ada")).isFalse();
        assertThat(idp.has("nobody")).isFalse();
    }

    @Test
    void severalWhoWereOnceCalledSoStopTheDeparted() {
        UserResource account =
                Resources.user("a").userName("once").emails("gone@x").build();
        var idp = new IdentityHistory(List.of(
                List.of(
                        Resources.user("x").userName("new").build(),
                        Resources.user("y").userName("newer").build()),
                List.of(
                        Resources.user("x").userName("once").build(),
                        Resources.user("y").userName("once").build(),
                        Resources.user("z").emails("gone@x").build())));
        assertThat(new Correlation(List.of(account), idp, List.of()).of("a")).isEmpty();
    }

    @Test
    void severalWhoAreGoneDoNotStopWhatOthersWereOnceCalled() {
        UserResource account =
                Resources.user("a").userName("twin").emails("once@x").build();
        var idp = new IdentityHistory(List.of(
                List.of(BOB),
                List.of(
                        Resources.user("x").userName("twin").build(),
                        Resources.user("y").userName("twin").build(),
                        Resources.user("z").emails("last@x").build()),
                List.of(Resources.user("z").emails("once@x").build())));
        assertThat(new Correlation(List.of(account), idp, List.of())
                        .of("a")
                        .orElseThrow()
                        .identityId())
                .isEqualTo("z");
    }

    @Test
    void aNameOfAPersonIsTheirUserNameOrAnyAddressInAnyCase() {
        var idp = new IdentityHistory(List.of(
                List.of(
                        Resources.user("x").userName("One").emails("a@x", "b@x").build(),
                        Resources.user("w").userName("two").emails("B@X").build()),
                List.of(Resources.user("v").userName("one").build())));
        assertThat(idp.named(" ONE")).containsExactly("x");
        assertThat(idp.named("b@x")).containsExactly("w", "x");
        assertThat(idp.named("nobody")).isEmpty();
        assertThat(idp.named(" ")).isEmpty();
    }
}
