package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `provisioning-log import` and `list` as they are typed.
class ProvisioningLogCommandTest {
    private static final String OKTA = """
        [{"uuid":"o1","published":"2026-11-24T05:00:00Z","eventType":"application.provision.user.deactivate",
        "outcome":{"result":"FAILURE","reason":"Bad Request"},
        "target":[{"id":"0oa1","type":"AppInstance"},{"id":"i1","type":"User","alternateId":"ada"}]},
        {"uuid":"o2","published":"2026-11-24T05:00:00Z","eventType":"user.session.start","outcome":{"result":"SUCCESS"}}]""";

    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void house() throws Exception {
        commands = new Commands(folder).house();
    }

    @Test
    void anImportSaysItsCountsAndTheSecondAddsNothing() throws Exception {
        Path file = commands.file("log.json", OKTA);
        String[] arguments = {"provisioning-log", "import", "--source", "okta", file.toString()};
        assertThat(commands.good(arguments).out().lines())
                .containsExactly(
                        "Provisioning log of okta: 1 event read, 1 new, 0 known before; 1 failure, 0 skipped, 0 pending;"
                                + " 2026-11-24T05:00:00Z to 2026-11-24T05:00:00Z.",
                        "Note: 1 not read, of 1 other type: user.session.start (1).");
        String head = commands.good("ledger", "head").out();
        assertThat(commands.good(arguments).out()).contains("1 event read, 0 new, 1 known before");
        assertThat(commands.good("ledger", "head").out()).isEqualTo(head);
        assertThat(commands.good("ledger", "verify").code()).isZero();
    }

    @Test
    void oneFileThatCannotBeUsedRefusesAll() throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("good.json"), OKTA);
        Files.writeString(logs.resolve("bad.json"), "[{\"a\":1}]");
        String refusal = commands.refused("provisioning-log", "import", "--source", "okta", logs.toString());
        assertThat(refusal).contains("bad.json, line 1, column 2", "no provisioning event", "Nothing was imported.");
        assertThat(commands.good("provisioning-log", "list", "--format", "json")
                        .json()
                        .path("events"))
                .isEmpty();
        assertThat(commands.refused("provisioning-log", "import", "--source", "nowhere", logs.toString()))
                .contains("There is no source of this id.");
    }

    @Test
    void theListIsNewestFirstAndSaysWhenThereIsMore() throws Exception {
        Path file = commands.file(
                "log.csv",
                "time,id,action,result,userName\n2026-11-24T05:00:00Z,a,create,ok,ada\n2026-11-24T06:00:00Z,b,update,ok,ada\n");
        commands.good("provisioning-log", "import", "--source", "slack", file.toString());
        var events = commands.good("provisioning-log", "list", "--format", "json")
                .json()
                .path("events");
        assertThat(events.findValuesAsText("id")).containsExactly("b", "a");
        Commands.Answer first = commands.good("provisioning-log", "list", "--source", "slack", "--limit", "1");
        assertThat(first.out()).contains("update").doesNotContain("create");
        assertThat(first.err()).contains("There are more");
        assertThat(commands.good("provisioning-log", "list", "--source", "okta", "--format", "csv")
                        .out()
                        .lines())
                .hasSize(1);
    }

    @Test
    void whatIsDatedAheadOrGoesOnIsSaid() throws Exception {
        Path ahead = commands.file("a.csv", "time,action,result,userName\n2027-01-01T00:00:00Z,create,ok,ada\n");
        assertThat(commands.good("provisioning-log", "import", "--source", "slack", ahead.toString())
                        .out())
                .contains("1 event dated later than now");
        Path page = commands.file("p.json", "{\"value\":[],\"@odata.nextLink\":\"x\"}");
        assertThat(commands.good("provisioning-log", "import", "--source", "okta", page.toString())
                        .out())
                .contains("0 events read", "The log goes on");
    }
}
