package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.countersign.scim.Dialects;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that do not belong together: refused by name, counted once, or said.
class HostileCombinationsTest {
    /// One file of each vendor's own API.
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("okta", "[{\"id\":\"u\",\"status\":\"ACTIVE\",\"profile\":{\"login\":\"a@x\"}}]"),
            Map.entry("graph", "{\"value\":[{\"id\":\"u\",\"userPrincipalName\":\"a@x\"}]}"),
            Map.entry("google", "{\"users\":[{\"id\":\"u\",\"primaryEmail\":\"a@x\",\"suspended\":false}]}"),
            Map.entry(
                    "slack",
                    "{\"members\":[{\"id\":\"u\",\"team_id\":\"T\",\"name\":\"a\",\"deleted\":false}],\"ok\":true}"),
            Map.entry("gitlab", "[{\"id\":1,\"username\":\"a\",\"state\":\"active\",\"web_url\":\"https://x/a\"}]"),
            Map.entry("aws", "{\"Users\":[{\"UserId\":\"u\",\"UserName\":\"a\"}]}"),
            Map.entry("databricks", "[{\"id\":\"u\",\"applicationId\":\"a\",\"active\":true}]"),
            Map.entry("snowflake", "[{\"name\":\"A\",\"login_name\":\"A\",\"disabled\":\"false\"}]"),
            Map.entry("sentry", "[{\"id\":\"u\",\"email\":\"a@x\",\"orgRole\":\"owner\"}]"),
            Map.entry(
                    "zendesk",
                    "{\"users\":[{\"id\":1,\"role\":\"agent\",\"role_type\":1,\"suspended\":false,\"name\":\"A\"}]}"),
            Map.entry("salesforce", "{\"records\":[{\"Id\":\"u\",\"Username\":\"a@x\",\"IsActive\":true}]}"));

    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
        house.governed("sources:\n"
                + Dialects.ids().stream()
                        .map(vendor -> "  - {id: " + vendor + ", name: X, kind: idp, vendor: " + vendor + "}\n")
                        .collect(Collectors.joining()));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path zip(String entry, String text) throws IOException {
        Path zip = Files.createDirectories(folder.resolve("in")).resolve("again.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return zip;
    }

    private Snapshot take(String source, boolean acceptIncomplete, Path... paths) throws Exception {
        var outcome = house.app()
                .importSnapshot()
                .run(
                        house.app().actor(),
                        new ImportSnapshot.Request(
                                source, Arrays.asList(paths), Optional.of(House.TAKEN), acceptIncomplete, true),
                        Progress.NONE);
        return ((ImportSnapshot.Outcome.Imported) outcome).snapshot();
    }

    private Path in() {
        return folder.resolve("in");
    }

    @Test
    void noVendorReadsTheExportOfAnother() throws Exception {
        for (Map.Entry<String, String> own : OWN.entrySet()) {
            Path file = write(own.getKey() + ".json", own.getValue());
            for (String vendor : Dialects.ids()) {
                boolean reads = vendor.equals(own.getKey())
                        || vendor.equals("auto")
                        || (vendor.equals("entra") && own.getKey().equals("graph"));
                if (reads) {
                    assertThat(take(vendor, false, file).accounts())
                            .as(file + " by " + vendor)
                            .isEqualTo(1);
                } else if (!vendor.equals("csv")) {
                    assertThatThrownBy(() -> take(vendor, false, file))
                            .as(file + " by " + vendor)
                            .hasMessageContaining(own.getKey() + ".json")
                            .hasMessageContaining("It looks like an export of " + own.getKey());
                }
            }
        }
        List<Snapshot> all = house.app().workspace().read(tx -> new SnapshotStore(tx).all());
        assertThat(all).hasSize(OWN.size() * 2 + 1);
    }

    @Test
    void twoVendorsInOneFolderAreSaid() throws Exception {
        write("okta.json", OWN.get("okta"));
        write("slack.json", OWN.get("slack").replace("\"u\"", "\"w\""));
        Snapshot snapshot = take("auto", false, in());
        assertThat(snapshot.accounts()).isEqualTo(2);
        assertThat(snapshot.completeness().notes())
                .contains("Told by their content: exports of okta, slack. A snapshot is of one system: look whether a"
                        + " file of another came among them.");
    }

    @Test
    void theFileOfAnotherVendorIsAGapWhereTheRestIsAccepted() throws Exception {
        write("okta.json", OWN.get("okta"));
        write("slack.json", OWN.get("slack"));
        assertThatThrownBy(() -> take("okta", false, in())).hasMessageContaining("slack.json");
        Snapshot snapshot = take("okta", true, in());
        assertThat(snapshot.accounts()).isEqualTo(1);
        assertThat(snapshot.completeness().gaps()).containsExactly("The file slack.json could not be used.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorCode\":\"E0000047\",\"errorSummary\":\"API call exceeded rate limit\"}",
                "{\"message\":\"401 Unauthorized\"}",
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"500\"}",
                "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"Session expired\"}]",
                "<html>Sign in</html>",
                "",
                "null",
                "{}"
            })
    void anErrorAmongGoodPagesIsNamedWhatEverTheVendor(String error) throws Exception {
        for (String vendor : OWN.keySet()) {
            write(vendor + "/1.json", OWN.get(vendor));
            write(vendor + "/2.json", error);
            Path pages = in().resolve(vendor);
            assertThatThrownBy(() -> take(vendor, false, pages)).hasMessageContaining("2.json");
            Snapshot snapshot = take(vendor, true, pages);
            assertThat(snapshot.accounts()).isEqualTo(1);
            assertThat(snapshot.completeness().gaps()).containsExactly("The file 2.json could not be used.");
        }
    }

    @Test
    void theSameFileInAZipAndInTheFolderCountsOnce() throws Exception {
        for (Map.Entry<String, String> own : OWN.entrySet()) {
            Path file = write(own.getKey() + ".json", own.getValue());
            Snapshot snapshot = take(own.getKey(), false, file, zip("copy/" + own.getKey() + ".json", own.getValue()));
            assertThat(snapshot.accounts()).isEqualTo(1);
            assertThat(snapshot.completeness().rowsDuplicate()).isEqualTo(1);
            assertThat(snapshot.completeness().gaps()).isEmpty();
        }
    }

    @Test
    void membersThatComeTwiceAreMembersOnce() throws Exception {
        write("users.json", OWN.get("okta"));
        write("groups/g/users.json", OWN.get("okta"));
        zip("groups/g/users.json", OWN.get("okta"));
        Snapshot snapshot = take("okta", false, in());
        assertThat(snapshot.memberships()).isEqualTo(1);
        assertThat(snapshot.completeness().gaps()).isEmpty();
    }

    @Test
    void anIdThatComesTwiceWithOtherContentIsSaid() throws Exception {
        write("1.json", OWN.get("okta"));
        write("2.json", OWN.get("okta").replace("a@x", "b@x"));
        Snapshot snapshot = take("okta", false, in());
        assertThat(snapshot.accounts()).isEqualTo(1);
        assertThat(snapshot.completeness().notes())
                .contains("User u is there twice with different content; the later counts.");
    }

    @Test
    void tokensBesideAnExportAreReadFirstAndUnderAnotherNameRefused() throws Exception {
        String token = "[{\"kind\":\"admin#directory#token\",\"clientId\":\"c\",\"userKey\":\"%s\"}]";
        write("a-users.json", OWN.get("google"));
        write("z/tokens-1.json", token.formatted("u"));
        write("z/tokens-2.json", token.formatted("nobody"));
        Snapshot snapshot = take("google", false, in());
        assertThat(snapshot.completeness().gaps()).isEmpty();
        assertThat(snapshot.completeness().notes())
                .contains("There are tokens of 1 account (nobody) that no list of users has.");
        write("grants.json", token.formatted("u"));
        assertThatThrownBy(() -> take("google", false, in()))
                .hasMessageContaining("grants.json")
                .hasMessageContaining("whose names begin with tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"members-.json", "groups/users.json", "members- .json", "groups/ /users.json"})
    void aNameThatNamesNoGroupNamesNone(String name) throws Exception {
        write(name, OWN.get("okta"));
        Snapshot snapshot = take("okta", false, in());
        assertThat(snapshot.groups()).isZero();
        assertThat(snapshot.accounts()).isEqualTo(1);
    }
}
