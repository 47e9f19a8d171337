package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.countersign.identity.AppUsers.AppUser;
import org.countersign.scim.UserResource;
import org.countersign.testkit.Resources;
import org.junit.jupiter.api.Test;

/// Key 2 as the IdP tells it: an Okta app-user whose `externalId` is the account's id.
class AppUsersTest {
    private static final UserResource ADA =
            Resources.user("ada").userName("ada@example.com").build();
    private static final UserResource BOB =
            Resources.user("bob").userName("bob@example.com").build();
    private static final AppUser OF_ADA = new AppUser("ada", "U1", "0oa1");

    private static Correlation correlation(
            UserResource account, List<List<UserResource>> idp, List<List<AppUser>> records, ManualLink... manual) {
        var history = new IdentityHistory(idp);
        return new Correlation(List.of(account), history, new AppUsers(history, records), List.of(manual));
    }

    private static UserResource account(String name) {
        return Resources.user("U1").userName(name).build();
    }

    @Test
    void theRecordLinksAnAccountThatSharesNothingWithItsIdentity() {
        Link link = correlation(account("countess"), List.of(List.of(ADA, BOB)), List.of(List.of(OF_ADA)))
                .of("U1")
                .orElseThrow();
        assertThat(link)
                .isEqualTo(new Link("U1", "ada", Key.APP_USER, Era.CURRENT, "U1", "user ada of application 0oa1"));
    }

    @Test
    void theRecordGoesBeforeTheName() {
        assertThat(correlation(account("bob@example.com"), List.of(List.of(ADA, BOB)), List.of(List.of(OF_ADA)))
                        .of("U1")
                        .orElseThrow()
                        .identityId())
                .isEqualTo("ada");
    }

    @Test
    void whereTheAccountNamesAnotherNeitherLinksAndTheNextKeyIsTried() {
        UserResource account = Resources.user("U1")
                .externalId("bob")
                .userName("ada@example.com")
                .build();
        Correlation found = correlation(account, List.of(List.of(ADA, BOB)), List.of(List.of(OF_ADA)));
        assertThat(found.suggestions())
                .containsExactly(new Suggestion("U1", Key.EXTERNAL_ID, Era.CURRENT, "bob", List.of("ada", "bob")));
        assertThat(found.of("U1").orElseThrow().key()).isEqualTo(Key.USER_NAME);
    }

    @Test
    void whereBothNameTheSameTheAccountsOwnWordIsTheEvidence() {
        UserResource account = Resources.user("U1").externalId("ada").build();
        assertThat(correlation(account, List.of(List.of(ADA)), List.of(List.of(OF_ADA)))
                        .of("U1")
                        .orElseThrow()
                        .key())
                .isEqualTo(Key.EXTERNAL_ID);
    }

    @Test
    void twoIdentitiesWithOneAccountAreASuggestion() {
        Correlation found = correlation(
                account("x"), List.of(List.of(ADA, BOB)), List.of(List.of(OF_ADA, new AppUser("bob", "U1", "0oa2"))));
        assertThat(found.of("U1")).isEmpty();
        assertThat(found.suggestions()).hasSize(1);
    }

    @Test
    void whatTheIdpRecordedEarlierIsAFormerName() {
        Link link = correlation(account("x"), List.of(List.of(ADA), List.of(ADA)), List.of(List.of(), List.of(OF_ADA)))
                .of("U1")
                .orElseThrow();
        assertThat(link.era()).isEqualTo(Era.FORMER);
        assertThat(link.key()).isEqualTo(Key.APP_USER);
    }

    @Test
    void whoIsGoneIsDepartedWhenAnEarlierSnapshotRecordedThem() {
        Link link = correlation(account("x"), List.of(List.of(BOB), List.of(ADA)), List.of(List.of(), List.of(OF_ADA)))
                .of("U1")
                .orElseThrow();
        assertThat(link.departed()).isTrue();
        assertThat(link.identityId()).isEqualTo("ada");
    }

    @Test
    void whomNoSnapshotHadIsNobody() {
        AppUser ghost = new AppUser("ghost", "U1", "0oa1");
        Correlation found = correlation(
                account("ada@example.com"), List.of(List.of(BOB), List.of(ADA)), List.of(List.of(), List.of(ghost)));
        assertThat(found.of("U1").orElseThrow().identityId())
                .as("the next key is tried")
                .isEqualTo("ada");
    }

    @Test
    void whereEarlierRecordsNameTwoEarlierNamesDoNotLink() {
        UserResource was = Resources.user("ada").userName("countess").build();
        Correlation found = correlation(
                account("countess"),
                List.of(List.of(ADA, BOB), List.of(was, BOB)),
                List.of(List.of(), List.of(OF_ADA, new AppUser("bob", "U1", "0oa1"))));
        assertThat(found.of("U1")).isEmpty();
        assertThat(found.suggestions()).hasSize(1);
    }

    @Test
    void whoseAccountItIsTodayGoesBeforeWhoseItWas() {
        Link link = correlation(
                        account("x"),
                        List.of(List.of(ADA, BOB), List.of(ADA, BOB)),
                        List.of(List.of(new AppUser("bob", "U1", "0oa1")), List.of(OF_ADA)))
                .of("U1")
                .orElseThrow();
        assertThat(link.identityId()).isEqualTo("bob");
    }

    @Test
    void aPersonsWordGoesBeforeTheRecord() {
        assertThat(correlation(
                                account("x"),
                                List.of(List.of(ADA)),
                                List.of(List.of(OF_ADA)),
                                new ManualLink("U1", Optional.empty()))
                        .of("U1"))
                .isEmpty();
    }
}
