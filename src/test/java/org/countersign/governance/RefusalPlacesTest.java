package org.countersign.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import java.util.stream.Stream;
import org.countersign.scim.Dialects;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is wrong with a governance file is told with line and column, in words, and with a way out.
class RefusalPlacesTest {
    private static RefusedException refusal(String yaml) {
        RefusedException refusal = catchThrowableOfType(
                RefusedException.class,
                () -> GovernanceFile.parse("g.yaml", yaml, Set.of("okta", "slack"), Set.of("dormant-account")));
        assertThat(refusal).as(yaml).isNotNull();
        return refusal;
    }

    /// Found by `GovernanceFuzzTest`: what a file says of itself was quoted whole.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "? %s\n: 1\n",
                "rulesOff: [%s]\n",
                "rulesOff: [*%s]\n",
                "a: &%1$s [1]\nb: *%1$s\n",
                "sources: [{id: %s, kind: idp}]\n",
                "sources: [{id: a, kind: %s}]\n",
                "sources: [{id: a, kind: app, authoritativeIdp: %s}]\n",
                "sources: [{id: a, kind: app, dormantAfter: %s}]\n",
                "exceptions: [{id: a, source: okta, account: a, expires: %s}]\n"
            })
    void whatAFileSaysOfItselfIsQuotedToABound(String yaml) {
        RefusedException refused = refusal(yaml.formatted("x".repeat(5_000)));
        assertThat(refused.getMessage()).contains("line ", "xxx").hasSizeLessThan(1_000);
    }

    static Stream<Arguments> faults() {
        String source = "sources:\n  - {id: okta, kind: idp, ";
        return Stream.of(
                Arguments.of("[".repeat(60), "line 1, column 33", "nested too deeply"),
                Arguments.of("{a: ".repeat(20_000), "line 1, column 129", "nested too deeply"),
                Arguments.of("a:\n  - " + "- ".repeat(20_000) + "b", "line 2, column", "nested too deeply"),
                Arguments.of("groups: &x [1]\nsources: *x\n", "line 2, column 10", "The alias *x stands for a block"),
                Arguments.of("sources:\n  - &r {owner: *r}\n", "line 2, column 16", "The alias *r stands for a block"),
                Arguments.of("sources: *nope\n", "line 1, column 10", "undefined alias nope"),
                Arguments.of("a: b\nc: \u0001\n", "line 2, column 4", "U+0001 is not allowed"),
                Arguments.of("%YAML 3.0\n---\nsources: []\n", "line 1, column 1", "not YAML"),
                Arguments.of("sources:\n---\nsources:\n", "line 2, column 1", "another document"),
                Arguments.of("\tsources: []", "line 1, column 1", "cannot start any token"),
                Arguments.of("sources: [\"\\q\"]", "line 1, column 13", "unknown escape"),
                Arguments.of("a: 'never ends\n", "line 2, column 1", "unexpected end"),
                Arguments.of("- a\n", "line 1, column 1", "a block of keys is expected"),
                Arguments.of("just text", "line 1, column 1", "a block of keys is expected"),
                Arguments.of("? [a]\n: b\n", "line 1, column 3", "is not a key here"),
                Arguments.of(source + "vendor: slak}\n", "line 2, column 35", "“slak” is none of auto, scim, okta"),
                Arguments.of(source + "vendor: [okta]}\n", "line 2, column 35", "a text is expected"),
                Arguments.of(source + "compare: [phone]}\n", "line 2, column 37", "none of email, title"),
                Arguments.of(source + "revocation: {sessions: maybe}}\n", "line 2, column 50", "none of revoked, kept"),
                Arguments.of(source + "revocation: {cookies: kept}}\n", "line 2, column 40", "“cookies” is not a key"),
                Arguments.of(
                        source + "revocation: {sessions: {source: x}}}\n", "line 2, column 50", "“state” is missing"),
                Arguments.of(source + "scim: {token: {expires: soon}}}\n", "line 2, column 51", "not a date"),
                Arguments.of(source + "privileged: {users: [a]}}\n", "line 2, column 40", "“users” is not a key here"),
                Arguments.of("sources:\n  - {id: Okta, kind: idp}\n", "line 2, column 10", "not an id of a-z"),
                Arguments.of("sources:\n  - {id: , kind: idp}\n", "line 2, column 5", "“id” is empty"),
                Arguments.of(
                        "groups:\n  - {source: okta, group: g, classification: secret}\n",
                        "line 2, column 46",
                        "none of public, internal"),
                Arguments.of(
                        "groups:\n  - {source: okta, group: g}\n  - {source: okta, group: g}\n",
                        "line 3, column 5",
                        "okta/g is here twice"),
                Arguments.of("mappings:\n  - {id: m, idpGroup: g, app: slack}\n", "line 2, column 5", "exactly one of"),
                Arguments.of(
                        "mappings:\n  - {id: m, idpGroup: g, app: slack, role: r, nesting: all}\n",
                        "line 2, column 56",
                        "none of expand, direct"),
                Arguments.of(
                        "accounts:\n  - {source: slack, account: a, kind: person}\n",
                        "line 2, column 39",
                        "none of service, bot"),
                Arguments.of(
                        "exceptions:\n  - {id: E, source: slack, account: a, access: admin}\n",
                        "line 2, column 48",
                        "is not group:…"),
                Arguments.of(
                        "separationOfDuties:\n  - {id: s, left: {idpGroups: [a]}}\n",
                        "line 2, column 5",
                        "“right” is missing"),
                Arguments.of("rulesOff: [dormant]\n", "line 1, column 12", "there is no rule “dormant”"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultHasItsPlaceItsReasonAndARemedy(String yaml, String place, String reason) {
        assertThat(refusal(yaml).getMessage())
                .startsWith("g.yaml, " + place)
                .contains(reason)
                .endsWith("Nothing was imported; mend the file.");
    }

    @Test
    void aTextThatAnAliasStandsForIsReadAndPlacedWhereItIsUsed() throws Exception {
        assertThat(GovernanceFile.parse(
                                "g.yaml",
                                "defaults: {campaignOwner: &o ada@example.com, fallbackReviewer: *o}\n",
                                Set.of(),
                                Set.of())
                        .path("defaults")
                        .path("fallbackReviewer")
                        .asText())
                .isEqualTo("ada@example.com");
        String yaml = "defaults: {campaignOwner: &o jira}\nsources:\n"
                + "  - {id: slack, kind: app, owner: *o,\n     authoritativeIdp: *o}\n";
        assertThat(refusal(yaml).getMessage()).startsWith("g.yaml, line 4, column 24: there is no source “jira”");
    }

    @Test
    void anAnchorUsedTwiceIsPlacedAtEachUse() {
        String yaml =
                "groups:\n  - {source: &s jira, group: a}\n  - {source: *s, group: b}\n  - {source: *s, group: c}\n";
        assertThat(refusal(yaml).getMessage())
                .contains("line 2, column 14: there is no source")
                .contains("line 3, column 14: there is no source")
                .contains("line 4, column 14: there is no source");
    }

    @Test
    void columnsCountCharactersAndNotUnits() {
        assertThat(refusal("a: \"👩\u0001\"\n").getMessage()).startsWith("g.yaml, line 1, column 6");
    }

    @Test
    void atMostTwentyFaultsAreTold() {
        var yaml = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            yaml.append("k").append(i).append(": 1\n");
        }
        assertThat(refusal(yaml.toString()).getMessage())
                .contains("line 20, column 1")
                .doesNotContain("line 21, column 1")
                .contains("and 10 more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto",
                "scim",
                "okta",
                "entra",
                "graph",
                "slack",
                "google",
                "github",
                "gitlab",
                "aws",
                "atlassian",
                "databricks",
                "snowflake",
                "sentry",
                "zendesk",
                "salesforce",
                "csv"
            })
    void aKnownVendorIsTaken(String vendor) throws Exception {
        assertThat(Dialects.ids()).contains(vendor);
        assertThat(GovernanceFile.parse(
                                "g.yaml",
                                "sources:\n  - {id: okta, kind: idp, vendor: " + vendor + "}\n",
                                Set.of(),
                                Set.of())
                        .path("sources")
                        .get(0)
                        .path("vendor")
                        .asText())
                .isEqualTo(vendor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Okta", "slack2", "okta entra", "*"})
    void anUnknownVendorIsRefused(String vendor) {
        assertThatThrownBy(() -> GovernanceFile.parse(
                        "g.yaml",
                        "sources:\n  - {id: okta, kind: idp, vendor: \"" + vendor + "\"}\n",
                        Set.of(),
                        Set.of()))
                .hasMessageStartingWith("g.yaml, line 2, column 35: “" + vendor + "” is none of");
    }

    @Test
    void aVendorLeftOutIsFoundOut() throws Exception {
        assertThat(GovernanceJson.typed(GovernanceFile.parse(
                                "g.yaml", "sources:\n  - {id: okta, kind: idp}\n", Set.of(), Set.of()))
                        .source("okta")
                        .orElseThrow()
                        .vendor())
                .isEqualTo("auto");
    }
}
