package org.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.countersign.app.Countersign;
import org.countersign.ledger.RecallHead.Sight;
import org.countersign.ledger.RecallHead.Why;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person remembers of a workspace outside its file, and what they are told.
class RecallHeadTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T06:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private SeenHeads memory;
    private Path file;

    @BeforeEach
    void seen() throws Exception {
        memory = SeenHeads.in(folder.resolve("own/seen-heads.json"));
        file = folder.resolve("w.countersign");
        acts(file, 5);
    }

    /// Acts of the person who remembers, in one sitting.
    private Sight acts(Path workspace, int many) throws RefusedException {
        return acts(memory, workspace, many);
    }

    private static Sight acts(SeenHeads memory, Path workspace, int many) throws RefusedException {
        try (var app = Countersign.openOrMake(workspace, CLOCK)) {
            Sight sight = app.recall(memory).look();
            for (int i = 0; i < many; i++) {
                app.workspace().write(tx -> app.ledger().append(tx, app.actor(), "test.made", CanonicalJson.object()));
            }
            return sight;
        }
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Why why(Sight sight) {
        assertThat(sight).isInstanceOf(Sight.Unlike.class);
        return ((Sight.Unlike) sight).why();
    }

    @Test
    void aWorkspaceThatGoesOnIsKnown() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(acts(file, 2)).isInstanceOfSatisfying(Sight.Known.class, known -> assertThat(
                            known.now().seq())
                    .isGreaterThanOrEqualTo(5));
        }
    }

    @Test
    void anOlderCopyPutBackIsWarnedOfUntilAPersonAcceptsIt() throws Exception {
        Path backup = folder.resolve("backup");
        copy(file, backup);
        acts(file, 7);
        copy(backup, file);
        for (int i = 0; i < 2; i++) {
            assertThat(acts(file, 0)).isInstanceOfSatisfying(Sight.Unlike.class, unlike -> {
                assertThat(unlike.why()).isEqualTo(Why.BEHIND);
                assertThat(unlike.seen().head().seq()).isEqualTo(12);
                assertThat(unlike.first()).isEqualTo(6);
                assertThat(unlike.elsewhere()).isFalse();
            });
        }
        // Grown past what was seen, it is another still.
        assertThat(why(acts(file, 10))).isEqualTo(Why.BEHIND);
        assertThat(why(acts(file, 0))).isEqualTo(Why.REWRITTEN);
        try (var app = Countersign.open(file, CLOCK)) {
            app.recall(memory).accept(app.actor());
        }
        assertThat(acts(file, 1)).isInstanceOf(Sight.Known.class);
        try (var app = Countersign.open(file, CLOCK)) {
            app.workspace().read(tx -> {
                Event told = new LedgerStore(tx).at(16).orElseThrow();
                assertThat(Ledger.body(told).path("type").asText()).isEqualTo("ledger.accepted");
                assertThat(Ledger.body(told).path("data").path("seenSeq").asLong())
                        .isEqualTo(12);
                return true;
            });
            assertThatThrownBy(() -> app.recall(memory).accept(app.actor()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("nothing to accept");
        }
    }

    @Test
    void aFileThatWasMovedIsKnownAndItsOlderCopyIsNot() throws Exception {
        Path backup = folder.resolve("backup");
        copy(file, backup);
        acts(file, 3);
        Path moved = folder.resolve("elsewhere.countersign");
        Files.move(file, moved);
        assertThat(acts(moved, 3)).isInstanceOf(Sight.Known.class);
        copy(backup, moved);
        assertThat(why(acts(moved, 0))).isEqualTo(Why.BEHIND);
    }

    @Test
    void aCopyGoesOnByItselfFromWhereItWasMade() throws Exception {
        Path copied = folder.resolve("copy.countersign");
        copy(file, copied);
        assertThat(acts(copied, 3)).isInstanceOf(Sight.Known.class);
        assertThat(acts(file, 4)).isInstanceOf(Sight.Known.class);
        assertThat(acts(copied, 1)).isInstanceOf(Sight.Known.class);
        assertThat(acts(file, 1)).isInstanceOf(Sight.Known.class);
    }

    @Test
    void aCopyThatIsOlderThanTheOriginalIsSaidToBeOne() throws Exception {
        Path copied = folder.resolve("copy.countersign");
        copy(file, copied);
        acts(file, 4);
        assertThat(acts(copied, 0)).isInstanceOfSatisfying(Sight.Unlike.class, unlike -> {
            assertThat(unlike.why()).isEqualTo(Why.BEHIND);
            assertThat(unlike.elsewhere()).isTrue();
            assertThat(unlike.seen().place()).endsWith("w.countersign");
        });
        try (var app = Countersign.open(copied, CLOCK)) {
            app.recall(memory).accept(app.actor());
        }
        assertThat(acts(copied, 1)).isInstanceOf(Sight.Known.class);
        assertThat(acts(file, 1)).isInstanceOf(Sight.Known.class);
    }

    @Test
    void anotherWorkspaceAtTheSamePlaceIsWarnedOf() throws Exception {
        Path other = folder.resolve("other.countersign");
        acts(SeenHeads.none(), other, 50);
        copy(other, file);
        assertThat(why(acts(file, 0))).isEqualTo(Why.REPLACED);
        Path empty = folder.resolve("empty.countersign");
        acts(SeenHeads.none(), empty, 0);
        copy(empty, file);
        assertThat(why(acts(file, 0))).isEqualTo(Why.REPLACED);
    }

    @Test
    void aNewWorkspaceThatThePersonMakesThereIsNot() throws Exception {
        Files.delete(file);
        assertThat(RecallHead.gone(memory, file)).isPresent();
        assertThat(acts(file, 2)).isInstanceOf(Sight.Known.class);
        assertThat(acts(file, 2)).isInstanceOf(Sight.Known.class);
    }

    @Test
    void twoMachinesEachRememberWhatTheySaw() throws Exception {
        SeenHeads other = SeenHeads.in(folder.resolve("other-machine/seen-heads.json"));
        Path backup = folder.resolve("backup");
        assertThat(acts(other, file, 3)).isInstanceOf(Sight.Known.class);
        copy(file, backup);
        assertThat(acts(other, file, 3)).isInstanceOf(Sight.Known.class);
        copy(backup, file);
        // The one that saw less is not told; the one that saw more is.
        assertThat(acts(memory, file, 0)).isInstanceOf(Sight.Known.class);
        assertThat(why(acts(other, file, 0))).isEqualTo(Why.BEHIND);
    }

    @Test
    void aDamagedMemoryIsSetAsideAndSaidAndBeginsAnew() throws Exception {
        Path own = folder.resolve("own/seen-heads.json");
        for (String damage : new String[] {"", "{", "[]", "{\"seen\":[{}]}", "\0\0\0", "{\"seen\":7}"}) {
            Files.writeString(own, damage);
            SeenHeads again = SeenHeads.in(own);
            assertThat(acts(again, file, 1)).as(damage).isInstanceOf(Sight.Known.class);
            assertThat(again.aside()).as(damage).isPresent();
            assertThat(again.unkept()).isEmpty();
            assertThat(acts(SeenHeads.in(own), file, 0)).isInstanceOf(Sight.Known.class);
            assertThat(Files.readString(own)).contains("w.countersign");
        }
    }

    @Test
    void aMemoryThatCannotBeWrittenIsInNobodysWay() throws Exception {
        SeenHeads blocked =
                SeenHeads.in(Files.writeString(folder.resolve("a-file"), "x").resolve("seen-heads.json"));
        assertThat(acts(blocked, file, 1)).isInstanceOf(Sight.Known.class);
        assertThat(blocked.unkept()).hasValueSatisfying(why -> assertThat(why).contains("a-file"));
    }

    @Test
    void whatIsRememberedIsThePersonsAlone() throws Exception {
        Path own = folder.resolve("own/seen-heads.json");
        assertThat(Files.getPosixFilePermissions(own)).hasSize(2);
        assertThat(Files.readString(own)).doesNotContain("test.made");
    }
}
