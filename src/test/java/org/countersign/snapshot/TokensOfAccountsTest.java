package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.Credentials;
import org.countersign.scim.UserResource;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Grants and tokens that vendors tell apart from accounts: what deactivation may leave alive.
class TokensOfAccountsTest {
    private static final Path SAMPLES = Path.of("../shared/samples/cartography-cncf__cartography");
    private static final String USERS = """
            {"kind":"admin#directory#users","users":[
             {"id":"115824619743385532879","primaryEmail":"ada@example.com","suspended":false},
             {"id":"2","primaryEmail":"bob@example.com","suspended":false}]}""";
    /// In the shape that Google's Admin SDK answers `tokens.list` with.
    private static final String TOKENS = """
            {"kind":"admin#directory#tokenList","etag":"x","items":[
             {"kind":"admin#directory#token","etag":"y","clientId":"292824132082.apps.googleusercontent.com",
              "displayText":"Google APIs Explorer","anonymous":false,"nativeApp":false,
              "userKey":"115824619743385532879",
              "scopes":["openid","https://www.googleapis.com/auth/calendar"]},
             {"kind":"admin#directory#token","clientId":"77.apps.googleusercontent.com",
              "userKey":"115824619743385532879",
              "scopes":["openid"]}]}""";

    @TempDir
    private Path folder;

    private House house;
    private int days;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
        String sources = """
                sources:
                  - {id: okta, name: Okta, kind: idp}
                  - {id: google, name: Google, kind: app, vendor: google, authoritativeIdp: okta}
                  - {id: snow, name: Snowflake, kind: app, vendor: snowflake, authoritativeIdp: okta}
                """;
        house.governed(sources);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void write(String name, String text) throws Exception {
        Path file = folder.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Snapshot take(String source) throws RefusedException {
        return ((ImportSnapshot.Outcome.Imported) house.app()
                        .importSnapshot()
                        .run(
                                house.app().actor(),
                                new ImportSnapshot.Request(
                                        source,
                                        List.of(folder.resolve("in")),
                                        Optional.of(House.TAKEN.plusSeconds(days)),
                                        false,
                                        true),
                                Progress.NONE))
                .snapshot();
    }

    private Map<String, UserResource> accounts(Snapshot snapshot) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).accounts(snapshot));
    }

    @Test
    void theGrantsOfAUserOfGoogleAreReadIntoTheAccount() throws Exception {
        write("all-users.json", USERS);
        write("users/115824619743385532879/tokens.json", TOKENS);
        write("users/2/tokens.json", "{\"kind\":\"admin#directory#tokenList\",\"etag\":\"z\"}");
        Snapshot snapshot = take("google");
        assertThat(snapshot.completeness().gaps()).isEmpty();
        UserResource ada = accounts(snapshot).get("115824619743385532879");
        assertThat(Credentials.of(ada))
                .isEqualTo(Map.of("oauthGrants", List.of("Google APIs Explorer", "77.apps.googleusercontent.com")));
        assertThat(ada.extra().at("/oauthGrants/0/scopes/1").asText())
                .isEqualTo("https://www.googleapis.com/auth/calendar");
        assertThat(Credentials.of(accounts(snapshot).get("2"))).isEmpty();
    }

    @Test
    void tokensThatComeAndGoAreSeenThoughTheBytesOfTheAccountAreKnown() throws Exception {
        write("users.json", USERS);
        String ada = "115824619743385532879";
        for (boolean told : List.of(false, true, false, true, true)) {
            Path tokens = folder.resolve("in/tokens.json");
            Files.deleteIfExists(tokens);
            if (told) {
                write("tokens.json", TOKENS);
            }
            days++;
            Map<String, List<String>> held =
                    Credentials.of(accounts(take("google")).get(ada));
            assertThat(held.containsKey("oauthGrants")).as("day " + days).isEqualTo(told);
        }
    }

    @Test
    void aFindingOnTheAccountSaysWhatItHolds() throws Exception {
        write("users.json", USERS);
        write("tokens-ada.json", TOKENS);
        take("google");
        house.snapshot("okta", House.inactive("i", "ada@example.com"), House.active("j", "bob@example.com"));
        assertThat(house.drift().findings())
                .filteredOn(finding -> finding.rule().equals("disabled-identity-active-account"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence().path("oauthGrants"))
                        .hasToString("[\"Google APIs Explorer\",\"77.apps.googleusercontent.com\"]"));
    }

    @Test
    void tokensInAFileOfAnotherNameAreRefusedWithTheNameToGiveThem() throws Exception {
        write("users.json", USERS);
        write("grants.json", TOKENS);
        assertThatThrownBy(() -> take("google"))
                .hasMessageContaining("grants.json")
                .hasMessageContaining("names begin with tokens");
    }

    @Test
    void tokensOfNobodyAreSaid() throws Exception {
        write("users.json", USERS);
        write("tokens.json", TOKENS.replace("115824619743385532879", "999"));
        assertThat(take("google").completeness().notes())
                .contains("There are tokens of 1 account (999) that no list of users has.");
    }

    @Test
    void theTokensOfAUserOfSnowflakeAreReadIntoTheAccountLessThoseThatHaveExpired() throws Exception {
        assumeTrue(Files.isDirectory(SAMPLES), "the samples are not on this machine");
        write("users.json", Files.readString(SAMPLES.resolve("snowflake_users__SNOWFLAKE_USERS.json")));
        write(
                "tokens.json",
                Files.readString(SAMPLES.resolve("snowflake_access_tokens__SNOWFLAKE_ACCESS_TOKENS.json")));
        Map<String, UserResource> accounts = accounts(take("snow"));
        assertThat(Credentials.of(accounts.get("HOMER")))
                .isEqualTo(Map.of("personalAccessTokens", List.of("donut_dashboard")));
        assertThat(Credentials.of(accounts.get("SCRAM_BOT")))
                .isEqualTo(Map.of("personalAccessTokens", List.of("scram_ingest")));
        assertThat(Credentials.of(accounts.get("SMITHERS"))).isEmpty();
        assertThat(accounts.get("SMITHERS")
                        .extra()
                        .at("/personalAccessTokens/0/status")
                        .asText())
                .as("it is kept all the same")
                .isEqualTo("EXPIRED");
    }
}
