package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.user;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// Guests, services and bots that nobody answers for.
class GuestWithoutExceptionTest extends Ruled {
    GuestWithoutExceptionTest() {
        super("guest-without-exception");
    }

    @Test
    void everyKindThatIsNoPersonIsMediumAndNamed() throws Exception {
        for (String kind : java.util.List.of("guest", "External", "SERVICE", "bot")) {
            wiki("", user("a", "x", "\"active\":true,\"userType\":\"" + kind + "\""));
            assertThat(holds()).as(kind).containsExactly("medium a");
            assertThat(evidence().path("kind").asText()).isEqualTo(kind.toLowerCase(java.util.Locale.ROOT));
        }
        named("wiki", "account", "a");
    }

    @Test
    void anEmployeeIsNone() throws Exception {
        wiki("", user("a", "x", "\"active\":true,\"userType\":\"Employee\""));
        assertThat(holds()).isEmpty();
    }

    @Test
    void anInactiveGuestIsNoFinding() throws Exception {
        wiki("", user("a", "x", "\"active\":false,\"userType\":\"guest\""));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aPrivilegedGuestIsHigh() throws Exception {
        wiki("", user("a", "x", "\"active\":true,\"userType\":\"guest\",\"roles\":[{\"value\":\"admin\"}]"));
        assertThat(holds()).containsExactly("high a");
        assertThat(evidence().path("privileged").asBoolean()).isTrue();
    }

    @Test
    void anOwnedBotIsNoFinding() throws Exception {
        wiki(
                record("a", "bot", ", owner: ada").replace("slack", "wiki"),
                user("a", "x", "\"active\":true,\"userType\":\"bot\""));
        assertThat(holds()).isEmpty();
    }

    @Test
    void onlyAnExceptionForTheWholeAccountSuppresses() throws Exception {
        wiki(
                allowed("EX-1", "a", "").replace("slack", "wiki"),
                user("a", "x", "\"active\":true,\"userType\":\"guest\""));
        assertThat(holds()).containsExactly("medium a by EX-1");
        wiki(
                allowed("EX-1", "a", ", access: \"role:x\"").replace("slack", "wiki"),
                user("a", "x", "\"active\":true,\"userType\":\"guest\""));
        assertThat(holds()).containsExactly("medium a");
    }

    @Test
    void itNeedsNoIdp() throws Exception {
        house.governance("", "  - {id: wiki, kind: app}\n")
                .snapshot("wiki", user("a", "x", "\"active\":true,\"userType\":\"guest\""));
        assertThat(holds()).containsExactly("medium a");
        assertThat(unknown()).isEmpty();
    }

    /// An app of plain SCIM with one account.
    private void wiki(String more, String account) throws Exception {
        house.governance("", "  - {id: wiki, kind: app, vendor: scim, authoritativeIdp: okta}\n" + more)
                .snapshot("okta", House.active("i", "ada"))
                .snapshot("wiki", account);
    }
}
