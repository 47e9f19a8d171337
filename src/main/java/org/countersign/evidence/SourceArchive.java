package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.countersign.evidence.CanonicalZip.NotCanonicalException;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.countersign.work.WholeFile;

/// The untouched files that a bundle's snapshots were read from, in an archive beside the bundle. Each lies under its
/// SHA-256,
/// which the signed `snapshots/index.ndjson` names: nothing in the archive is signed, and nothing in it needs to be.
///
/// Files are read as they come, and never held whole.
public final class SourceArchive {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "files/";
    private static final String NAMES = "NAMES.txt";
    private static final int BUFFER = 1 << 16;

    private final TreeMap<String, Listed> wanted = new TreeMap<>();

    /// A file of the index.
    ///
    /// @param names `SOURCE/NUMBER/NAME`, one a snapshot that it was read for
    private record Listed(long size, boolean archive, Set<String> names) {}

    private SourceArchive() {}

    /// What a bundle lists.
    ///
    /// @throws RefusedException where it is no bundle
    public static SourceArchive of(byte[] bundle) throws RefusedException {
        var archive = new SourceArchive();
        try {
            byte[] index = CanonicalZip.read(bundle).getOrDefault("snapshots/index.ndjson", new byte[0]);
            for (String line : new String(index, StandardCharsets.UTF_8).lines().toList()) {
                archive.add(JSON.readTree(line));
            }
            return archive;
        } catch (NotCanonicalException | IOException e) {
            throw new RefusedException("", String.valueOf(e.getMessage()), "Name an evidence bundle.");
        }
    }

    private void add(JsonNode snapshot) {
        String place =
                snapshot.path("source").asText() + "/" + snapshot.path("number").asText() + "/";
        for (JsonNode file : snapshot.path("files")) {
            wanted.computeIfAbsent(
                            file.path("sha256").asText(),
                            _ -> new Listed(
                                    file.path("size").asLong(),
                                    file.path("archive").asBoolean(),
                                    new TreeSet<>()))
                    .names()
                    .add(place + file.path("name").asText());
        }
    }

    /// What an archive has of what the index lists.
    ///
    /// @param files how many are in it
    /// @param missing names of the index whose content is not in it, neither by itself nor in a ZIP of the index
    /// @param faults what is in it and should not be, a sentence each
    public record Outcome(int files, List<String> missing, List<String> faults) {
        /// Copies the lists.
        public Outcome {
            missing = List.copyOf(missing);
            faults = List.copyOf(faults);
        }

        /// Whether everything is there, and nothing else.
        public boolean holds() {
            return missing.isEmpty() && faults.isEmpty();
        }
    }

    /// Looks through files and folders for what the index lists, by SHA-256 and whatever the name, and writes what it
    /// finds.
    ///
    /// @throws RefusedException where nothing of it is there
    public Outcome pack(List<Path> places, Path out) throws RefusedException {
        var found = new TreeMap<String, Path>();
        try {
            for (Path place : places) {
                look(place, found);
            }
            if (found.isEmpty()) {
                throw new RefusedException(
                        String.join(", ", places.stream().map(Path::toString).toList()),
                        "None of the files that the snapshots were read from is here.",
                        "Name the folder that they were imported from. What was pulled was never a file.");
            }
            WholeFile.replace(out, part -> {
                try (OutputStream bytes = Files.newOutputStream(part);
                        var zip = new ZipOutputStream(bytes)) {
                    entry(zip, NAMES);
                    zip.write(names(found.keySet()).getBytes(StandardCharsets.UTF_8));
                    for (Map.Entry<String, Path> one : found.entrySet()) {
                        entry(zip, FOLDER + one.getKey());
                        Files.copy(one.getValue(), zip);
                    }
                }
            });
            return verify(out);
        } catch (IOException e) {
            throw new SurroundingsException("The files cannot be read: " + e.getMessage(), e);
        }
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
    }

    private void look(Path place, Map<String, Path> found) throws IOException {
        Set<Long> sizes = new HashSet<>();
        wanted.values().forEach(one -> sizes.add(one.size()));
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (sizes.contains(Files.size(file))) {
                    try (InputStream in = Files.newInputStream(file)) {
                        String sha256 = digest(in, Long.MAX_VALUE);
                        if (wanted.containsKey(sha256)) {
                            found.putIfAbsent(sha256, file);
                        }
                    }
                }
            }
        }
    }

    private String names(Set<String> files) {
        var lines = new StringBuilder();
        for (String sha256 : files) {
            Listed listed = wanted.get(sha256);
            if (listed != null) {
                listed.names().forEach(name -> lines.append(sha256)
                        .append("  ")
                        .append(Formats.visible(name))
                        .append('\n'));
            }
        }
        return lines.toString();
    }

    /// Verifies an archive against the index.
    ///
    /// @throws RefusedException where it cannot be read as a ZIP
    public Outcome verify(Path archive) throws RefusedException {
        var there = new TreeSet<String>();
        var inside = new TreeSet<String>();
        var faults = new ArrayList<String>();
        try (var zip = new ZipFile(archive.toFile())) {
            String told = "";
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(one -> (ZipEntry) one)::iterator) {
                String name = entry.getName();
                String sha256 = name.startsWith(FOLDER) ? name.substring(FOLDER.length()) : "";
                Listed listed = wanted.get(sha256);
                if (name.equals(NAMES)) {
                    told = new String(zip.getInputStream(entry).readNBytes(1 << 24), StandardCharsets.UTF_8);
                } else if (listed == null) {
                    faults.add("The bundle's index knows no such file: " + Formats.visible(name) + ".");
                } else if (!there.add(sha256)) {
                    faults.add("A file is there twice: " + sha256 + ".");
                } else if (!digest(zip.getInputStream(entry), listed.size()).equals(sha256)) {
                    faults.add("A file is not what the snapshots were read from: "
                            + Formats.visible(listed.names().iterator().next()) + ".");
                } else if (listed.archive()) {
                    inside.addAll(entries(zip.getInputStream(entry)));
                }
            }
            if (!told.equals(names(there))) {
                faults.add(NAMES + " does not name the files as the bundle's index does.");
            }
        } catch (ZipException e) {
            throw new RefusedException(archive.toString(), "This is no archive of sources: " + e.getMessage(), "");
        } catch (IOException e) {
            throw new RefusedException(
                    archive.toString(), "The archive cannot be read to its end: " + e.getMessage(), "");
        }
        inside.addAll(there);
        List<String> missing = wanted.entrySet().stream()
                .filter(one -> !inside.contains(one.getKey()))
                .flatMap(one -> one.getValue().names().stream())
                .sorted()
                .toList();
        return new Outcome(there.size(), missing, faults);
    }

    /// The digests of what is in a ZIP of the index, which is itself what it was: what it unpacks to was read before.
    private Set<String> entries(InputStream in) throws IOException {
        var digests = new TreeSet<String>();
        long largest = wanted.values().stream().mapToLong(Listed::size).max().orElse(0);
        try (var zip = new ZipInputStream(in)) {
            while (zip.getNextEntry() != null) {
                digests.add(digest(zip, largest));
            }
        }
        return digests;
    }

    /// The SHA-256 of what comes, in hex; of no more than one byte over `most`, so that a bomb costs nothing.
    private static String digest(InputStream in, long most) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        long read = 0;
        int count;
        while (read <= most && (count = in.read(buffer)) > 0) {
            digest.update(buffer, 0, count);
            read += count;
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
