package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.countersign.app.Countersign;
import org.countersign.ledger.Event;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.ledger.RecallHead;
import org.countersign.ledger.SeenHeads;
import org.countersign.testkit.SignedCampaign;
import org.countersign.work.Progress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody who has the file can do to the ledger (evidence.md 4), on a real workspace with the triggers put back,
/// so
/// that it opens; and who finds it: the chain in itself, a bundle that was signed over it, a person who saw it, an
/// export that
/// somebody kept.
class LedgerAttacksTest {
    private static final String KEEP =
            "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the ledger is"
                    + " append-only'); END";
    private static final String HOLD =
            "CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the ledger is"
                    + " append-only'); END";

    @TempDir
    private static Path folder;

    private static Path original;
    private static byte[] export;
    private static long bundled;
    private static long length;

    /// The file before it was attacked, as its reader saw it last.
    @BeforeAll
    static void sign() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC()).sign()) {
            bundled = campaign.app()
                    .verifyLedger()
                    .run(Progress.NONE)
                    .heads()
                    .getFirst()
                    .head()
                    .orElseThrow()
                    .seq();
            var exporting =
                    new ExportLedger(campaign.app().workspace(), campaign.app().ledger(), Clock.systemUTC());
            export = exporting
                    .run(campaign.app().actor(), Optional.empty(), Optional.empty())
                    .file();
            length = campaign.app()
                    .workspace()
                    .<Long, RuntimeException>read(
                            tx -> campaign.app().ledger().head(tx).seq());
            original = folder.resolve("original.countersign");
            campaign.app().workspace().backup(original);
            campaign.trust();
        }
    }

    private interface Attack {
        void on(Statement sql) throws Exception;
    }

    /// What each of four found.
    ///
    /// @param chain the first event that the chain in itself tells to be wrong
    /// @param signed the first with the bundle in the workspace
    /// @param seen whether somebody who saw the workspace before is warned
    /// @param kept the first that an export in other hands tells to be wrong
    private record Found(OptionalLong chain, OptionalLong signed, boolean seen, OptionalLong kept) {}

    private static Found attacked(String name, Attack attack) throws Exception {
        Path file = folder.resolve(name + ".countersign");
        Files.copy(original, file, StandardCopyOption.REPLACE_EXISTING);
        SeenHeads memory = SeenHeads.in(folder.resolve(name + "-memory/seen-heads.json"));
        try (var app = Countersign.open(file, Clock.systemUTC())) {
            assertThat(app.recall(memory).look()).isInstanceOf(RecallHead.Sight.Known.class);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var sql = connection.createStatement()) {
            sql.execute("DROP TRIGGER event_is_never_changed");
            sql.execute("DROP TRIGGER event_is_never_deleted");
            attack.on(sql);
            sql.execute(KEEP);
            sql.execute(HOLD);
        }
        try (var app = Countersign.open(file, Clock.systemUTC())) {
            VerifyLedger.Outcome outcome = app.verifyLedger().run(Progress.NONE);
            Optional<Ledger.Verdict.Broken> chain =
                    outcome.verdict() instanceof Ledger.Verdict.Broken broken ? Optional.of(broken) : Optional.empty();
            assertThat(outcome.holds())
                    .isEqualTo(chain.isEmpty() && outcome.lost().isEmpty());
            return new Found(
                    number(chain),
                    number(outcome.first()),
                    app.recall(memory).look() instanceof RecallHead.Sight.Unlike,
                    number(VerifyLedgerExport.against(export, app.workspace())));
        }
    }

    private static OptionalLong number(Optional<Ledger.Verdict.Broken> broken) {
        return broken.map(one -> OptionalLong.of(one.seq())).orElse(OptionalLong.empty());
    }

    private static OptionalLong at(long seq) {
        return OptionalLong.of(seq);
    }

    private static final OptionalLong NOWHERE = OptionalLong.empty();

    /// Writes the chain anew from an event on, as its hashes must be.
    private static void rehash(Connection connection, long from) throws Exception {
        byte[] prev = new byte[32];
        var bodies = new ArrayList<byte[]>();
        try (var rows = connection.createStatement().executeQuery("SELECT seq, body, hash FROM event ORDER BY seq")) {
            while (rows.next()) {
                bodies.add(rows.getBytes(2));
                prev = rows.getLong(1) < from ? rows.getBytes(3) : prev;
            }
        }
        for (long seq = from; seq <= bodies.size(); seq++) {
            byte[] hash = Event.chain(seq, prev, Event.leaf(bodies.get((int) seq - 1)));
            try (var update = connection.prepareStatement("UPDATE event SET prev = ?, hash = ? WHERE seq = ?")) {
                update.setBytes(1, prev);
                update.setBytes(2, hash);
                update.setLong(3, seq);
                update.executeUpdate();
            }
            prev = hash;
        }
    }

    private static void edit(Statement sql, long seq) throws Exception {
        sql.execute(
                "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), '\"version\":1', '\"version\":2') AS BLOB)"
                        + " WHERE seq = " + seq);
    }

    @Test
    void anEditedBodyIsNamedByAllFour() throws Exception {
        assertThat(attacked("edited", sql -> edit(sql, 5))).isEqualTo(new Found(at(5), at(5), false, at(5)));
    }

    @Test
    void aDeletedRowIsNamed() throws Exception {
        assertThat(attacked("deleted", sql -> sql.execute("DELETE FROM event WHERE seq = 6")))
                .isEqualTo(new Found(at(6), at(6), false, at(6)));
    }

    @Test
    void twoRowsThatChangedPlacesAreNamed() throws Exception {
        assertThat(attacked("swapped", sql -> {
                    sql.execute("UPDATE event SET seq = -1 WHERE seq = 4");
                    sql.execute("UPDATE event SET seq = 4 WHERE seq = 5");
                    sql.execute("UPDATE event SET seq = 5 WHERE seq = -1");
                }))
                .isEqualTo(new Found(at(4), at(4), false, at(4)));
    }

    @Test
    void aRowThatStandsInAnothersPlaceIsSaidToDoSo() throws Exception {
        Path file = folder.resolve("moved.countersign");
        attacked("moved", sql -> {
            sql.execute("UPDATE event SET seq = -1 WHERE seq = 4");
            sql.execute("UPDATE event SET seq = 4 WHERE seq = 5");
            sql.execute("UPDATE event SET seq = 5 WHERE seq = -1");
        });
        try (var app = Countersign.open(file, Clock.systemUTC())) {
            assertThat(app.verifyLedger().run(Progress.NONE).verdict())
                    .isEqualTo(new Ledger.Verdict.Broken(4, Ledger.Why.MOVED));
        }
    }

    @Test
    void aRowThatWasPutInIsNamed() throws Exception {
        assertThat(attacked("inserted", sql -> {
                    for (long seq = length; seq >= 7; seq--) {
                        sql.execute("UPDATE event SET seq = " + (seq + 1) + " WHERE seq = " + seq);
                    }
                    sql.execute("INSERT INTO event SELECT 7, body, prev, hash FROM event WHERE seq = 3");
                }))
                .isEqualTo(new Found(at(7), at(7), true, at(7)));
    }

    @Test
    void aShortenedLedgerHoldsInItselfAndIsFoundByTheRest() throws Exception {
        assertThat(attacked("cut", sql -> sql.execute("DELETE FROM event WHERE seq >= " + bundled)))
                .isEqualTo(new Found(NOWHERE, at(bundled), true, at(bundled)));
    }

    @Test
    void whatWasCutAfterTheBundleIsFoundByWhoSawIt() throws Exception {
        assertThat(attacked("cut-late", sql -> sql.execute("DELETE FROM event WHERE seq = " + length)))
                .isEqualTo(new Found(NOWHERE, NOWHERE, true, NOWHERE));
    }

    @Test
    void aSuffixWrittenAnewHoldsInItselfAndTheBundleNamesTheFirstRow() throws Exception {
        assertThat(attacked("rewritten", sql -> {
                    edit(sql, 8);
                    rehash(sql.getConnection(), 8);
                }))
                .isEqualTo(new Found(NOWHERE, at(8), true, at(8)));
    }

    @Test
    void whatIsWrittenAnewForSomeRowsOnlyIsNamedByTheBundleAtItsBeginning() throws Exception {
        assertThat(attacked("half-rewritten", sql -> {
                    edit(sql, 8);
                    byte[] prev = bytes(sql, "SELECT hash FROM event WHERE seq = 7");
                    byte[] hash = Event.chain(8, prev, Event.leaf(bytes(sql, "SELECT body FROM event WHERE seq = 8")));
                    try (var update = sql.getConnection().prepareStatement("UPDATE event SET hash = ? WHERE seq = 8")) {
                        update.setBytes(1, hash);
                        update.executeUpdate();
                    }
                }))
                .isEqualTo(new Found(at(9), at(9), false, at(8)));
    }

    private static byte[] bytes(Statement sql, String query) throws Exception {
        try (var rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getBytes(1);
        }
    }

    @Test
    void aChainWrittenAnewFromItsBeginningIsAnotherWorkspace() throws Exception {
        assertThat(attacked("anew", sql -> {
                    edit(sql, 1);
                    rehash(sql.getConnection(), 1);
                }))
                .isEqualTo(new Found(NOWHERE, at(1), true, at(1)));
    }

    @Test
    void anEmptiedLedgerIsFoundByTheRest() throws Exception {
        assertThat(attacked("emptied", sql -> sql.execute("DELETE FROM event")))
                .isEqualTo(new Found(NOWHERE, at(1), true, at(1)));
    }

    @Test
    void withTheBundleTakenOutTooOnlyWhatIsOutsideTheFileTells() throws Exception {
        assertThat(attacked("no-bundle", sql -> {
                    sql.execute("DELETE FROM bundle");
                    edit(sql, 8);
                    rehash(sql.getConnection(), 8);
                }))
                .isEqualTo(new Found(NOWHERE, NOWHERE, true, at(8)));
    }

    @Test
    void anOlderCopyInItsPlaceIsFoundByWhoSawTheNewerOne() throws Exception {
        Path file = folder.resolve("rolled-back.countersign");
        Files.copy(original, file);
        SeenHeads memory = SeenHeads.in(folder.resolve("rolled-back-memory/seen-heads.json"));
        try (var app = Countersign.open(file, Clock.systemUTC())) {
            app.recall(memory).look();
            app.signers()
                    .trust()
                    .run(
                            app.actor(),
                            KeyFile.certificates("", Files.readAllBytes(folder.resolve("TRUST.pem")))
                                    .getFirst());
        }
        Files.copy(original, file, StandardCopyOption.REPLACE_EXISTING);
        try (var app = Countersign.open(file, Clock.systemUTC())) {
            assertThat(app.verifyLedger().run(Progress.NONE).holds()).isTrue();
            assertThat(app.recall(memory).look()).isInstanceOfSatisfying(RecallHead.Sight.Unlike.class, unlike -> {
                assertThat(unlike.why()).isEqualTo(RecallHead.Why.BEHIND);
                assertThat(unlike.first()).isEqualTo(length + 1);
            });
        }
    }

    @Test
    void anUntouchedLedgerIsHeldByAllFour() throws Exception {
        assertThat(attacked("untouched", sql -> {})).isEqualTo(new Found(NOWHERE, NOWHERE, false, NOWHERE));
        List<Event> events = new ArrayList<>();
        try (var app = Countersign.open(folder.resolve("untouched.countersign"), Clock.systemUTC())) {
            app.workspace().read(tx -> {
                new LedgerStore(tx).each(events::add);
                return true;
            });
        }
        assertThat(events).hasSize((int) length).hasSizeGreaterThan(10);
        assertThat(bundled).isBetween(10L, length - 1);
    }
}
