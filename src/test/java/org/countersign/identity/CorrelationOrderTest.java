package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.scim.UserResource;
import org.countersign.testkit.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The order of drift-rules.md, "Correlation": each key goes before the next, and ambiguity links nothing.
class CorrelationOrderTest {
    /// An account that every key could link, each to an identity of its own.
    private static final UserResource ACCOUNT = Resources.user("a")
            .externalId("by-external-id")
            .userName("by-name")
            .emails("by@email")
            .employeeNumber("7")
            .build();

    private static final UserResource EXTERNAL =
            Resources.user("by-external-id").build();
    private static final UserResource NAMED =
            Resources.user("named").userName("BY-NAME").build();
    private static final UserResource MAILED =
            Resources.user("mailed").emails("By@Email").build();
    private static final UserResource NUMBERED =
            Resources.user("numbered").employeeNumber(" 7 ").build();
    private static final UserResource OTHER =
            Resources.user("other").userName("other").build();

    private static Correlation correlation(UserResource account, IdentityHistory idp, ManualLink... manual) {
        return new Correlation(List.of(account), idp, List.of(manual));
    }

    private static IdentityHistory now(UserResource... identities) {
        return new IdentityHistory(List.of(List.of(identities)));
    }

    /// Identities of now, and of an earlier snapshot.
    private static IdentityHistory once(List<UserResource> current, UserResource... earlier) {
        return new IdentityHistory(List.of(current, List.of(earlier)));
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of(List.of(EXTERNAL, NAMED, MAILED, NUMBERED), "by-external-id", Key.EXTERNAL_ID),
                Arguments.of(List.of(NUMBERED, MAILED, NAMED), "named", Key.USER_NAME),
                Arguments.of(List.of(NUMBERED, MAILED), "mailed", Key.EMAIL),
                Arguments.of(List.of(NUMBERED, OTHER), "numbered", Key.EMPLOYEE_NUMBER));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void ofTheKeysThatGiveOneTheFirstLinks(List<UserResource> identities, String linked, Key key) {
        Link link = correlation(ACCOUNT, new IdentityHistory(List.of(identities)))
                .of("a")
                .orElseThrow();
        assertThat(link.identityId()).isEqualTo(linked);
        assertThat(link.key()).isEqualTo(key);
        assertThat(link.era()).isEqualTo(Era.CURRENT);
    }

    @Test
    void theLastKeyOfNowGoesBeforeTheFirstOfThePast() {
        var idp = once(
                List.of(NUMBERED, Resources.user("renamed").userName("new-name").build()),
                Resources.user("renamed").userName("by-name").build());
        assertThat(correlation(ACCOUNT, idp).of("a").orElseThrow().identityId()).isEqualTo("numbered");
    }

    @Test
    void aFormerNameGoesBeforeTheDeparted() {
        var idp = once(
                List.of(Resources.user("renamed").emails("new@email").build()),
                Resources.user("renamed").emails("by@email").build(),
                Resources.user("departed").userName("by-name").build());
        Link link = correlation(ACCOUNT, idp).of("a").orElseThrow();
        assertThat(link.identityId()).isEqualTo("renamed");
        assertThat(link.era()).isEqualTo(Era.FORMER);
        assertThat(link.departed()).isFalse();
    }

    static Stream<Arguments> departed() {
        return Stream.of(
                Arguments.of(EXTERNAL, Key.EXTERNAL_ID),
                Arguments.of(NAMED, Key.USER_NAME),
                Arguments.of(MAILED, Key.EMAIL),
                Arguments.of(NUMBERED, Key.EMPLOYEE_NUMBER));
    }

    @ParameterizedTest
    @MethodSource("departed")
    void aDepartedIdentityIsFoundByEveryKey(UserResource gone, Key key) {
        Link link = correlation(ACCOUNT, once(List.of(OTHER), gone)).of("a").orElseThrow();
        assertThat(link.identityId()).isEqualTo(gone.id());
        assertThat(link.key()).isEqualTo(key);
        assertThat(link.departed()).isTrue();
    }

    @Test
    void whatADepartedIdentityWasCalledLongAgoIsFoundByNamesButNotByNumber() {
        var names = new IdentityHistory(List.of(
                List.of(OTHER),
                List.of(Resources.user("gone").userName("last-name").build()),
                List.of(Resources.user("gone").userName("by-name").build())));
        assertThat(correlation(ACCOUNT, names).of("a").orElseThrow().identityId())
                .isEqualTo("gone");
        var numbers = new IdentityHistory(List.of(
                List.of(OTHER),
                List.of(Resources.user("gone").employeeNumber("8").build()),
                List.of(Resources.user("gone").employeeNumber("7").build())));
        assertThat(correlation(ACCOUNT, numbers).of("a")).isEmpty();
    }

    @Test
    void severalDepartedLinkNothingAndAreASuggestion() {
        var correlation = correlation(
                ACCOUNT,
                once(
                        List.of(OTHER),
                        Resources.user("z").userName("by-name").build(),
                        Resources.user("y").userName("by-name").build()));
        assertThat(correlation.of("a")).isEmpty();
        assertThat(correlation.suggestions())
                .containsExactly(new Suggestion("a", Key.USER_NAME, Era.DEPARTED, "by-name", List.of("y", "z")));
    }

    @Test
    void severalDepartedByOneKeyDoNotStopTheNext() {
        var correlation = correlation(
                ACCOUNT,
                once(
                        List.of(OTHER),
                        Resources.user("z").userName("by-name").build(),
                        Resources.user("y").userName("by-name").build(),
                        MAILED));
        assertThat(correlation.of("a").orElseThrow().identityId()).isEqualTo("mailed");
    }

    @Test
    void severalOfNowByEveryKeyAreASuggestionEach() {
        var correlation = correlation(
                ACCOUNT,
                now(
                        Resources.user("x")
                                .userName("by-name")
                                .emails("by@email")
                                .build(),
                        Resources.user("y")
                                .userName("by-name")
                                .emails("by@email")
                                .build()));
        assertThat(correlation.of("a")).isEmpty();
        assertThat(correlation.suggestions()).extracting(Suggestion::key).containsExactly(Key.USER_NAME, Key.EMAIL);
    }

    @Test
    void twoAddressesOfOneIdentityAreOneMatch() {
        UserResource account = Resources.user("a").emails("one@x", "two@x").build();
        assertThat(correlation(
                                account,
                                now(Resources.user("i").emails("two@x", "one@x").build()))
                        .of("a"))
                .isPresent();
    }

    @Test
    void twoAddressesOfTwoIdentitiesAreSeveral() {
        UserResource account = Resources.user("a").emails("one@x", "two@x").build();
        var correlation = correlation(
                account,
                now(
                        Resources.user("i").emails("one@x").build(),
                        Resources.user("j").emails("two@x").build()));
        assertThat(correlation.of("a")).isEmpty();
        assertThat(correlation.suggestions().getFirst().identityIds()).containsExactly("i", "j");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void blankValuesLinkNobody(String blank) {
        UserResource account = Resources.user("a")
                .externalId(blank)
                .userName(blank)
                .emails(blank)
                .employeeNumber(blank)
                .build();
        UserResource identity = Resources.user("i")
                .externalId(blank)
                .userName(blank)
                .emails(blank)
                .employeeNumber(blank)
                .build();
        assertThat(correlation(account, now(identity)).of("a")).isEmpty();
    }

    @Test
    void similarNamesDoNotLink() {
        UserResource account = Resources.user("a").userName("ada.lovelace").build();
        assertThat(correlation(
                                account,
                                now(Resources.user("i").userName("ada-lovelace").build()))
                        .of("a"))
                .isEmpty();
    }

    @Test
    void aPersonsWordReachesADepartedIdentity() {
        var idp = once(List.of(OTHER), NAMED);
        Link link = correlation(Resources.user("a").build(), idp, new ManualLink("a", Optional.of("named")))
                .of("a")
                .orElseThrow();
        assertThat(link.key()).isEqualTo(Key.MANUAL);
        assertThat(link.departed()).isTrue();
    }

    @Test
    void aPersonsWordOnOneAccountLeavesTheOthers() {
        var accounts = List.of(ACCOUNT, Resources.user("b").userName("other").build());
        var correlation = new Correlation(accounts, now(NAMED, OTHER), List.of(new ManualLink("a", Optional.empty())));
        assertThat(correlation.of("a")).isEmpty();
        assertThat(correlation.of("b").orElseThrow().identityId()).isEqualTo("other");
        assertThat(correlation.links()).containsOnlyKeys("b");
    }

    @Test
    void theAccountsOfAnIdentityAreInTheOrderOfTheSnapshot() {
        var accounts = List.of(
                Resources.user("z").userName("other").build(),
                Resources.user("b").userName("OTHER").build());
        var correlation = new Correlation(accounts, now(OTHER), List.of());
        assertThat(correlation.accountsOf("other")).containsExactly("z", "b");
        assertThat(correlation.accountsOf("nobody")).isEmpty();
        assertThat(correlation.identities()).containsExactly("other");
    }

    @Test
    void anIdentityThatCameBackIsNotDeparted() {
        var idp = new IdentityHistory(List.of(List.of(NAMED), List.of(OTHER), List.of(NAMED)));
        assertThat(idp.departed("other")).contains(OTHER);
        assertThat(idp.departed(NAMED.id())).isEmpty();
    }

    @Test
    void aDepartedIdentityIsKeptAsItWasLastSeen() {
        var idp = new IdentityHistory(List.of(
                List.of(OTHER),
                List.of(Resources.user("gone").userName("last").build()),
                List.of(Resources.user("gone").userName("first").build())));
        assertThat(idp.departed("gone").orElseThrow().userName()).contains("last");
    }
}
