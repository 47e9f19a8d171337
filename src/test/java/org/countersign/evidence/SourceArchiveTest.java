package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.countersign.evidence.SourceArchive.Outcome;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Tools;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files that the demo's snapshots were read from, beside its bundle; tests are named after the attack.
class SourceArchiveTest {
    private static final List<Path> SAMPLE = List.of(Path.of("assets/sample/snapshots"));

    @TempDir
    private Path folder;

    private static SourceArchive ofDemo() throws Exception {
        return SourceArchive.of(Files.readAllBytes(Samples.demo().resolve("evidence.asice")));
    }

    private Path packed() throws Exception {
        Path out = folder.resolve("evidence.sources.zip");
        assertThat(ofDemo().pack(SAMPLE, out).holds()).isTrue();
        return out;
    }

    private Outcome changed(Consumer<TreeMap<String, byte[]>> change) throws Exception {
        var files = new TreeMap<>(Tools.unzip(Files.readAllBytes(packed())));
        change.accept(files);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return ofDemo().verify(Files.write(folder.resolve("changed.zip"), bytes.toByteArray()));
    }

    @Test
    void everyFileOfTheIndexIsFoundByItsDigestWhateverItsName() throws Exception {
        Outcome outcome = ofDemo().verify(packed());
        assertThat(outcome.holds()).isTrue();
        assertThat(outcome.files()).isGreaterThan(5);
        assertThat(new String(Tools.unzip(Files.readAllBytes(packed())).get("NAMES.txt"), StandardCharsets.UTF_8))
                .contains("  okta/")
                .contains("users-1.json");
    }

    @Test
    void theSameFilesMakeTheSameArchive() throws Exception {
        byte[] first = Files.readAllBytes(packed());
        assertThat(Files.readAllBytes(packed())).isEqualTo(first);
    }

    @Test
    void aChangedFileIsRefused() throws Exception {
        Outcome outcome = changed(files -> files.lastEntry().getValue()[3] ^= 1);
        assertThat(outcome.faults()).singleElement().asString().contains("is not what the snapshots were read from");
    }

    @Test
    void aLongerFileIsRefused() throws Exception {
        Outcome outcome = changed(files -> files.put(files.lastKey(), new byte[1 << 20]));
        assertThat(outcome.faults()).singleElement().asString().contains("is not what the snapshots were read from");
    }

    @Test
    void aFileLeftOutIsNamed() throws Exception {
        Outcome outcome = changed(files -> files.remove(files.lastKey()));
        assertThat(outcome.missing()).isNotEmpty();
        assertThat(outcome.holds()).isFalse();
    }

    @Test
    void aFileOfNoSnapshotIsRefused() throws Exception {
        Outcome outcome = changed(files -> files.put("files/../../evil", new byte[] {1}));
        assertThat(outcome.faults()).singleElement().asString().contains("knows no such file");
    }

    @Test
    void namesThatSayOtherwiseAreRefused() throws Exception {
        Outcome outcome = changed(files -> files.put("NAMES.txt", new byte[] {65}));
        assertThat(outcome.faults()).singleElement().asString().startsWith("NAMES.txt");
    }

    @Test
    void whatIsNoArchiveAndFoldersWithoutAnyFileAreRefused() throws Exception {
        assertThatThrownBy(() -> ofDemo().verify(Files.writeString(folder.resolve("x"), "x")))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> ofDemo().pack(List.of(folder), folder.resolve("y.zip")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("None of the files");
        assertThat(folder.resolve("y.zip")).doesNotExist();
    }
}
