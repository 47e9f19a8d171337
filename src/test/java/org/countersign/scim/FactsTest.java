package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.countersign.governance.Source;
import org.countersign.scim.Facts.Effect;
import org.countersign.scim.Facts.What;
import org.junit.jupiter.api.Test;

/// Nothing is stated of a vendor without a source, and what no source says is unknown.
class FactsTest {
    private static final Path NOTES = Path.of("../shared/design/scim-dialects.md");

    @Test
    void everyVendorSaysWhatInactiveMeansAndWhoSaysSo() throws Exception {
        for (Dialect vendor : Dialects.vendors()) {
            var statements = new ArrayList<Facts.Statement>(vendor.facts().marks());
            statements.add(vendor.facts().inactive().orElseThrow());
            vendor.facts().untold().forEach(untold -> statements.add(untold.statement()));
            for (Facts.Statement statement : statements) {
                assertThat(statement.text()).as(statement.key()).isNotBlank().isNotEqualTo(statement.key());
                assertThat(pages()).as(statement.key()).containsKey(statement.source());
            }
        }
    }

    /// By address: what the page is about, and how that is known: it was read, public documents cite it for that, or
    /// the notes on dialects name it.
    private static Map<String, List<String>> pages() throws IOException {
        try (InputStream in = Objects.requireNonNull(FactsTest.class.getResourceAsStream("pages.tsv"))) {
            var pages = new LinkedHashMap<String, List<String>>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .forEach(line -> pages.put(line.getFirst(), line.subList(1, 3)));
            return pages;
        }
    }

    @Test
    void everyPageIsTheVendorsOwnByHttpsAndHasATitle() throws Exception {
        pages().forEach((address, page) -> {
            assertThat(address).matches("https://[a-z.]+\\.[a-z]+/\\S*");
            assertThat(page).as(address).noneMatch(String::isBlank);
        });
        assertThat(pages()).hasSizeGreaterThan(20);
    }

    @Test
    void whatTheNotesOnDialectsAreSaidToCallAPageIsInThem() throws Exception {
        assumeTrue(Files.isReadable(NOTES), "the notes on dialects are not on this machine");
        String notes = Files.readString(NOTES);
        pages().forEach((address, page) -> {
            if (!Set.of("read", "cited").contains(page.get(1))) {
                assertThat(notes).as(address).contains(page.get(1));
            }
        });
    }

    @Test
    void coverageIsOfTheKindsThatTheGovernanceFileLists() throws Exception {
        for (Dialect vendor : Dialects.vendors()) {
            assertThat(Source.HOLDINGS)
                    .as(vendor.id())
                    .containsAll(vendor.facts().coverage().keySet());
            for (Facts.Coverage coverage : vendor.facts().coverage().values()) {
                assertThat(pages()).as(vendor.id()).containsKey(coverage.source());
                assertThat(coverage.effect()).as(vendor.id()).isNotEqualTo(Effect.UNKNOWN);
            }
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
        for (Dialect vendor : List.of(new Salesforce(), new GitLab(), new Databricks(), new Sentry(), new Zendesk())) {
            assertThat(vendor.facts().coverage())
                    .as("only third parties say something, or nobody")
                    .isEmpty();
        }
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
