package org.countersign.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.countersign.work.RefusedException;

/// The folder that the demo makes, with a list of what it made there. What is not on the list is somebody
/// else's: it is never removed, and where it lies in the demo's way the demo is refused before it changes
/// anything.
final class DemoFolder {
    private static final String MARK = ".countersign-demo";
    private static final String HEAD = "# Made by countersign demo, which removes and makes again what is listed here.";
    /// Folders and files that the demo needs for itself.
    private static final List<String> NEEDED = List.of(
            "sample",
            "keys",
            "workspace.countersign",
            "workspace.countersign-wal",
            "workspace.countersign-shm",
            "evidence.asice",
            "attestation.pdf",
            "findings.json");

    private final Path folder;

    DemoFolder(Path folder) {
        this.folder = folder;
    }

    /// Empties it of what the demo made before, or makes it.
    ///
    /// @throws RefusedException where the demo did not make the folder, or a file of somebody else's is in the way
    void prepare() throws IOException, RefusedException {
        Set<Path> made = Set.of();
        if (Files.exists(folder)) {
            if (!Files.isDirectory(folder)) {
                throw new RefusedException(
                        folder.toString(), "This is a file, not a folder.", "Use --to DIR.", "Choose another folder.");
            }
            if (!empty() && !Files.isRegularFile(mark())) {
                throw new RefusedException(
                        folder.toString(),
                        "The demo did not make this folder and will not replace it.",
                        "Use --to DIR.",
                        "Choose another folder.");
            }
            made = listed();
            Optional<Path> foreign = inTheWay(made);
            if (foreign.isPresent()) {
                throw new RefusedException(
                        foreign.get().toString(),
                        "The demo did not make this file, and it is in its way.",
                        "Move it elsewhere, or use --to DIR.",
                        "Move it elsewhere, or choose another folder.");
            }
        }
        remove(made);
        Files.createDirectories(folder);
        Files.writeString(mark(), HEAD + "\n");
    }

    /// A file of the demo's own, put on the list before it is made; its folder is there.
    Path own(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(mark(), name + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        return file;
    }

    private Path mark() {
        return folder.resolve(MARK);
    }

    private boolean empty() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    /// Files on the list that lie in the folder itself: neither `..` nor a linked folder leads out of it.
    private Set<Path> listed() throws IOException {
        var files = new LinkedHashSet<Path>();
        if (!Files.isRegularFile(mark())) {
            return files;
        }
        Path real = folder.toRealPath();
        for (String line : Files.readAllLines(mark())) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Path file = folder.resolve(line).normalize();
            Path parent = file.getParent();
            if (parent != null && Files.exists(parent) && parent.toRealPath().startsWith(real)) {
                files.add(file);
            }
        }
        return files;
    }

    private Optional<Path> inTheWay(Collection<Path> made) throws IOException {
        for (String name : NEEDED) {
            Path needed = folder.resolve(name).normalize();
            if (Files.exists(needed, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> inside = Files.walk(needed)) {
                    Optional<Path> foreign = inside.filter(
                                    path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !made.contains(path))
                            .findFirst();
                    if (foreign.isPresent()) {
                        return foreign;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void remove(Collection<Path> made) throws IOException {
        Path home = folder.normalize();
        var folders = new TreeSet<Path>();
        for (Path file : made) {
            if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(file);
            }
            for (Path up = file.getParent(); up != null && !up.equals(home); up = up.getParent()) {
                folders.add(up);
            }
        }
        for (Path one : folders.descendingSet()) {
            try {
                Files.deleteIfExists(one);
            } catch (DirectoryNotEmptyException somebodyElsesFileIsInIt) {
                // Then the folder stays.
            }
        }
    }
}
