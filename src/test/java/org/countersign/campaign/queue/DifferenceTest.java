package org.countersign.campaign.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.countersign.text.CanonicalJson;
import org.junit.jupiter.api.Test;

/// From what to what, on lines made by hand.
class DifferenceTest {
    private static ObjectNode line() {
        ObjectNode line = CanonicalJson.object().put("privileged", false);
        line.putObject("account").put("label", "Ada").put("active", true).put("lastSignIn", "2026-01-01T00:00:00Z");
        line.putObject("identity").put("label", "Ada Lovelace").put("department", "Platform");
        line.putObject("group").put("id", "g").put("label", "on-call-eng");
        line.putObject("grant").put("state", "app-side");
        line.putObject("members").putArray("ids").add("1").add("2").add("3");
        line.putArray("findings").addObject().put("rule", "dormant-account");
        return line;
    }

    @Test
    void whatIsTheSameIsNoDifferenceNorIsASignIn() {
        ObjectNode later = line();
        ((ObjectNode) later.path("account")).put("lastSignIn", "2026-09-01T00:00:00Z");
        assertThat(Difference.between(line(), later)).isEmpty();
    }

    @Test
    void aValueIsToldFromWhatToWhat() {
        ObjectNode now = line();
        ((ObjectNode) now.path("identity"))
                .put("department", "Customer Success")
                .put("title", "Lead");
        ((ObjectNode) now.path("group")).put("label", "eng-oncall");
        now.put("privileged", true);
        assertThat(Difference.between(line(), now))
                .containsExactly(
                        new Difference("identity.title", "", "Lead"),
                        new Difference("identity.department", "Platform", "Customer Success"),
                        new Difference("group.label", "on-call-eng", "eng-oncall"),
                        new Difference("privileged", "false", "true"));
    }

    @Test
    void anotherWayIsToldByItsGroups() {
        ObjectNode now = line();
        ObjectNode grant = now.putObject("grant").put("state", "pushed");
        grant.putArray("via").addObject().put("label", "customer-success");
        grant.withArray("via").addObject().put("label", "eng-oncall");
        assertThat(Difference.between(line(), now))
                .containsExactly(new Difference("grant", "app-side", "customer-success › eng-oncall"));
    }

    @Test
    void membersAreCountedThenAndNowAndHowManyCameAndWent() {
        ObjectNode now = line();
        now.putObject("members").putArray("ids").add("2").add("3").add("4").add("5");
        assertThat(Difference.between(line(), now))
                .containsExactly(new Difference("members.count", "3", "4"), new Difference("members.moved", "1", "2"));
        now.putObject("members").putArray("ids").add("4").add("5").add("6");
        assertThat(Difference.between(line(), now))
                .as("as many as before, and others")
                .containsExactly(new Difference("members.count", "3", "3"), new Difference("members.moved", "3", "3"));
    }

    @Test
    void findingsAreToldByWhatIsFoundNowAndWhatNoLongerIs() {
        ObjectNode now = line();
        now.putArray("findings").addObject().put("rule", "toxic-combination");
        assertThat(Difference.between(line(), now))
                .containsExactly(new Difference("findings", "dormant-account", "toxic-combination"));
    }
}
