package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.UserResource;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A sign-in is told by the snapshot that told it, and makes no new row of its account.
class SignInStoreTest {
    private static final String MONDAY = "2026-11-23T08:09:10.000Z";
    private static final String TUESDAY = "2026-11-24T05:00:00.000Z";

    @TempDir
    private Path folder;

    private House house;
    private int taken;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
        house.governed("sources:\n  - {id: okta, kind: idp, vendor: okta}\n  - {id: other, kind: idp, vendor: okta}\n");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static String user(String id, String lastLogin) {
        return "{\"id\":\"%s\",\"status\":\"ACTIVE\",\"profile\":{\"login\":\"%s\"},\"lastLogin\":%s}"
                .formatted(id, id, lastLogin.isEmpty() ? "null" : "\"" + lastLogin + "\"");
    }

    private Snapshot take(String source, String... users) throws Exception {
        Path file = folder.resolve("users-" + taken + ".json");
        Files.writeString(file, "[" + String.join(",", users) + "]");
        var outcome = house.app()
                .importSnapshot()
                .run(
                        house.app().actor(),
                        new ImportSnapshot.Request(
                                source, List.of(file), Optional.of(House.TAKEN.plusSeconds(taken++)), false, true),
                        Progress.NONE);
        return ((ImportSnapshot.Outcome.Imported) outcome).snapshot();
    }

    private Optional<Instant> signIn(Snapshot snapshot, String id) {
        Map<String, UserResource> accounts =
                house.app().workspace().read(tx -> new SnapshotStore(tx).accounts(snapshot));
        return accounts.get(id).lastSignIn();
    }

    private long rows(String table) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + house.workspace());
                var found = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            return found.getLong(1);
        }
    }

    @Test
    void signingInMakesNoNewRowOfTheAccount() throws Exception {
        take("okta", user("a", MONDAY), user("b", MONDAY));
        take("okta", user("a", TUESDAY), user("b", MONDAY));
        take("okta", user("a", TUESDAY), user("b", TUESDAY));
        assertThat(rows("account")).isEqualTo(2);
        assertThat(rows("sign_in")).as("a column each").isEqualTo(3);
    }

    @Test
    void everySnapshotTellsWhatItWasTold() throws Exception {
        Snapshot first = take("okta", user("a", MONDAY), user("b", ""));
        Snapshot second = take("okta", user("a", TUESDAY), user("b", MONDAY), user("c", ""));
        Snapshot third = take("okta", user("a", ""), user("b", ""));
        assertThat(signIn(first, "a")).contains(Instant.parse(MONDAY));
        assertThat(signIn(first, "b")).isEmpty();
        assertThat(signIn(second, "a")).contains(Instant.parse(TUESDAY));
        assertThat(signIn(second, "b")).contains(Instant.parse(MONDAY));
        assertThat(signIn(second, "c")).isEmpty();
        assertThat(signIn(third, "a")).as("no longer told").isEmpty();
        assertThat(rows("sign_in")).as("the third has nothing to tell").isEqualTo(2);
    }

    /// What each vendor tells of a sign-in, as a user without a day.
    private static final List<String> TOLD = List.of("""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"%s","userName":"u","active":true,
            "urn:example:activity":{"lastLogin":"%s"}}""", """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"%s","userName":"u","active":true,
            "lastSignIn":"2026-01-01T00:00:00Z","urn:example:activity":{"floor":"3","lastLoginTime":"%s"}}""", """
            {"id":"%1$s","userPrincipalName":"u@example.com","accountEnabled":true,"signInActivity":{
            "lastSignInDateTime":"%2$s","lastSignInRequestId":"%2$s","lastNonInteractiveSignInDateTime":"%2$s",
            "lastSuccessfulSignInDateTime":"%2$s"}}""", """
            {"id":"%1$s","username":"u","state":"active","web_url":"https://x","last_sign_in_at":"%2$s",
            "current_sign_in_at":"%2$s","last_activity_on":"%2$s"}""", """
            {"kind":"admin#directory#user","id":"%s","primaryEmail":"u@example.com","suspended":false,
            "lastLoginTime":"%s"}""");

    @ParameterizedTest
    @FieldSource("TOLD")
    void inEveryDialectItIsNoChangeOfTheAccount(String user) throws Exception {
        house.governed("sources:\n  - {id: any, kind: idp, vendor: auto}\n");
        Snapshot first = take("any", user.formatted("0", MONDAY), user.formatted("a", MONDAY));
        Snapshot second = take("any", user.formatted("0", MONDAY), user.formatted("a", TUESDAY));
        assertThat(signIn(first, "a")).contains(Instant.parse(MONDAY));
        assertThat(signIn(second, "a")).contains(Instant.parse(TUESDAY));
        assertThat(rows("account")).isEqualTo(2);
        assertThat(whole(second, "a")).doesNotContain(TUESDAY).contains("2026-11-24T05:00:00Z");
    }

    private String whole(Snapshot snapshot, String id) {
        return house.app().workspace().read(tx -> Shown.account(
                        new SnapshotStore(tx).accounts(snapshot).get(id))
                .toString());
    }

    @Test
    void sourcesDoNotMixAndManyAccountsFit() throws Exception {
        String[] many = java.util.stream.IntStream.range(0, 3_000)
                .mapToObj(i -> user("u" + i, i % 2 == 0 ? MONDAY : TUESDAY))
                .toArray(String[]::new);
        Snapshot large = take("okta", many);
        Snapshot other = take("other", user("u0", TUESDAY));
        assertThat(signIn(large, "u0")).contains(Instant.parse(MONDAY));
        assertThat(signIn(large, "u2999")).contains(Instant.parse(TUESDAY));
        assertThat(signIn(other, "u0")).contains(Instant.parse(TUESDAY));
    }

    @Test
    void equalBytesShareTheColumn() throws Exception {
        Snapshot first = take("okta", user("a", MONDAY));
        Snapshot again = take("okta", user("a", MONDAY));
        assertThat(again.number()).isEqualTo(2);
        assertThat(signIn(again, "a")).isEqualTo(signIn(first, "a"));
        assertThat(rows("sign_in")).isEqualTo(1);
    }

    @Test
    void whoIsRecognisedByTheirBytesKeepsTheirSignIn() throws Exception {
        String first = user("first", MONDAY);
        take("okta", first, user("a", MONDAY), user("b", MONDAY));
        take("okta", first, user("a", TUESDAY), user("b", MONDAY));
        Snapshot third = take("okta", first, user("a", TUESDAY), user("b", MONDAY), user("c", ""));
        assertThat(signIn(third, "a")).contains(Instant.parse(TUESDAY));
        assertThat(signIn(third, "b")).contains(Instant.parse(MONDAY));
        assertThat(rows("account")).isEqualTo(4);
    }

    @Test
    void anOlderStateThatComesAgainTakesNoSignInBack() throws Exception {
        String first = user("first", MONDAY);
        String old = user("a", MONDAY).replace("{\"id\"", "{\"lastUpdated\":\"2026-11-20T00:00:00.000Z\",\"id\"");
        String fresh = user("a", TUESDAY)
                .replace("{\"id\"", "{\"lastUpdated\":\"2026-11-24T00:00:00.000Z\",\"id\"")
                .replace("ACTIVE", "SUSPENDED");
        take("okta", first, old);
        Snapshot second = take("okta", first, fresh, old);
        assertThat(second.completeness().notes())
                .contains("User a is there twice with different content; the first counts.");
        assertThat(signIn(second, "a")).contains(Instant.parse(TUESDAY));
    }

    @Test
    void theColumnsOfPrunedSnapshotsGo() throws Exception {
        take("okta", user("a", MONDAY), user("b", MONDAY));
        take("okta", user("a", TUESDAY), user("b", MONDAY));
        Snapshot third = take("okta", user("a", TUESDAY), user("b", TUESDAY));
        house.app()
                .pruneSnapshots()
                .run(
                        house.app().actor(),
                        new Retention(1, Optional.empty(), 0, 0, 0, 0),
                        java.util.Set.of("okta"),
                        Progress.NONE);
        assertThat(rows("sign_in")).isEqualTo(1);
        assertThat(signIn(third, "b")).contains(Instant.parse(TUESDAY));
    }
}
