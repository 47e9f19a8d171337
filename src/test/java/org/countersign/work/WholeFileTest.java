package org.countersign.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.Main;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is there whole, or the folder is as it was.
class WholeFileTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsMadeOrReplacedAndNothingIsLeftBesideIt() throws Exception {
        Path file = folder.resolve("out.json");
        WholeFile.replace(file, bytes("first"));
        assertThat(file).hasContent("first");
        WholeFile.replace(file, bytes("second, which is longer"));
        assertThat(file).hasContent("second, which is longer");
        assertThat(names()).containsExactly("out.json");
    }

    @Test
    void aFileOfTheUsersThatIsNamedLikeAPartIsLeftAlone() throws Exception {
        Path theirs = Files.writeString(folder.resolve("out.json.part"), "mine");
        WholeFile.replace(folder.resolve("out.json"), bytes("x"));
        assertThat(theirs).hasContent("mine");
    }

    @Test
    void whatAKilledProcessLeftIsTakenAwayAnHourLater() throws Exception {
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofMinutes(61)));
        Path ours = Files.writeString(folder.resolve(".out.json.0123456789ab.part"), "half");
        Files.setLastModifiedTime(ours, longAgo);
        List<Path> others = List.of(
                Files.writeString(folder.resolve(".out.json.ab0123456789.part"), "somebody writes it now"),
                Files.writeString(folder.resolve(".other.json.0123456789ab.part"), "of another name"),
                Files.writeString(folder.resolve(".out.json.draft.part"), "not of ours"));
        for (Path old : others.subList(1, 3)) {
            Files.setLastModifiedTime(old, longAgo);
        }
        WholeFile.replace(folder.resolve("out.json"), bytes("x"));
        assertThat(ours).doesNotExist();
        assertThat(others).allMatch(Files::exists);
    }

    @Test
    void whatFailsHalfwayLeavesWhatWasThere() throws Exception {
        Path file = Files.writeString(folder.resolve("out.csv"), "of yesterday");
        assertThatThrownBy(() -> WholeFile.replace(file, part -> {
                    Files.writeString(part, "half");
                    throw new IOException("the disk is full");
                }))
                .hasMessage(file + " cannot be written: the disk is full");
        assertThat(file).hasContent("of yesterday");
        assertThat(names()).containsExactly("out.csv");
    }

    @Test
    void aLinkIsWrittenThroughAndStaysALink() throws Exception {
        Path real = Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
        WholeFile.replace(link, bytes("new"));
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void aPipeIsWrittenToAndNotReplaced() throws Exception {
        Tools.need("mkfifo");
        Path pipe = folder.resolve("pipe");
        Tools.run(folder, "mkfifo", "pipe");
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();
        WholeFile.replace(pipe, bytes("through the pipe"));
        assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("through the pipe");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void whatIsReplacedKeepsItsContentWhereWritingFails() throws Exception {
        Path file = Files.writeString(folder.resolve("out"), "before");
        Path missing = folder.resolve("no/such/folder/out");
        assertThatThrownBy(() -> WholeFile.replace(missing, bytes("x")))
                .isInstanceOf(SurroundingsException.class)
                .hasMessageContaining("its folder does not exist");
        assertThat(file).hasContent("before");
        assertThat(names()).containsExactly("out");
    }

    @Test
    void contentThatFailsHalfWayLeavesNothing() throws Exception {
        Path file = folder.resolve("half");
        assertThatThrownBy(() -> WholeFile.create(file, part -> {
                    Files.writeString(part, "half of i");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(SurroundingsException.class)
                .hasMessageContaining("No space left on device");
        assertThat(names()).isEmpty();
    }

    @Test
    void contentThatIsABugLeavesNothingEither() throws Exception {
        assertThatThrownBy(() -> WholeFile.create(folder.resolve("bug"), part -> {
                    Files.writeString(part, "half");
                    throw new IllegalStateException("a bug");
                }))
                .hasMessage("a bug");
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsMadeIsPrivateAndNeverOverAnotherFile() throws Exception {
        Path file = folder.resolve("new/key.p12");
        WholeFile.create(file, bytes("secret"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> WholeFile.create(file, bytes("other")))
                .isInstanceOf(SurroundingsException.class)
                .hasMessageContaining("a file of that name exists");
        assertThat(file).hasContent("secret");
    }

    @Test
    void itIsPrivateFromItsFirstByte() throws Exception {
        WholeFile.create(folder.resolve("k"), part -> {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
                    .isEqualTo("rw-------");
            assertThat(part).isEmptyFile();
            Files.writeString(part, "x");
        });
        assertThat(folder.resolve("k")).hasContent("x");
    }

    @Test
    void anOutputForOthersHasTheModeThatTheSystemGives() throws Exception {
        Path plain = Files.writeString(folder.resolve("plain"), "x");
        Path ours = folder.resolve("ours");
        WholeFile.replace(ours, bytes("x"));
        assertThat(Files.getPosixFilePermissions(ours)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void aFolderIsRefusedBeforeAnythingIsRecorded() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        assertThatThrownBy(() -> WholeFile.stage(out, new byte[] {1}))
                .isInstanceOf(SurroundingsException.class)
                .hasMessageContaining("it is a folder");
        assertThat(names()).containsExactly("out");
    }

    /// What was recorded between is nowhere else.
    @Test
    void whatCannotBeMovedInTheEndStaysBesideItsPlace() throws Exception {
        Path out = folder.resolve("packet.asice");
        WholeFile.Staged staged = WholeFile.stage(out, new byte[] {1, 2});
        Files.createDirectories(out.resolve("somebody was quicker"));
        assertThatThrownBy(staged::move).hasMessageContaining("It is recorded, and lies in ");
        staged.close();
        assertThat(names()).hasSize(2).anyMatch(name -> name.endsWith(".part"));
    }

    /// A limit of no blocks stands for a full disk: every write fails as soon as it has begun.
    @Test
    void aKeyThatDoesNotFitOnTheDiskLeavesNoFile() throws Exception {
        Path password = Files.writeString(folder.resolve("pw"), "secret");
        Tools.Answer answer = Tools.run(
                folder,
                "sh",
                "-c",
                "ulimit -f 0; exec \"$@\"",
                "sh",
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "key",
                "create",
                "k.p12",
                "--name",
                "Ada",
                "--email",
                "ada@example.com",
                "--password-file",
                password.toString());
        assertThat(answer.output()).contains("k.p12 cannot be made");
        assertThat(answer.code()).isEqualTo(4);
        assertThat(names()).containsExactly("pw");
    }
}
