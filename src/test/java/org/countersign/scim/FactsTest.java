package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.countersign.governance.Source;
import org.countersign.scim.Facts.Effect;
import org.countersign.scim.Facts.What;
import org.junit.jupiter.api.Test;

/// Nothing is stated of a vendor without a source, and what no source says is unknown.
class FactsTest {
    @Test
    void everyVendorSaysWhatInactiveMeansAndWhoSaysSo() {
        for (Dialect vendor : Dialects.vendors()) {
            var statements = new ArrayList<Facts.Statement>(vendor.facts().marks());
            statements.add(vendor.facts().inactive().orElseThrow());
            vendor.facts().untold().forEach(untold -> statements.add(untold.statement()));
            for (Facts.Statement statement : statements) {
                assertThat(statement.text()).as(statement.key()).isNotBlank().isNotEqualTo(statement.key());
                assertThat(statement.source()).as(statement.key()).matches("[a-z.]+\\.[a-z]+(/\\S*)?");
            }
        }
    }

    @Test
    void coverageIsOfTheKindsThatTheGovernanceFileLists() {
        for (Dialect vendor : Dialects.vendors()) {
            assertThat(Source.HOLDINGS)
                    .as(vendor.id())
                    .containsAll(vendor.facts().coverage().keySet());
            vendor.facts().coverage().values().forEach(coverage -> {
                assertThat(coverage.source()).as(vendor.id()).isNotBlank();
                assertThat(coverage.effect()).as(vendor.id()).isNotEqualTo(Effect.UNKNOWN);
            });
        }
    }

    @Test
    void theEffectsAreThoseOfTheGovernanceFile() {
        assertThat(Effect.values())
                .extracting(Effect::name)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Source.State.values()).stream().map(Enum::name).toList());
    }

    @Test
    void whatNoSourceSaysIsUnknown() {
        assertThat(new Slack().facts().coverage("sessions").effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(new Slack().facts().coverage("webhooks").effect()).isEqualTo(Effect.KEPT);
        assertThat(new GitHub().facts().coverage("personalAccessTokens").effect())
                .isEqualTo(Effect.BLOCKED);
        assertThat(new GitLab().facts().coverage("sessions").effect())
                .as("revoked on an instance, kept on GitLab.com")
                .isEqualTo(Effect.UNKNOWN);
        assertThat(new Salesforce().facts().coverage())
                .as("only third parties say something")
                .isEmpty();
    }

    @Test
    void whereMembersAreNeverToldTheExportThatTellsThemIsNamed() {
        for (Dialect vendor : Dialects.vendors()) {
            if (vendor.neverTellsMembers()) {
                assertThat(vendor.facts().untold(What.MEMBERS).orElseThrow().text())
                        .contains("export");
            }
        }
        assertThat(new Graph().facts().untold(What.ACTIVE).orElseThrow().text())
                .contains("/users?$select=id,accountEnabled,");
    }

    @Test
    void everyVendorIsInTheGuideToExports() throws Exception {
        String guide = Files.readString(Path.of("src/docs/exports.md"));
        Dialects.ids().forEach(id -> assertThat(guide).contains("`" + id + "`"));
    }
}
