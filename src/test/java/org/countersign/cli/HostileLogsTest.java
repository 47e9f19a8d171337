package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.countersign.cli.Commands.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A hostile provisioning log gets one clear message and changes no byte; what is merely odd is taken, and said.
class HostileLogsTest {
    private static final String HEAD = "time,action,result,userName\n";

    @TempDir
    private Path house;

    @TempDir
    private Path elsewhere;

    static List<Hostile> inputs() {
        return HostileLogs.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void isRefusedAndChangesNothing(Hostile hostile) throws Exception {
        new HostileTrial(house, elsewhere).isRefusedAndChangesNothing(hostile);
    }

    @Test
    void thereAreManyAndEachHasANameOfItsOwn() {
        assertThat(inputs().stream().map(Hostile::name))
                .hasSizeGreaterThanOrEqualTo(74)
                .doesNotHaveDuplicates();
    }

    private Answer taken(Commands commands, String name, String text) throws Exception {
        Path file = Files.writeString(elsewhere.resolve(name), text);
        return commands.good("provisioning-log", "import", "--source", "okta", file.toString());
    }

    @Test
    void whatIsGoodIsTakenThoughItHasAByteOrderMarkAndIsOfTomorrow() throws Exception {
        var commands = new Commands(house).house();
        var trial = new HostileTrial(house, elsewhere);
        Map<String, String> before = trial.everyByte();
        assertThat(taken(commands, "log.csv", "\uFEFF" + HEAD + "2026-11-25T05:00:00Z,create,failed,bob@example.com\n")
                        .out())
                .contains("1 event read, 1 new", "1 event dated later than now; rules use them once");
        assertThat(trial.everyByte()).isNotEqualTo(before);
    }

    @Test
    void typesThatNobodyKnowsAreCountedAndChangeNothing() throws Exception {
        var commands = new Commands(house).house();
        String head = commands.good("ledger", "head").out();
        String out = taken(commands, "log.csv", HEAD + "2026-11-24T05:00:00Z,bless,ok,ada\n")
                .out();
        assertThat(out).contains("0 events read", "Note: 1 not read, of 1 other type: bless ok (1).");
        assertThat(commands.good("ledger", "head").out()).isEqualTo(head);
    }

    @Test
    void aTypeWithoutEndOrThatColoursTheTerminalIsToldBrieflyAndVisibly() throws Exception {
        var commands = new Commands(house).house();
        String out = taken(commands, "log.json", """
                        [{"eventType":"application.provision.user.push","published":"2026-11-24T05:00:00Z","uuid":"1",
                          "outcome":{"result":"\\u001b[31m%s"}},
                         {"category":"%s","properties":{}},
                         {"provisioningAction":"%s","id":"2"}]""".formatted(
                                "a".repeat(500_000), "b".repeat(500_000), "c".repeat(500_000)))
                .out();
        assertThat(out)
                .contains("Note: 3 not read, of 3 other types: ", "‹U+001B›[31maaa")
                .hasSizeLessThan(1_000)
                .doesNotContain("\u001b");
    }
}
