package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.scim.Assignment;
import org.countersign.testkit.House;
import org.countersign.testkit.OktaExport;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An assignment is stored again only when it changed, and every snapshot can still be read whole.
class AssignmentStoreTest {
    @TempDir
    private Path folder;

    private House house;
    private int taken;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
        String sources = """
                sources:
                  - {id: okta, name: Okta, kind: idp, vendor: okta}
                  - {id: other, name: Other, kind: idp, vendor: okta}
                """;
        house.governed(sources);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Snapshot take(String source, OktaExport export) throws Exception {
        Path in = export.user("u1", "ada").user("u2", "bob").into(folder.resolve("in-" + taken));
        Instant at = House.TAKEN.plusSeconds(taken++);
        var outcome = house.app()
                .importSnapshot()
                .run(
                        house.app().actor(),
                        new ImportSnapshot.Request(source, List.of(in), Optional.of(at), false, true),
                        Progress.NONE);
        return ((ImportSnapshot.Outcome.Imported) outcome).snapshot();
    }

    private Snapshot take(OktaExport export) throws Exception {
        return take("okta", export);
    }

    /// `application principal sync account` of each.
    private List<String> of(Snapshot snapshot) {
        return house.app().workspace().read(tx -> new AssignmentStore(tx).of(snapshot)).stream()
                .map(AssignmentStoreTest::text)
                .toList();
    }

    private static String text(Assignment one) {
        return one.application() + " " + one.terms().principal() + " "
                + one.terms().sync() + " " + one.terms().account().orElse("-");
    }

    private long rows() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + house.workspace());
                var found = connection.createStatement().executeQuery("SELECT count(*) FROM assignment")) {
            return found.getLong(1);
        }
    }

    private static OktaExport export(String sync) {
        return new OktaExport()
                .appUser("0oa1", "u1", "A1", "ACTIVE", sync, "")
                .appUser("0oa1", "u2", "A2", "ACTIVE", "SYNCHRONIZED", "");
    }

    @Test
    void whatDidNotChangeCostsNoRow() throws Exception {
        take(export("SYNCHRONIZED"));
        assertThat(rows()).isEqualTo(2);
        take(export("SYNCHRONIZED").user("u3", "eve"));
        assertThat(rows()).isEqualTo(2);
        take(export("ERROR"));
        assertThat(rows()).as("one of two changed").isEqualTo(3);
    }

    @Test
    void everySnapshotCanBeReadAsItWas() throws Exception {
        Snapshot first = take(export("SYNCHRONIZED"));
        Snapshot second = take(export("ERROR"));
        Snapshot third = take(new OktaExport().app("0oa1"));
        Snapshot fourth = take(export("SYNCHRONIZED").user("u3", "eve"));
        assertThat(of(first)).containsExactly("0oa1 u1 SYNCHRONIZED A1", "0oa1 u2 SYNCHRONIZED A2");
        assertThat(of(second)).containsExactly("0oa1 u1 ERROR A1", "0oa1 u2 SYNCHRONIZED A2");
        assertThat(of(third)).isEmpty();
        assertThat(of(fourth)).isEqualTo(of(first));
    }

    @Test
    void everythingThatWasToldComesBack() throws Exception {
        Snapshot snapshot = take(new OktaExport()
                .appUser("0oa1", "u1", "A1", "STAGED", "OUT_OF_SYNC", ",\"scope\":\"GROUP\"")
                .appGroup("0oa1", "g1"));
        List<Assignment> found = house.app().workspace().read(tx -> new AssignmentStore(tx).of(snapshot));
        assertThat(found)
                .containsExactly(
                        new Assignment(
                                "0oa1",
                                new Assignment.Terms(
                                        "g1",
                                        Assignment.Kind.GROUP,
                                        Optional.empty(),
                                        Assignment.Scope.DIRECT,
                                        Assignment.State.ASSIGNED,
                                        Assignment.Sync.NOT_TOLD,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(Instant.parse(OktaExport.LONG_AGO)))),
                        new Assignment(
                                "0oa1",
                                new Assignment.Terms(
                                        "u1",
                                        Assignment.Kind.USER,
                                        Optional.empty(),
                                        Assignment.Scope.GROUP,
                                        Assignment.State.WAITING,
                                        Assignment.Sync.OUT_OF_SYNC,
                                        Optional.of("A1"),
                                        Optional.of("u1"),
                                        Optional.of(Instant.parse(OktaExport.LONG_AGO)))));
    }

    @Test
    void ofOneThatComesTwiceTheLaterCounts() throws Exception {
        Snapshot first = take(new OktaExport()
                .appUser("0oa1", "u1", "A1", "ACTIVE", "ERROR", "")
                .appUser("0oa1", "u1", "A1", "ACTIVE", "SYNCHRONIZED", ""));
        assertThat(of(first)).containsExactly("0oa1 u1 SYNCHRONIZED A1");
        Snapshot second = take(new OktaExport()
                .appUser("0oa1", "u1", "A1", "ACTIVE", "SYNCHRONIZED", "")
                .appUser("0oa1", "u1", "A1", "ACTIVE", "ERROR", ""));
        assertThat(of(second)).containsExactly("0oa1 u1 ERROR A1");
        assertThat(of(first)).as("the earlier one is as it was").containsExactly("0oa1 u1 SYNCHRONIZED A1");
    }

    @Test
    void sourcesDoNotMix() throws Exception {
        Snapshot okta = take(export("SYNCHRONIZED"));
        Snapshot other = take("other", export("ERROR"));
        assertThat(of(okta)).contains("0oa1 u1 SYNCHRONIZED A1").hasSize(2);
        assertThat(of(other)).contains("0oa1 u1 ERROR A1").hasSize(2);
    }

    @Test
    void recordsOfAccountsAreToldWithTheNewestSnapshotThatHasThem() throws Exception {
        Snapshot first = take(export("SYNCHRONIZED"));
        Snapshot second = take(new OktaExport().appUser("0oa1", "u2", "A2", "ACTIVE", "SYNCHRONIZED", ""));
        Snapshot third = take(new OktaExport()
                .appUser("0oa1", "u2", "A9", "ACTIVE", "SYNCHRONIZED", "")
                .appGroup("0oa1", "g1"));
        List<List<Assignment>> told =
                house.app().workspace().read(tx -> new AssignmentStore(tx).ofAccounts(List.of(third, second, first)));
        assertThat(told.stream()
                        .map(one -> one.stream().map(AssignmentStoreTest::text).toList())
                        .toList())
                .isEqualTo(List.of(
                        List.of("0oa1 u2 SYNCHRONIZED A9"),
                        List.of("0oa1 u2 SYNCHRONIZED A2"),
                        List.of("0oa1 u1 SYNCHRONIZED A1")));
    }

    @Test
    void whatOnlyPrunedSnapshotsHadGoes() throws Exception {
        take(export("SYNCHRONIZED"));
        take(new OktaExport().app("0oa1"));
        Snapshot third = take(export("ERROR"));
        List<String> before = of(third);
        house.app()
                .pruneSnapshots()
                .run(
                        house.app().actor(),
                        new Retention(1, Optional.empty(), 0, 0, 0, 0),
                        java.util.Set.of("okta"),
                        Progress.NONE);
        assertThat(of(third)).isEqualTo(before).isNotEmpty();
        assertThat(rows()).isEqualTo(before.size());
    }
}
