package org.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.countersign.app.Countersign;
import org.countersign.text.CanonicalJson;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.countersign.work.SurroundingsException;
import org.countersign.workspace.OpenWorkspace;
import org.countersign.workspace.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests are named after the attack.
class LedgerTest {
    private static final Actor ACTOR = Actor.user("ada");
    private final Instant start = Instant.parse("2026-11-24T06:00:00Z");
    private final Ledger ledger = new Ledger(Clock.fixed(start, ZoneOffset.UTC));

    @TempDir
    private Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() throws Exception {
        workspace = new OpenWorkspace(Countersign.MIGRATIONS).existingOrNew(folder.resolve("w"));
        workspace.write(tx -> {
            for (int i = 0; i < 20; i++) {
                ledger.append(
                        tx,
                        ACTOR.as("grace@example.com"),
                        "test.made",
                        CanonicalJson.object().put("n", i));
            }
            return true;
        });
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private Ledger.Verdict verify() {
        return workspace.read(ledger::verify);
    }

    private void tamper(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("w"));
                var statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER event_is_never_changed");
            statement.execute("DROP TRIGGER event_is_never_deleted");
            statement.execute(sql);
        }
    }

    @Test
    void anUntouchedChainHolds() {
        assertThat(verify()).isInstanceOfSatisfying(Ledger.Verdict.Holds.class, holds -> assertThat(
                        holds.head().seq())
                .isEqualTo(20));
    }

    @Test
    void theHashIsThatOfTheContract() throws Exception {
        List<Event> events = new ArrayList<>();
        workspace.read(tx -> {
            new LedgerStore(tx).each(events::add);
            return true;
        });
        Event second = events.get(1);
        MessageDigest leaf = MessageDigest.getInstance("SHA-256");
        leaf.update((byte) 0);
        leaf.update(second.body());
        MessageDigest chain = MessageDigest.getInstance("SHA-256");
        chain.update((byte) 1);
        chain.update(new byte[] {0, 0, 0, 0, 0, 0, 0, 2});
        chain.update(events.get(0).hash());
        chain.update(leaf.digest());
        assertThat(second.hash()).isEqualTo(chain.digest());
        assertThat(events.get(0).prev()).isEqualTo(new byte[32]);
        assertThat(CanonicalJson.bytes(Ledger.body(second))).isEqualTo(second.body());
    }

    @Test
    void addressesStayOutOfTheLedger() {
        workspace.read(tx -> {
            new LedgerStore(tx).each(event -> assertThat(Ledger.body(event).toString())
                    .doesNotContain("grace")
                    .contains("\"reviewer\":\"r"));
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event SET body = x'7b7d' WHERE seq = 7",
                "DELETE FROM event WHERE seq = 7",
                "UPDATE event SET prev = zeroblob(32) WHERE seq = 7",
                "UPDATE event SET seq = 99 WHERE seq = 20",
                "UPDATE event SET hash = zeroblob(32) WHERE seq = 20",
                "INSERT INTO event SELECT 0, body, prev, hash FROM event WHERE seq = 1",
                "INSERT INTO event SELECT -7, body, prev, hash FROM event WHERE seq = 1"
            })
    void aTouchedEventBreaksTheChain(String attack) throws Exception {
        tamper(attack);
        assertThat(verify()).isInstanceOf(Ledger.Verdict.Broken.class);
    }

    @Test
    void theBrokenEventIsNamed() throws Exception {
        tamper("UPDATE event SET body = x'7b7d' WHERE seq = 7");
        assertThat(verify()).isEqualTo(new Ledger.Verdict.Broken(7, Ledger.Why.CHANGED));
    }

    @Test
    void aWalkThatIsStoppedAnswersAsFarAsItHasCome() {
        workspace.write(tx -> {
            for (int i = 0; i < 4_000; i++) {
                ledger.append(tx, ACTOR, "test.made", CanonicalJson.object());
            }
            return true;
        });
        var told = new ArrayList<Long>();
        Ledger.Verdict verdict = workspace.read(tx -> ledger.walk(tx, new Progress() {
            @Override
            public void report(String step, long done, long total) {
                assertThat(total).isEqualTo(4_020);
                told.add(done);
                if (done > 0) {
                    throw new CancelledException();
                }
            }
        }));
        assertThat(verdict).isInstanceOfSatisfying(Ledger.Verdict.Holds.class, holds -> assertThat(
                        holds.head().seq())
                .isEqualTo(told.getLast())
                .isBetween(1L, 4_019L));
        assertThat(verify()).isInstanceOfSatisfying(Ledger.Verdict.Holds.class, holds -> assertThat(
                        holds.head().seq())
                .isEqualTo(4_020));
    }

    @Test
    void theProgramItselfCannotChangeAnEvent() {
        assertThatThrownBy(() -> workspace.write(tx -> tx.run("UPDATE event SET body = x'00'")))
                .isInstanceOf(SurroundingsException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void aClockThatRunsBackwardIsAnEventOfItsOwn() {
        var earlier = new Ledger(Clock.offset(Clock.fixed(start, ZoneOffset.UTC), Duration.ofHours(-1)));
        workspace.write(tx -> earlier.append(tx, ACTOR, "test.made", CanonicalJson.object()));
        List<String> types = new ArrayList<>();
        workspace.read(tx -> {
            new LedgerStore(tx)
                    .each(event -> types.add(Ledger.body(event).path("type").asText()));
            return true;
        });
        assertThat(types.subList(20, 22)).containsExactly("clock.backward", "test.made");
        assertThat(verify()).isInstanceOf(Ledger.Verdict.Holds.class);
    }

    @Test
    void anEmptyLedgerHasAHeadOfZeros() throws Exception {
        try (var empty = new OpenWorkspace(Countersign.MIGRATIONS).existingOrNew(folder.resolve("empty"))) {
            assertThat(empty.<String, RuntimeException>read(
                            tx -> ledger.head(tx).lines()))
                    .isEqualTo("countersign-ledger\n0\n" + "0".repeat(64) + "\n");
        }
    }
}
