package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.countersign.text.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who decides what alone, each reason by itself, on items made by hand.
class ItemFlagsTest {
    private static ObjectNode line(String kind) {
        ObjectNode line = CanonicalJson.object()
                .put("id", "i1")
                .put("kind", kind)
                .put("source", "slack")
                .put("sourceName", "Slack")
                .put("access", "oncall");
        line.putObject("account").put("id", "a").put("label", "ada");
        line.putObject("identity").put("label", "Ada");
        line.putArray("changed");
        line.putArray("findings");
        return line;
    }

    private static ObjectNode found(ObjectNode line, String severity) {
        line.withArray("findings")
                .addObject()
                .put("rule", "app-side-membership")
                .put("severity", severity)
                .put("summary", "s");
        return line;
    }

    private static boolean has(ObjectNode line, int flag) {
        return (ItemFlags.of(ReviewItem.of(line)) & flag) != 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "membership", "role", "entitlement"})
    void plainAccessOfAKnownPersonMayBeDecidedWithOthers(String kind) {
        assertThat(ItemFlags.of(ReviewItem.of(line(kind)))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"group", "mapping", "exception"})
    void cardsMappingsAndExceptionsAreDecidedAlone(String kind) {
        assertThat(has(line(kind), ItemFlags.ALONE)).isTrue();
    }

    @Test
    void whatIsPrivilegedIsDecidedAlone() {
        ObjectNode line = line("role").put("privileged", true);
        assertThat(has(line, ItemFlags.ALONE)).isTrue();
        assertThat(has(line, ItemFlags.PRIVILEGED)).isTrue();
    }

    @Test
    void aBreakGlassAccountIsDecidedAlone() {
        ObjectNode line = line("account").put("breakglass", true);
        assertThat(has(line, ItemFlags.ALONE)).isTrue();
        assertThat(has(line, ItemFlags.BREAKGLASS)).isTrue();
    }

    @Test
    void whatHasNobodyBehindItIsDecidedAlone() {
        ObjectNode line = line("account");
        line.remove("identity");
        assertThat(has(line, ItemFlags.ALONE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"critical, true", "high, true", "medium, true", "low, false", "info, false"})
    void aFindingFromMediumUpIsDecidedAlone(String severity, boolean alone) {
        assertThat(has(found(line("membership"), severity), ItemFlags.ALONE)).isEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource({"critical, true", "high, true", "medium, false", "low, false"})
    void approvingFromHighUpNeedsAReason(String severity, boolean grave) {
        assertThat(has(found(line("membership"), severity), ItemFlags.GRAVE)).isEqualTo(grave);
        assertThat(has(found(line("membership"), severity), ItemFlags.FOUND)).isTrue();
    }

    @Test
    void newIsAlsoChanged() {
        ObjectNode fresh = line("membership");
        fresh.withArray("changed").add("new");
        assertThat(has(fresh, ItemFlags.CHANGED)).isTrue();
        assertThat(has(fresh, ItemFlags.NEW)).isTrue();
        ObjectNode other = line("membership");
        other.withArray("changed").add("grant");
        assertThat(has(other, ItemFlags.CHANGED)).isTrue();
        assertThat(has(other, ItemFlags.NEW)).isFalse();
    }
}
