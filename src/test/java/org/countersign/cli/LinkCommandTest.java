package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.app.Countersign;
import org.countersign.cli.Commands.Answer;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links as a person sees and settles them, on a real workspace.
class LinkCommandTest {
    private static final String USER = System.getProperty("user.name", "unknown");

    @TempDir
    private Path folder;

    private Commands commands;

    private static String person(String id, String userName, String displayName) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"" + id + "\",\"userName\":\""
                + userName + "\",\"displayName\":\"" + displayName + "\",\"active\":true}";
    }

    @BeforeEach
    void organisation() throws Exception {
        commands = new Commands(folder);
        commands.good(
                "governance",
                "import",
                commands.file("g.yaml", Commands.SOURCES).toString());
        commands.snapshot(
                "okta",
                person("i1", "ada@example.com", "Ada Lovelace"),
                person("i2", "bob@example.com", "Bob Berg"),
                person("i3", "twin", "Tim Twin"),
                person("i4", "TWIN", "Tom Twin"),
                person("i5", "dora.keller@example.com", "Dora Keller"));
        commands.snapshot(
                "slack",
                person("a1", "ada@example.com", "Ada Lovelace"),
                person("a2", "dkeller", "Keller, Dora"),
                person("a3", "twin", "Somebody"),
                person("a4", "bоb@example.com", "Bоb Berg"),
                person("a5", "qqq", "Nobody Knows"));
    }

    private void snapshotOfFive(String one, String other) throws Exception {
        commands.snapshot("slack", one, other, person("a3", "p", "P"), person("a4", "q", "Q"), person("a5", "r", "R"));
    }

    private Map<String, JsonNode> links(String... options) throws Exception {
        var all = new ArrayList<>(List.of("link", "list", "slack", "--format", "json"));
        all.addAll(List.of(options));
        var links = new HashMap<String, JsonNode>();
        commands.good(all.toArray(String[]::new))
                .json()
                .path("links")
                .forEach(link -> links.put(link.path("account").asText(), link));
        return links;
    }

    private JsonNode show(String account) throws Exception {
        return commands.good("link", "show", "slack", account, "--format", "json")
                .json();
    }

    private List<String> events() throws Exception {
        var events = new ArrayList<String>();
        try (var app = Countersign.open(commands.workspace(), java.time.Clock.systemUTC())) {
            app.workspace().read(tx -> {
                new LedgerStore(tx).each(event -> {
                    JsonNode body = Ledger.body(event);
                    if (body.path("type").asText().startsWith("link.")) {
                        events.add(body.path("type").asText() + " " + body.path("data"));
                    }
                });
                return true;
            });
        }
        return events;
    }

    @Test
    void eachLinkShowsItsKeyAndBothValuesBeforeAnyRunOfTheRules() throws Exception {
        JsonNode link = links().get("a1").path("link");
        assertThat(link.path("identity").asText()).isEqualTo("i1");
        assertThat(link.path("key").asText()).isEqualTo("userName");
        assertThat(link.path("era").asText()).isEqualTo("current");
        assertThat(link.path("accountValue").asText()).isEqualTo("ada@example.com");
        assertThat(link.path("identityValue").asText()).isEqualTo("ada@example.com");
        assertThat(links("--key", "userName")).containsOnlyKeys("a1");
        assertThat(links("--unlinked")).containsOnlyKeys("a2", "a3", "a4", "a5");
        assertThat(links("--suggested")).containsOnlyKeys("a2", "a3", "a4");
        assertThat(links("--account", "DKELLER")).containsOnlyKeys("a2");
        assertThat(links("--manual")).isEmpty();
        assertThat(links("--look-alike")).containsOnlyKeys("a4");
        assertThat(commands.good("link", "list", "slack").out())
                .contains("a1  ", "userName", "i5 96", "imitates i2", "5 accounts");
    }

    @Test
    void showSaysWhichKeysWereAskedAndWhoItMayBe() throws Exception {
        JsonNode shown = show("twin");
        assertThat(shown.path("keys").get(1).path("identities").size()).isEqualTo(2);
        assertThat(shown.path("suggestions").findValuesAsText("identity")).containsExactly("i3", "i4");
        assertThat(shown.path("suggestions").get(0).path("reason").asText())
                .isEqualTo("userName “twin” fits 2 identities");
        assertThat(commands.good("link", "show", "slack", "a2").out())
                .contains("No key links it with anybody.")
                .contains("userName “dkeller”: nobody")
                .contains("1. okta/i5 (Dora Keller), 96 of 100: display names: the same names in another order");
        assertThat(commands.good("link", "show", "slack", "a4").out())
                .contains("is written to look like “bob@example.com” of identity Bob Berg: it has CYRILLIC SMALL"
                        + " LETTER O (U+043E).");
        assertThat(commands.good("link", "show", "slack", "a1").out())
                .contains("Behind it stands okta/i1 (Ada Lovelace).")
                .contains("Linked by userName: the account has “ada@example.com”, the identity “ada@example.com”.")
                .contains("So since snapshot 1 of ");
    }

    @Test
    void aLinkHoldsSinceBothHadTheirValues() throws Exception {
        for (String taken : List.of("2026-11-22T06:00:00Z", "2026-11-23T06:00:00Z")) {
            String name = taken.contains("-22") ? "old@example.com" : "ada@example.com";
            Path file = commands.file("s.json", "[" + person("a1", name, "Ada") + "]");
            commands.good("snapshot", "import", "--source", "slack", "--taken-at", taken, file.toString());
            commands.good(
                    "snapshot",
                    "import",
                    "--source",
                    "okta",
                    "--taken-at",
                    taken,
                    commands.file("o.json", "[" + person("i1", "ada@example.com", "Ada") + "]")
                            .toString());
        }
        assertThat(show("a1").path("since").path("takenAt").asText()).isEqualTo("2026-11-23T06:00:00Z");
        assertThat(show("a1").path("since").path("source").asText()).isEqualTo("slack");
    }

    @Test
    void aConfirmedLinkStaysWhateverKeysSay() throws Exception {
        assertThat(commands.good("link", "confirm", "slack", "a1").out())
                .contains("Recorded: slack/a1 is identity i1's.");
        assertThat(commands.good("link", "confirm", "slack", "a1").out()).contains("Stood already");
        assertThat(events())
                .containsExactly("link.confirmed {\"account\":\"a1\",\"era\":\"current\",\"identity\":\"i1\","
                        + "\"key\":\"userName\",\"source\":\"slack\"}");
        commands.good(
                "snapshot",
                "import",
                "--source",
                "slack",
                "--taken-at",
                "2026-11-24T06:30:00Z",
                "--accept-shrunken",
                commands.file("s2.json", "[" + person("a1", "renamed", "Ada L.") + "]")
                        .toString());
        JsonNode link = links("--manual").get("a1");
        assertThat(commands.good("link", "show", "slack", "a1").out())
                .contains(
                        USER + " confirmed the link at 2026-11-24T07:00:00Z; then userName had linked “ada@example.com”"
                                + " with “ada@example.com”.")
                .contains("Keys, which are not asked while a person's word stands:")
                .contains("userName “renamed”: nobody");
        assertThat(link.path("link").path("identity").asText()).isEqualTo("i1");
        assertThat(link.path("link").path("key").asText()).isEqualTo("manual");
        assertThat(link.path("saidByPerson").path("osUser").asText()).isEqualTo(USER);
        assertThat(link.path("saidByPerson").path("at").asText()).isEqualTo("2026-11-24T07:00:00Z");
        assertThat(link.path("saidByPerson").path("confirmed").toString())
                .isEqualTo("{\"key\":\"userName\",\"accountValue\":\"ada@example.com\","
                        + "\"identityValue\":\"ada@example.com\"}");
        assertThat(commands.good("drift", "--format", "csv").out()).doesNotContain("\"a1\"");
        assertThat(commands.good("link", "forget", "slack", "a1").out()).contains("keys decide again");
        assertThat(links("--unlinked")).containsKey("a1");
        assertThat(commands.good("drift", "--format", "csv").out()).contains("\"a1\"");
        assertThat(commands.refused("link", "forget", "slack", "a1")).contains("Nobody has said anything");
        assertThat(commands.refused("link", "confirm", "slack", "a1")).contains("nothing to confirm");
    }

    @Test
    void whatIsCutIsNobodysAndNotSuggested() throws Exception {
        commands.good("link", "cut", "slack", "a2");
        assertThat(show("a2").path("suggestions")).isEmpty();
        assertThat(show("a2").path("saidByPerson").path("nobody").asBoolean()).isTrue();
        assertThat(links("--suggested")).doesNotContainKey("a2");
        assertThat(commands.refused("link", "confirm", "slack", "a2")).contains("nobody stands behind it");
    }

    @Test
    void aListFilledInIsAppliedWhole() throws Exception {
        String list = commands.good("link", "list", "slack", "--format", "csv").out();
        assertThat(list).startsWith("source,account,label,identity,");
        String filled = list.lines()
                .map(line -> line.startsWith("\"slack\",\"a1\"")
                        ? line.replaceAll("\"\"$", "\"confirm\"")
                        : line.startsWith("\"slack\",\"a5\"") ? line.replaceAll("\"\"$", "\"cut\"") : line)
                .reduce("", (all, line) -> all + line + "\r\n");
        String file = commands.file("filled.csv", filled).toString();
        byte[] before = Files.readAllBytes(commands.workspace());
        assertThat(commands.good("link", "apply", file, "--dry-run").out())
                .contains(
                        "slack/a1 is identity i1's.",
                        "slack/a5 is nobody's.",
                        "2 links would be recorded",
                        "Nothing was stored.");
        assertThat(Files.readAllBytes(commands.workspace())).isEqualTo(before);
        assertThat(events()).isEmpty();
        assertThat(commands.good("link", "apply", file).out()).contains("2 links recorded.");
        assertThat(events()).hasSize(2);
        assertThat(links("--manual")).containsOnlyKeys("a1", "a5");
        assertThat(commands.good("link", "apply", file).out()).contains("0 links recorded, 2 stood already.");
        assertThat(events()).hasSize(2);
        Path more = commands.file(
                "more.csv", "source,account,identity,action\nslack,a1,,forget\nslack,a2,i5,set\nslack,a3,,\n");
        assertThat(commands.good("link", "apply", more.toString(), "--format", "json")
                        .json()
                        .toString())
                .isEqualTo(
                        "{\"stored\":true,\"links\":["
                                + "{\"source\":\"slack\",\"account\":\"a1\",\"action\":\"forget\",\"stood\":false},"
                                + "{\"source\":\"slack\",\"account\":\"a2\",\"action\":\"set\",\"stood\":false,\"identity\":\"i5\"}]}");
        assertThat(links("--manual")).containsOnlyKeys("a2", "a5");
        assertThat(commands.good("ledger", "verify").code()).isZero();
    }

    @Test
    void oneBadRowRefusesTheFileAndEveryBadRowIsNamed() throws Exception {
        Path syntax = commands.file("bad.csv", """
                source,account,identity,action
                slack,a1,i1,link
                slack,a2,,set
                ,a3,i3,set
                slack,a5,i1,set
                slack,a5,,cut
                """);
        assertThat(commands.refused("link", "apply", syntax.toString()))
                .contains("bad.csv, line 2: “link” is none of set, confirm, cut, forget")
                .contains("bad.csv, line 3: set needs an identity")
                .contains("bad.csv, line 4: source is empty")
                .contains("bad.csv, line 6: line 5 says something of this account already")
                .contains("Nothing was changed.")
                .doesNotContain("line 5:");
        Path facts = commands.file("facts.csv", """
                source,account,identity,action
                slack,a2,i5,set
                slack,nosuch,i1,set
                slack,a5,nosuch,set
                slack,a1,i2,confirm
                slack,a3,,forget
                nosource,a1,,confirm
                slack,a4,i2,cut
                """);
        for (String dry : List.of("--dry-run", "--format=table")) {
            assertThat(commands.refused("link", "apply", facts.toString(), dry))
                    .contains("facts.csv, line 3: slack/nosuch: The current snapshot has no account of this id.")
                    .contains("facts.csv, line 4: okta/nosuch: No snapshot of the IdP has an identity of this id.")
                    .contains("facts.csv, line 5: slack/a1: It is linked with identity i1 now, not with i2.")
                    .contains("facts.csv, line 6: slack/a3: Nobody has said anything of this account.")
                    .contains("facts.csv, line 7: nosource/a1: ")
                    .contains("facts.csv, line 8: slack/a4: It is linked with nobody now.")
                    .contains("Nothing was changed.")
                    .doesNotContain("line 2:");
        }
        assertThat(events()).isEmpty();
        assertThat(links("--manual")).isEmpty();
    }

    @Test
    void aWordOnASourceThatIsNoAppIsKeptWithAWarning() throws Exception {
        Path words = commands.file("words.csv", """
                source,account,identity,action
                slack,a5,,cut
                okta,i1,,cut
                okta,i2,,cut
                """);
        String okta = "Note: okta is no app in governance: no rule reads what is said of its accounts.\n";
        for (String format : List.of("table", "csv", "json")) {
            assertThat(commands.good("link", "apply", words.toString(), "--dry-run", "--format", format)
                            .err())
                    .isEqualToNormalizingNewlines(okta);
        }
        Answer applied = commands.good("link", "apply", words.toString());
        assertThat(applied.err()).isEqualToNormalizingNewlines(okta);
        assertThat(applied.out()).isEqualToNormalizingNewlines("3 links recorded.\n");
        commands.good(
                "governance",
                "import",
                "--prune",
                commands.file("less.yaml", "sources:\n  - {id: okta, kind: idp}\n")
                        .toString());
        assertThat(commands.good("link", "cut", "slack", "a1").err()).startsWith("Note: slack is no app in governance");
        Path back = commands.file("back.csv", "source,account,identity,action\nslack,a5,,forget\nokta,i1,,forget\n");
        assertThat(commands.good("link", "apply", back.toString()).err())
                .as("taking a word back needs no source")
                .isEmpty();
        assertThat(commands.refused("link", "set", "slack", "a1", "i1")).contains("has no authoritative IdP");
    }

    @Test
    void badFilesAreRefused() throws Exception {
        assertThat(commands.refused("link", "apply", commands.file("e.csv", "").toString()))
                .contains("e.csv: The file is empty.");
        assertThat(commands.refused(
                        "link",
                        "apply",
                        commands.file("h.csv", "source,account,action\n").toString()))
                .contains("h.csv, line 1: The header has no column “identity”.");
        assertThat(commands.refused(
                        "link",
                        "apply",
                        commands.file("q.csv", "source,account,identity,action\n\"a\n")
                                .toString()))
                .contains("q.csv, line 2: A quoted field does not end.");
        Path latin = Files.write(folder.resolve("l.csv"), new byte[] {'a', (byte) 0xE9});
        assertThat(commands.refused("link", "apply", latin.toString())).contains("The file is not UTF-8.");
        assertThat(commands.refused("link", "apply", folder.resolve("no.csv").toString()))
                .contains("cannot be read");
        assertThat(commands.good(
                                "link",
                                "apply",
                                commands.file("n.csv", "source,account,identity,action\n")
                                        .toString())
                        .out())
                .contains("0 links recorded.");
    }

    @Test
    void whatIsNotThereIsRefused() throws Exception {
        assertThat(commands.refused("link", "list", "nosource")).contains("nosource: There is no source of this id.");
        assertThat(commands.refused("link", "list", "okta")).contains("no authoritative IdP");
        assertThat(commands.refused("link", "show", "slack", "nosuch")).contains("no account of this id or user name");
        assertThat(commands.refused("link", "list", "slack", "--account", "nosuch"))
                .contains("slack/nosuch");
        assertThat(commands.refused("link", "confirm", "slack", "nosuch")).contains("slack/nosuch");
        Answer usage = commands.run("link", "list", "slack", "--key", "name");
        assertThat(usage.code()).isEqualTo(2);
        assertThat(usage.err()).contains("'name' is no key: they are manual, externalId");
        assertThat(commands.run("link", "list").code()).isEqualTo(2);
        snapshotOfFive(person("a1", "one", "A"), person("a2", "ONE", "B"));
        assertThat(commands.run("link", "show", "slack", "one").err())
                .contains("2 accounts have this user name. Name one by its id: a1, a2");
    }

    @Test
    void findingsSayWhomAnAccountImitatesAndKeepTheirFingerprints() throws Exception {
        JsonNode drift = commands.good("drift", "--format", "json").json();
        var said = new HashMap<String, String>();
        drift.path("findings").forEach(finding -> {
            if (finding.path("rule").asText().equals("unmatched-account")) {
                said.put(
                        finding.path("subject").path("id").asText(),
                        finding.path("evidence").path("looksLike").toString());
            }
        });
        assertThat(said).containsOnlyKeys("a2", "a3", "a4", "a5");
        assertThat(said.get("a4")).contains("is written to look like");
        assertThat(said.get("a5")).isEmpty();
    }

    @Test
    void namesThatWouldTurnALineAreSpeltOut() throws Exception {
        snapshotOfFive(person("a1", "x", "\\u202Eevil\\u001b[31m"), person("a2", "y", "دانا"));
        assertThat(commands.good("link", "list", "slack").out())
                .contains("‹U+202E›evil‹U+001B›[31m")
                .doesNotContain("\u202E", "\u001b");
    }

    @Test
    void aWordThatNamesAnotherIdpsIdentityWaitsUntilThatIdpIsAskedAgain() throws Exception {
        commands.good("link", "set", "slack", "a5", "i2");
        commands.good("link", "set", "slack", "a1", "i2");
        String entra = Commands.SOURCES.replace("authoritativeIdp: okta", "authoritativeIdp: entra")
                + "  - {id: entra, kind: idp}\n";
        commands.good(
                "governance",
                "import",
                "--overwrite",
                commands.file("e.yaml", entra).toString());
        commands.snapshot("entra", person("e1", "ada@example.com", "Ada Lovelace"));
        JsonNode waits = links().get("a5");
        assertThat(waits.has("link")).isFalse();
        assertThat(waits.path("saidByPerson").path("identity").asText())
                .as("the word is not lost")
                .isEqualTo("i2");
        assertThat(links("--unlinked")).containsKey("a5").doesNotContainKey("a1");
        assertThat(links().get("a1").path("link").path("identity").asText()).isEqualTo("e1");
        assertThat(links("--key", "manual")).isEmpty();
        assertThat(links("--key", "userName")
                        .get("a1")
                        .path("link")
                        .path("accountValue")
                        .asText())
                .isEqualTo("ada@example.com");
        String told = commands.good("link", "show", "slack", "a5").out();
        assertThat(told).contains("has no identity i2, so keys decide", "No key links it with anybody.");
        assertThat(commands.good("drift", "--format", "csv").out())
                .contains("\"unmatched-account\",\"slack\",\"account\",\"a5\"")
                .doesNotContain("\"unmatched-account\",\"slack\",\"account\",\"a1\"");

        commands.good(
                "governance",
                "import",
                "--overwrite",
                commands.file("g.yaml", Commands.SOURCES).toString());
        assertThat(links("--key", "manual")).containsOnlyKeys("a1", "a5");
        assertThat(links().get("a5").path("link").path("identity").asText()).isEqualTo("i2");
    }
}
