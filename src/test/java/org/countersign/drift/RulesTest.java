package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;
import static org.countersign.testkit.House.user;
import static org.countersign.testkit.House.withRole;

import java.nio.file.Path;
import java.util.List;
import org.countersign.testkit.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each rule by hand: when it holds, when it does not, what raises, suppresses or silences it.
class RulesTest {
    private static final String ADMINS = "mappings:\n  - {id: admins, idpGroup: g-admin, app: slack, role: admin}\n";
    private static final String ONCALL =
            "mappings:\n  - {id: oncall, idpGroup: g-oncall, app: slack, appGroup: oncall}\n";

    private House house;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /// `severity subject` of each finding of a rule; suppressed ones with the exception.
    private List<String> of(String rule) {
        Evaluation evaluation = house.drift();
        return java.util.stream.Stream.concat(evaluation.findings().stream(), evaluation.suppressed().stream())
                .filter(finding -> finding.rule().equals(rule))
                .map(finding ->
                        finding.severity().text() + " " + finding.subject().id()
                                + finding.suppressedBy().map(id -> " by " + id).orElse(""))
                .toList();
    }

    private List<String> unknown(String rule) {
        return house.drift().notEvaluable().stream()
                .filter(entry -> entry.rule().equals(rule))
                .map(NotEvaluable::source)
                .toList();
    }

    private static String exception(String id, String account, String more) {
        return "exceptions:\n  - {id: " + id + ", source: slack, account: " + account + more
                + ", owner: ada, reason: r, expires: 2026-12-31}\n";
    }

    @Test
    void disabledIdentityActiveAccount() throws Exception {
        house.governance("", "")
                .snapshot("okta", inactive("i1", "ada"), inactive("i2", "bob"), active("i3", "eve"))
                .snapshot(
                        "slack",
                        active("a1", "ada"),
                        withRole("a2", "bob", "admin"),
                        active("a3", "eve"),
                        inactive("a4", "ada"));
        assertThat(of("disabled-identity-active-account")).containsExactly("critical a2", "high a1");
    }

    @Test
    void disabledIdentityIsNotEvaluableWhereTheIdpDoesNotTell() throws Exception {
        house.governance("", "").snapshot("okta", user("i1", "ada", "")).snapshot("slack", active("a1", "ada"));
        assertThat(of("disabled-identity-active-account")).isEmpty();
        assertThat(unknown("disabled-identity-active-account")).containsExactly("slack");
    }

    @Test
    void departedIdentityActiveAccount() throws Exception {
        house.governance("", "")
                .snapshotAt(House.TAKEN.minusSeconds(86_400), "okta", active("i1", "ada"), active("i2", "bob"))
                .snapshot("okta", active("i2", "bob"))
                .snapshot("slack", active("a1", "ada"), active("a2", "bob"));
        assertThat(of("departed-identity-active-account")).containsExactly("high a1");
        assertThat(of("unmatched-account")).isEmpty();
    }

    @Test
    void unmatchedAccount() throws Exception {
        house.governance(
                        "",
                        exception("EX-1", "a2", "")
                                + "accounts:\n  - {source: slack, account: a3, kind: bot, owner: ada}\n  - {source: slack, account: a4, kind: bot, owner: nobody}\n")
                .snapshot("okta", active("i1", "ada"))
                .snapshot(
                        "slack",
                        active("a1", "x"),
                        active("a2", "y"),
                        active("a3", "z"),
                        active("a4", "w"),
                        inactive("a5", "v"));
        assertThat(of("unmatched-account")).containsExactly("medium a1", "medium a4", "medium a2 by EX-1");
    }

    @Test
    void nobodyIsUnmatchedWhereTheIdpIsMissing() throws Exception {
        house.governance("", "").snapshot("slack", active("a1", "x"));
        assertThat(of("unmatched-account")).isEmpty();
        assertThat(unknown("unmatched-account")).containsExactly("slack");
    }

    @Test
    void privilegedAccountOutsideIdp() throws Exception {
        house.governance(
                        "",
                        exception("EX-1", "a2", "")
                                + "accounts:\n  - {source: slack, account: a3, kind: breakglass, owner: ada}\n")
                .snapshot("okta", active("i1", "ada"))
                .snapshot(
                        "slack",
                        withRole("a1", "x", "OWNER "),
                        withRole("a2", "y", "admin"),
                        withRole("a3", "z", "admin"));
        assertThat(of("privileged-account-outside-idp")).containsExactly("critical a1", "critical a2 by EX-1");
    }

    @Test
    void aGivenListReplacesTheDefaultOfThatListAlone() throws Exception {
        house.governance("privileged: {roles: [], groups: [bosses]}", "")
                .snapshot("okta", active("i1", "ada"))
                .snapshot("slack", withRole("a1", "x", "admin"), active("a2", "y"), group("g", "Bosses", "a2"));
        assertThat(of("privileged-account-outside-idp")).containsExactly("critical a2");
    }

    @Test
    void ungovernedPrivilege() throws Exception {
        house.governance("", ADMINS + exception("EX-1", "a3", ", access: \"role:admin\"") + "")
                .snapshot(
                        "okta",
                        active("i1", "ada"),
                        active("i2", "bob"),
                        active("i3", "eve"),
                        inactive("i4", "zed"),
                        group("g", "g-admin", "i1"))
                .snapshot(
                        "slack",
                        withRole("a1", "ada", "admin"),
                        withRole("a2", "bob", "admin"),
                        withRole("a3", "eve", "admin"),
                        withRole("a4", "zed", "admin"));
        assertThat(of("ungoverned-privilege")).containsExactly("high a2", "high a3 by EX-1");
    }

    @Test
    void anExceptionForAnotherAccessDoesNotSuppress() throws Exception {
        house.governance("", ADMINS + exception("EX-1", "a1", ", access: \"role:owner\""))
                .snapshot("okta", active("i1", "ada"), group("g", "g-admin"))
                .snapshot("slack", withRole("a1", "ada", "admin"));
        assertThat(of("ungoverned-privilege")).containsExactly("high a1");
    }

    @Test
    void duplicateAccount() throws Exception {
        house.governance("", "")
                .snapshot("okta", user("i1", "ada", "\"active\":true,\"emails\":[{\"value\":\"ada@x\"}]"))
                .snapshot(
                        "slack",
                        active("a1", "ada"),
                        user("a2", "lovelace", "\"active\":true,\"emails\":[{\"value\":\"ADA@x\"}]"),
                        inactive("a3", "ada"));
        assertThat(of("duplicate-account")).containsExactly("medium i1");
    }

    @Test
    void guestWithoutException() throws Exception {
        String guest = "\"active\":true,\"userType\":\"Guest\"";
        house.governance("", exception("EX-1", "a2", ""))
                .snapshot("okta", active("i1", "ada"))
                .snapshot(
                        "slack",
                        user("a1", "g1", guest),
                        user("a2", "g2", guest),
                        user("a3", "g3", guest + ",\"roles\":[{\"value\":\"admin\"}]"));
        assertThat(of("guest-without-exception")).containsExactly("high a3", "medium a1", "medium a2 by EX-1");
    }

    @Test
    void appSideMembership() throws Exception {
        house.governance("", ONCALL + exception("EX-1", "bob", ", access: \"group:Oncall\""))
                .snapshot(
                        "okta",
                        active("i1", "ada"),
                        active("i2", "bob"),
                        active("i3", "eve"),
                        group("g", "g-oncall", "i1"))
                .snapshot(
                        "slack",
                        active("a1", "ada"),
                        active("a2", "bob"),
                        active("a3", "eve"),
                        group("s", "oncall", "a1", "a2", "a3"));
        assertThat(of("app-side-membership")).containsExactly("medium s/a3", "medium s/a2 by EX-1");
    }

    @Test
    void nestedMembersAreGrantedUnlessTheMappingSaysDirect() throws Exception {
        String nested =
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"g\",\"displayName\":\"g-oncall\","
                        + "\"members\":[{\"value\":\"h\",\"type\":\"Group\"}]}";
        house.governance("", ONCALL)
                .snapshot("okta", active("i1", "ada"), nested, group("h", "inner", "i1"))
                .snapshot("slack", active("a1", "ada"), group("s", "oncall", "a1"));
        assertThat(of("app-side-membership")).isEmpty();
        house.governance("", ONCALL.replace("appGroup: oncall", "appGroup: oncall, nesting: direct"));
        assertThat(of("app-side-membership")).containsExactly("medium s/a1");
    }

    @Test
    void missingMembership() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i1", "ada"), inactive("i2", "bob"), group("g", "g-oncall", "i1", "i2"))
                .snapshot("slack", active("a1", "ada"), active("a2", "bob"), group("s", "oncall"));
        assertThat(of("missing-membership")).containsExactly("low s/a1");
    }

    @Test
    void nothingIsMissingInAnIncompleteSnapshot() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i1", "ada"), group("g", "g-oncall", "i1"))
                .file(
                        House.TAKEN,
                        "slack",
                        "{\"totalResults\":9,\"Resources\":[" + active("a1", "ada") + "," + group("s", "oncall")
                                + "]}");
        assertThat(of("missing-membership")).isEmpty();
        assertThat(unknown("missing-membership")).containsExactly("slack");
        assertThat(unknown("broken-mapping")).containsExactly("slack");
        assertThat(of("snapshot-incomplete")).containsExactly("high slack");
    }

    @Test
    void staleMembership() throws Exception {
        house.governance("privileged: {groups: [bosses]}", "")
                .snapshotAt(House.TAKEN.minusSeconds(86_400), "okta", active("i3", "eve"))
                .snapshot("okta", active("i1", "ada"), inactive("i2", "bob"), group("g", "any", "i1", "i2"))
                .snapshot(
                        "slack",
                        inactive("a1", "ada"),
                        active("a2", "bob"),
                        active("a3", "eve"),
                        group("s", "bosses", "a1"),
                        group("t", "team", "a2", "a3"));
        assertThat(of("stale-membership")).containsExactly("medium s/a1", "low g/i2", "low t/a2", "low t/a3");
    }

    @Test
    void unmappedGroup() throws Exception {
        house.governance("privileged: {groups: [bosses]}", ONCALL)
                .snapshot("okta", active("i1", "ada"), group("g", "g-oncall", "i1"))
                .snapshot(
                        "slack",
                        active("a1", "ada"),
                        inactive("a2", "x"),
                        group("s", "oncall", "a1"),
                        group("t", "bosses", "a1"),
                        group("u", "club", "a1"),
                        group("v", "empty", "a2"));
        assertThat(of("unmapped-group")).containsExactly("medium t", "low u");
    }

    @Test
    void brokenMapping() throws Exception {
        house.governance("", """
                        mappings:
                          - {id: m1, idpGroup: gone, app: slack, role: admin}
                          - {id: m2, idpGroup: g-oncall, app: slack, appGroup: gone}
                          - {id: m3, idpGroup: g-oncall, app: slack, appGroup: oncall}
                          - {id: m4, idpGroup: twice, app: slack, role: x}
                        """)
                .snapshot("okta", active("i1", "ada"), group("g", "g-oncall"), group("h", "twice"), group("k", "Twice"))
                .snapshot("slack", active("a1", "ada"), group("s", "oncall"));
        assertThat(of("broken-mapping")).containsExactly("high m1", "high m2", "high m4");
    }

    @Test
    void aReferenceFollowsTheGroupThroughItsRename() throws Exception {
        house.governance("", ONCALL)
                .snapshotAt(House.TAKEN.minusSeconds(86_400), "okta", active("i1", "ada"), group("g", "g-oncall", "i1"))
                .snapshot("okta", active("i1", "ada"), group("g", "renamed", "i1"), group("other", "g-oncall"))
                .snapshot("slack", active("a1", "ada"), group("s", "oncall", "a1"));
        assertThat(of("broken-mapping")).isEmpty();
        assertThat(of("app-side-membership")).isEmpty();
    }

    @Test
    void undocumentedGroup() throws Exception {
        house.governance("", """
                        groups:
                          - {source: okta, group: g-one, owner: ada, purpose: p, classification: internal, cadence: P90D}
                          - {source: okta, group: g-two, owner: ada, purpose: " "}
                        mappings:
                          - {id: m1, idpGroup: g-one, app: slack, role: a}
                          - {id: m2, idpGroup: g-two, app: slack, role: b}
                          - {id: m3, idpGroup: g-three, app: slack, role: c}
                          - {id: m4, idpGroup: gone, app: slack, role: d}
                        """)
                .snapshot(
                        "okta", active("i1", "ada"), group("g1", "g-one"), group("g2", "g-two"), group("g3", "g-three"))
                .snapshot("slack", active("a1", "ada"));
        assertThat(of("undocumented-group")).containsExactly("medium g2", "medium g3");
    }

    @Test
    void exceptionExpired() throws Exception {
        house.governance("", """
                        exceptions:
                          - {id: EX-1, source: slack, account: a1, owner: ada, reason: r, expires: 2026-11-23}
                          - {id: EX-2, source: slack, account: a1, owner: ada, reason: r, expires: 2026-11-24}
                          - {id: EX-3, source: slack, account: a2, owner: ada, reason: r, expires: 2026-11-23}
                          - {id: EX-4, source: slack, account: a1, access: "group:oncall", owner: ada, reason: r, expires: 2026-11-23}
                        """)
                .snapshot("okta", active("i1", "ada"))
                .snapshot("slack", active("a1", "ada"), inactive("a2", "x"), group("s", "oncall"));
        assertThat(of("exception-expired")).containsExactly("high EX-1");
    }

    @Test
    void exceptionIncompleteAndOwnerInactive() throws Exception {
        house.governance("", """
                        exceptions:
                          - {id: EX-1, source: slack, account: a1, owner: ada, reason: r}
                          - {id: EX-2, source: slack, account: a1, owner: bob, reason: r, expires: 2026-12-01}
                          - {id: EX-3, source: slack, account: a1, owner: ADA@x, reason: r, expires: 2026-12-01}
                          - {id: EX-4, source: slack, account: a1}
                        """)
                .snapshot(
                        "okta",
                        user("i1", "ada", "\"active\":true,\"emails\":[{\"value\":\"ada@x\"}]"),
                        inactive("i2", "bob"))
                .snapshot("slack", active("a1", "ada"));
        assertThat(of("exception-incomplete")).containsExactly("medium EX-1", "medium EX-4");
        assertThat(of("exception-owner-inactive")).containsExactly("medium EX-2");
    }

    @Test
    void anExceptionOfAnInactiveOwnerSuppressesNothing() throws Exception {
        house.governance("", exception("EX-1", "a1", "").replace("owner: ada", "owner: bob"))
                .snapshot("okta", active("i1", "ada"), inactive("i2", "bob"))
                .snapshot("slack", active("a1", "x"));
        assertThat(of("unmatched-account")).containsExactly("medium a1");
    }

    @Test
    void scimTokenExpiredOnTheDayAfterItsLast() throws Exception {
        house.governance("scim: {tokenExpires: 2026-11-24}", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "ada"));
        assertThat(of("scim-token-expired")).isEmpty();
        house.governance("scim: {token: {expires: 2026-11-23}}", "");
        assertThat(of("scim-token-expired")).containsExactly("high slack");
    }

    @Test
    void snapshotStale() throws Exception {
        house.governance("snapshotMaxAge: PT2H", "")
                .snapshotAt(House.NOW.minusSeconds(7200), "slack", active("a", "ada"));
        assertThat(of("snapshot-stale")).containsExactly("high okta");
        house.governance("snapshotMaxAge: PT1H", "");
        assertThat(of("snapshot-stale")).containsExactly("high okta", "high slack");
    }

    @Test
    void aRuleThatIsOffIsNamedInTheReport() throws Exception {
        house.governance("", "rulesOff: [unmatched-account, dormant-account]")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"));
        assertThat(of("unmatched-account")).isEmpty();
        assertThat(house.drift().off()).containsExactly("dormant-account", "unmatched-account");
    }

    @Test
    void aQuestionAboutThePastIsAnsweredWithThePast() throws Exception {
        house.governance("", "")
                .snapshotAt(House.TAKEN.minusSeconds(86_400), "okta", active("i", "ada"))
                .snapshotAt(House.TAKEN.minusSeconds(86_400), "slack", active("a", "ada"))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "ada"), active("b", "x"));
        assertThat(of("unmatched-account")).containsExactly("medium b");
        assertThat(house.app().checkDrift().asOf(House.TAKEN.minusSeconds(60)).findings())
                .noneMatch(finding -> finding.rule().equals("unmatched-account"));
    }

    @Test
    void firstSeenIsKeptAndOnlyNowStoresIt() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada")).snapshot("slack", active("a", "x"));
        house.drift();
        Evaluation stored = house.app().checkDrift().now();
        assertThat(stored.findings().getFirst().firstSeen()).contains(House.NOW);
        assertThat(house.app().checkDrift().asOf(House.NOW.plusSeconds(3600)).findings().stream()
                        .filter(finding -> finding.rule().equals("unmatched-account"))
                        .findFirst()
                        .orElseThrow()
                        .firstSeen())
                .contains(House.NOW);
    }

    @Test
    void theFingerprintIsThatOfTheContract() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada")).snapshot("slack", active("a", "x"));
        Finding finding = house.drift().findings().stream()
                .filter(one -> one.rule().equals("unmatched-account"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.fingerprint())
                .isEqualTo(org.countersign.text.Sha256.hex("[\"unmatched-account\",\"slack\",\"account\",\"a\"]")
                        .substring(0, 16));
    }
}
