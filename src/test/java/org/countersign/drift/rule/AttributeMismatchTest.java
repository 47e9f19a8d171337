package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.user;

import org.junit.jupiter.api.Test;

/// What an app and its IdP say of one person differs.
class AttributeMismatchTest extends Ruled {
    AttributeMismatchTest() {
        super("attribute-mismatch");
    }

    private void titles(String keys, String app, String idp) throws Exception {
        house.governance(keys, "")
                .snapshot("okta", user("i", "ada", "\"active\":true," + idp))
                .snapshot("slack", user("a", "ada", "\"active\":true," + app));
    }

    @Test
    void itHoldsWhereBothHaveOneAndTheyDiffer() throws Exception {
        titles("", "\"title\":\"Engineer\"", "\"title\":\" engineer \"");
        assertThat(holds()).isEmpty();
        titles("", "\"title\":\" \"", "\"title\":\"Engineer\"");
        assertThat(holds()).isEmpty();
        titles("", "\"title\":\"Engineer II\"", "\"title\":\"Director\"");
        assertThat(holds()).containsExactly("low a");
        named("slack", "account", "a");
        assertThat(evidence().path("attributes")).hasToString("[\"title\"]");
        assertThat(summary())
                .isEqualTo("ada in Slack is not as Okta has them: title is Engineer II here and Director there.");
    }

    @Test
    void whatIsComparedIsTheSourcesToSay() throws Exception {
        String one = "\"title\":\"%s\",\"emails\":[{\"value\":\"%s\"}]";
        titles("compare: [email]", one.formatted("a", "x@e"), one.formatted("b", "x@e"));
        assertThat(holds()).isEmpty();
        titles("compare: [title]", one.formatted("c", "y@e"), one.formatted("c", "z@e"));
        assertThat(holds()).isEmpty();
        titles("compare: [email]", one.formatted("d", "y@e"), one.formatted("d", "z@e"));
        assertThat(holds()).containsExactly("low a");
        titles("compare: []", one.formatted("f", "v@e"), one.formatted("g", "w@e"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void emailsArePrimaryOnes() throws Exception {
        String two = "\"emails\":[{\"value\":\"%s\"},{\"value\":\"%s\",\"primary\":true}]";
        titles("", two.formatted("x@e", "Ada@e"), two.formatted("y@e", "ada@e"));
        assertThat(holds()).isEmpty();
        titles("", two.formatted("ada@e", "x@e"), two.formatted("x@e", "ada@e"));
        assertThat(holds()).containsExactly("low a");
    }

    @Test
    void bothMustBeActiveAndLinked() throws Exception {
        house.governance("", "")
                .snapshot(
                        "okta",
                        user("i", "ada", "\"active\":false,\"title\":\"a\""),
                        user("j", "bob", "\"title\":\"a\""))
                .snapshot(
                        "slack",
                        user("a", "ada", "\"active\":true,\"title\":\"b\""),
                        user("b", "bob", "\"active\":false,\"title\":\"b\""),
                        user("c", "cy", "\"active\":true,\"title\":\"b\""));
        assertThat(holds()).isEmpty();
    }

    @Test
    void onlyWhatDiffersAndBothHaveIsNamed() throws Exception {
        String differ = "\"emails\":[{\"value\":\"%s\"}]";
        titles("", differ.formatted("a") + ",\"title\":\"x\"", differ.formatted("b") + ",\"title\":\" X\"");
        assertThat(evidence().path("attributes")).hasToString("[\"email\"]");
        titles("", differ.formatted("c") + ",\"title\":\"x\"", differ.formatted("d"));
        assertThat(evidence().path("attributes")).hasToString("[\"email\"]");
        titles("", differ.formatted("e"), differ.formatted("f") + ",\"title\":\"x\"");
        assertThat(evidence().path("attributes")).hasToString("[\"email\"]");
        titles("", differ.formatted("g") + ",\"title\":\" \"", differ.formatted("h") + ",\"title\":\"x\"");
        assertThat(evidence().path("attributes")).hasToString("[\"email\"]");
        titles("", differ.formatted("i") + ",\"title\":\"x\"", differ.formatted("j") + ",\"title\":\" \"");
        assertThat(evidence().path("attributes")).hasToString("[\"email\"]");
    }

    @Test
    void anAttributeThatIsListedTwiceIsNamedOnce() throws Exception {
        titles("compare: [title, title]", "\"title\":\"a\"", "\"title\":\"b\"");
        assertThat(evidence().path("attributes")).hasToString("[\"title\"]");
    }

    @Test
    void anEmployeeNumberInAnotherCaseIsNoOther() throws Exception {
        String number = "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"employeeNumber\":\"%s\"}";
        titles("", number.formatted("e1"), number.formatted("E1"));
        assertThat(holds()).isEmpty();
        titles("", number.formatted("e1"), number.formatted("e2"));
        assertThat(holds()).containsExactly("low a");
    }
}
