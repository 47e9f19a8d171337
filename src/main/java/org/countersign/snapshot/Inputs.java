package org.countersign.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.countersign.scim.Archive;
import org.countersign.snapshot.Snapshot.SourceFile;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// What somebody named for a snapshot, spelled out: files, the files of folders, the entries of ZIPs.
///
/// @param inputs to be read, in order
/// @param archives the ZIPs among what was named, with their own digests
/// @param leftOut what lay in a folder or ZIP and is not read, in words
/// @param newest the latest modification time among the files
record Inputs(List<Input> inputs, List<SourceFile> archives, List<String> leftOut, Instant newest) {
    private static final Set<String> ENDINGS = Set.of(".json", ".ndjson", ".jsonl", ".csv", ".tsv");
    /// What lies beside exports and holds none: leaving it out is not worth a word.
    private static final Pattern BESIDE = Pattern.compile(
            "(?i)(?:.*/)?(?:\\..*|thumbs\\.db|desktop\\.ini|taken-at\\.txt"
                    + "|(?:readme|licen[sc]e|notice)(?:\\..*)?|.*\\.(?:md|pdf|png|jpe?g|svg|sha256|md5|asc|sig|p7s|log|sh|ps1|py))");

    /// Copies the lists.
    Inputs {
        inputs = List.copyOf(inputs);
        archives = List.copyOf(archives);
        leftOut = List.copyOf(leftOut);
    }

    /// One document to read.
    ///
    /// @param name for messages and the record: the file's own name, within a folder that was named, or
    /// `archive.zip/entry`
    /// @param path with `/` between its parts: it may tell what the document is about. Of a folder that was
    /// named its last name counts, and not where it lies; of one file its own name alone
    /// @param size in bytes as far as the system or the archive tells
    /// @param file that it is, or that holds it
    record Input(String name, String path, long size, ListedFile file, Opening opening) {
        /// Opens it again each time.
        interface Opening {
            InputStream open() throws IOException, RefusedException;
        }

        /// What to say of it where it could not be used: that it changed meanwhile explains everything else.
        RefusedException refusal(RefusedException told) {
            try {
                file.check();
                return told;
            } catch (IOException e) {
                return unreadable(name, e);
            }
        }

        /// What is recorded of it where it cannot be used.
        SourceFile unusable() {
            MessageDigest digest = Sha256.digest();
            try (InputStream in = new DigestInputStream(bytes(), digest)) {
                long length = in.transferTo(OutputStream.nullOutputStream());
                return new SourceFile(name, HexFormat.of().formatHex(digest.digest()), length, false, false);
            } catch (IOException e) {
                return new SourceFile(name, "", 0, false, false);
            }
        }

        private InputStream bytes() throws IOException {
            try {
                return opening.open();
            } catch (RefusedException e) {
                if (!file.regular()) {
                    throw new IOException(e);
                }
                return file.open();
            }
        }
    }

    long bytes() {
        return inputs.stream().mapToLong(Input::size).sum();
    }

    /// Without those that cannot be used.
    Inputs without(List<Input> unusable) {
        var rest = new ArrayList<>(inputs);
        rest.removeAll(unusable);
        return new Inputs(rest, archives, leftOut, newest);
    }

    /// Looks at every path.
    ///
    /// @throws RefusedException where one does not exist, cannot be read, or holds nothing to read
    static Inputs of(List<Path> paths) throws RefusedException {
        var found = new Finding();
        Optional<Path> shared = shared(paths);
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                found.folder(path);
            } else if (Files.exists(path)) {
                String name = path.getFileName().toString();
                found.file(
                        path, name, shared.map(folder -> within(folder, path)).orElse(name));
            } else {
                throw new RefusedException(path.toString(), "There is no such file or folder.", "Check its name.");
            }
        }
        if (found.inputs.isEmpty()) {
            throw new RefusedException(
                    paths.size() == 1 ? paths.getFirst().toString() : paths.toString(),
                    "There is no .json, .ndjson, .jsonl, .csv, .tsv or .zip file here.",
                    "Name the files themselves.");
        }
        return new Inputs(found.inputs, found.archives, found.leftOut, found.newest);
    }

    /// The folder that several files share when each was named: then it is as if it had been named itself. Where it
    /// lies, and where one file alone lies, does not count (exports.md).
    private static Optional<Path> shared(List<Path> paths) {
        List<Path> folders = paths.stream()
                .filter(path -> !Files.isDirectory(path))
                .map(path ->
                        Optional.ofNullable(path.toAbsolutePath().normalize().getParent()))
                .flatMap(Optional::stream)
                .toList();
        Optional<Path> shared = folders.size() < 2 ? Optional.empty() : Optional.of(folders.getFirst());
        while (shared.isPresent()) {
            Path longest = shared.get();
            if (folders.stream().allMatch(folder -> folder.startsWith(longest))) {
                return shared;
            }
            shared = Optional.ofNullable(longest.getParent());
        }
        return shared;
    }

    private static String within(Path shared, Path file) {
        String inside = shared.relativize(file.toAbsolutePath().normalize()).toString();
        return Optional.ofNullable(shared.getFileName())
                .map(own -> own + "/" + inside)
                .orElse(inside);
    }

    /// A walk over what was named.
    private static final class Finding {
        private final List<Input> inputs = new ArrayList<>();
        private final List<SourceFile> archives = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();
        private Instant newest = Instant.EPOCH;

        void folder(Path folder) throws RefusedException {
            List<Path> files;
            Path real;
            try (Stream<Path> tree = Files.walk(folder.toRealPath())) {
                real = folder.toRealPath();
                files = tree.sorted().toList();
            } catch (UncheckedIOException e) {
                throw unreadable(folder.toString(), Objects.requireNonNull(e.getCause()));
            } catch (IOException e) {
                throw unreadable(folder.toString(), e);
            }
            Path named = folder.toAbsolutePath().normalize().getFileName();
            for (Path file : files) {
                String name = real.relativize(file).toString().replace('\\', '/');
                if (Files.isRegularFile(file) && (isRead(name) || isZip(name))) {
                    file(file, name, named + "/" + name);
                } else if (Files.isSymbolicLink(file)) {
                    leftOut.add(name + " is a link and was left out.");
                } else if (BESIDE.matcher(name).matches()) {
                    continue;
                } else if (Files.isRegularFile(file)) {
                    leftOut.add(name + " was left out: it is no .json, .ndjson, .jsonl, .csv, .tsv or .zip file.");
                } else if (!Files.isDirectory(file)) {
                    leftOut.add(name + " was left out: it is a pipe or a device.");
                }
            }
        }

        void file(Path file, String name, String path) throws RefusedException {
            try {
                ListedFile listed = ListedFile.of(file);
                try {
                    file(listed, name, path);
                } catch (RefusedException e) {
                    unusable(listed, name, e);
                } catch (IOException e) {
                    unusable(listed, name, unreadable(name, e));
                }
            } catch (IOException e) {
                throw unreadable(name, e);
            }
        }

        /// One that cannot be read at all is refused in its turn, with all others that cannot.
        private void unusable(ListedFile listed, String name, RefusedException refusal) {
            inputs.add(new Input(name, name, listed.size(), listed, () -> {
                throw refusal;
            }));
        }

        private void file(ListedFile listed, String name, String path) throws IOException, RefusedException {
            if (!listed.regular()) {
                throw new RefusedException(
                        name, "It is a pipe or a device, not a file.", "Save what comes from it to a file first.");
            }
            Instant modified = listed.modified().toInstant();
            newest = modified.isAfter(newest) ? modified : newest;
            if (listed.size() > 0 && Archive.isArchive(listed.file())) {
                archive(listed, name);
            } else if (listed.size() > 0 && isZip(name)) {
                throw new RefusedException(
                        name, "Its name says that it is a ZIP, and it is none.", "Export it again, whole.");
            } else {
                inputs.add(new Input(name, path.replace('\\', '/'), listed.size(), listed, listed::open));
            }
        }

        private void archive(ListedFile listed, String place) throws IOException, RefusedException {
            Path file = listed.file();
            Archive archive = Archive.open(file);
            String name = file.getFileName().toString();
            MessageDigest digest = Sha256.digest();
            long size;
            try (InputStream in = new DigestInputStream(listed.open(), digest)) {
                size = in.transferTo(OutputStream.nullOutputStream());
            }
            int before = inputs.size();
            for (Archive.Entry entry : archive.entries()) {
                boolean mac = entry.name().startsWith("__MACOSX/");
                if (isRead(entry.name()) && !mac) {
                    inputs.add(new Input(
                            name + "/" + entry.name(),
                            entry.name(),
                            entry.size(),
                            listed,
                            () -> listed.watched(archive.open(entry))));
                } else if (!mac && !BESIDE.matcher(entry.name()).matches()) {
                    leftOut.add(name + "/" + entry.name()
                            + " was left out: it is no .json, .ndjson, .jsonl, .csv or .tsv file.");
                }
            }
            if (inputs.size() == before) {
                throw new RefusedException(
                        place,
                        "There is no .json, .ndjson, .jsonl, .csv or .tsv file in this ZIP.",
                        "Name another file.");
            }
            archives.add(new SourceFile(name, HexFormat.of().formatHex(digest.digest()), size, true, true));
        }

        private static boolean isZip(String name) {
            return name.toLowerCase(Locale.ROOT).endsWith(".zip");
        }

        private static boolean isRead(String name) {
            String folded = name.toLowerCase(Locale.ROOT);
            return ENDINGS.stream().anyMatch(folded::endsWith);
        }
    }

    /// Whether a path names a table.
    static boolean isTable(String path) {
        String folded = path.toLowerCase(Locale.ROOT);
        return folded.endsWith(".csv") || folded.endsWith(".tsv");
    }

    /// What is said of a file that cannot be read.
    static RefusedException unreadable(String name, IOException e) {
        String place = Optional.ofNullable(e instanceof AccessDeniedException denied ? denied.getFile() : null)
                .orElse(name);
        return switch (e) {
            case AccessDeniedException _ ->
                new RefusedException(
                        place, "It cannot be read: you may not.", "Ask its owner for the right to read it.");
            case NoSuchFileException _ -> changed(place, "it is no longer there");
            case ListedFile.ChangedException _ -> changed(place, String.valueOf(e.getMessage()));
            case ZipException _ ->
                new RefusedException(
                        place,
                        "The ZIP cannot be trusted: " + e.getMessage() + ".",
                        "Unpack it yourself, look at it, and name the files.");
            case FileSystemException failed -> notRead(place, Optional.ofNullable(failed.getReason()));
            default -> notRead(place, Optional.ofNullable(e.getMessage()));
        };
    }

    private static RefusedException changed(String place, String why) {
        return new RefusedException(
                place, "It cannot be read: " + why + ".", "Import it again once nothing else writes to it.");
    }

    private static RefusedException notRead(String place, Optional<String> why) {
        return new RefusedException(
                place,
                "It cannot be read" + why.map(reason -> ": " + reason).orElse("") + ".",
                "Copy it to another place, and name that.");
    }
}
