package org.countersign.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.drift.rule.Rules;
import org.countersign.testkit.House;
import org.countersign.testkit.Refusal;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever bytes come as a governance file, they are refused, or imported and written again without loss.
class GovernanceFuzzTest {
    private static final Path SAMPLE = Path.of("assets/sample/governance.yaml");

    @TempDir
    private static Path folder;

    private static Countersign app;

    @BeforeAll
    static void open() throws Exception {
        app = Countersign.openOrMake(folder.resolve("w.countersign"), Clock.fixed(House.NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void close() {
        app.close();
    }

    static Stream<Arguments> files() throws Exception {
        return Stream.of(
                arguments(named("the sample", Files.readAllBytes(SAMPLE))),
                arguments(named(
                        "JSON",
                        "{\"sources\":[{\"id\":\"okta\",\"kind\":\"idp\"}],\"rulesOff\":[\"dormant-account\"]}"
                                .getBytes(StandardCharsets.UTF_8))),
                arguments(named(
                        "anchors",
                        "sources:\n- &a {id: okta, kind: idp, owner: &b x}\ngroups:\n- {source: okta, group: g, owner: *b}\n"
                                .getBytes(StandardCharsets.UTF_8))));
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "4m")
    void file(byte[] bytes) throws Exception {
        try {
            ImportGovernance.Outcome outcome = app.importGovernance()
                    .run(app.actor(), "g.yaml", bytes, new ImportGovernance.Options(Optional.empty(), false, true));
            assertThat(outcome.records()).isNotNegative();
            String text = new String(bytes, StandardCharsets.UTF_8);
            ObjectNode read = GovernanceFile.parse("g.yaml", text, sources(), Set.copyOf(Rules.ids()));
            String written = GovernanceFile.write(read);
            assertThat(GovernanceFile.parse("again.yaml", written, sources(), Set.copyOf(Rules.ids())))
                    .isEqualTo(read);
        } catch (RefusedException e) {
            Refusal.check(e);
        }
    }

    /// Those that earlier inputs brought are known, too.
    private static Set<String> sources() {
        return app.workspace().read(tx -> new GovernanceStore(tx)
                .newest()
                .map(version -> Set.copyOf(version.body().path("sources").findValuesAsText("id")))
                .orElse(Set.of()));
    }
}
