package org.countersign.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo removes what it made, and nothing else.
class DemoFolderTest {
    @TempDir
    private Path home;

    private Path folder;
    private DemoFolder demo;

    @BeforeEach
    void name() {
        folder = home.resolve("demo");
        demo = new DemoFolder(folder);
    }

    private void made(String... names) throws Exception {
        demo.prepare();
        for (String name : names) {
            Files.writeString(demo.own(name), "made");
        }
    }

    @Test
    void whatTheDemoMadeIsRemovedWithItsFolders() throws Exception {
        made("sample/snapshots/okta/users.json", "findings.json");
        demo.prepare();
        assertThat(folder.resolve("findings.json")).doesNotExist();
        assertThat(folder.resolve("sample")).doesNotExist();
        assertThat(folder).isDirectory();
    }

    @Test
    void aForeignFileInTheFolderStays() throws Exception {
        made("findings.json");
        Path notes = Files.writeString(folder.resolve("notes.txt"), "mine");
        Path inner = Files.writeString(
                Files.createDirectories(folder.resolve("more")).resolve("notes.txt"), "mine");
        demo.prepare();
        assertThat(notes).hasContent("mine");
        assertThat(inner).hasContent("mine");
        assertThat(folder.resolve("findings.json")).doesNotExist();
    }

    @Test
    void aForeignFileInTheWayIsNamedAndNothingIsRemoved() throws Exception {
        made("findings.json", "keys/ada.p12");
        Path mine = Files.writeString(folder.resolve("keys/mine.p12"), "mine");
        assertThatThrownBy(demo::prepare)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(mine.toString())
                .hasMessageContaining("did not make this file")
                .hasMessageContaining("--to DIR");
        assertThat(mine).hasContent("mine");
        assertThat(folder.resolve("findings.json")).hasContent("made");
        assertThat(folder.resolve("keys/ada.p12")).hasContent("made");
    }

    @Test
    void aFolderThatTheDemoDidNotMakeIsRefused() throws Exception {
        Path thesis = Files.writeString(Files.createDirectories(folder).resolve("thesis.txt"), "years of work");
        assertThatThrownBy(demo::prepare).hasMessageContaining("did not make this folder");
        assertThat(thesis).hasContent("years of work");
    }

    @Test
    void anEmptyFolderMayBecomeTheDemos() throws Exception {
        Files.createDirectories(folder);
        made("findings.json");
        assertThat(folder.resolve("findings.json")).hasContent("made");
    }

    @Test
    void aFileOfThatNameIsRefusedAndKept() throws Exception {
        Files.writeString(folder, "a letter");
        assertThatThrownBy(demo::prepare).hasMessageContaining("This is a file, not a folder");
        assertThat(folder).hasContent("a letter");
    }

    @Test
    void aListThatPointsOutOfTheFolderRemovesNothingThere() throws Exception {
        made("findings.json");
        Path outside = Files.writeString(home.resolve("thesis.txt"), "years of work");
        Files.writeString(folder.resolve(".countersign-demo"), "../thesis.txt\n" + outside + "\nfindings.json\n");
        demo.prepare();
        assertThat(outside).hasContent("years of work");
        assertThat(folder.resolve("findings.json")).doesNotExist();
    }

    @Test
    void aListThatLeadsThroughALinkRemovesNothingThere() throws Exception {
        made("findings.json");
        Path outside = Files.createDirectories(home.resolve("elsewhere"));
        Path thesis = Files.writeString(outside.resolve("thesis.txt"), "years of work");
        Files.createSymbolicLink(folder.resolve("linked"), outside);
        Files.writeString(folder.resolve(".countersign-demo"), "linked/thesis.txt\n");
        Files.delete(folder.resolve("findings.json"));
        demo.prepare();
        assertThat(thesis).hasContent("years of work");
    }

    @Test
    void aDemoThatWasStoppedIsReplacedToo() throws Exception {
        demo.prepare();
        demo.own("workspace.countersign");
        Files.writeString(demo.own("keys/ada.p12"), "half");
        demo.prepare();
        assertThat(folder.resolve("keys")).doesNotExist();
    }
}
