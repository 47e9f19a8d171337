package org.countersign.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.countersign.text.Formats;
import org.countersign.work.SurroundingsException;
import org.countersign.work.WholeFile;

/// What one person has seen of ledgers, in a file of theirs outside every workspace: whoever can write a workspace can
/// put
/// an older copy in its place or write its ledger anew, but does not reach what others remember of it.
///
/// A memory that cannot be read or written is said and is in nobody's way. Thread-safe.
public final class SeenHeads {
    private static final JsonMapper JSON = new JsonMapper();
    /// Places of workspaces; the ones that were not looked at for longest are forgotten.
    private static final int MOST = 200;
    private static final long LARGEST = 1 << 20;

    private final Optional<Path> file;
    private Optional<String> unkept = Optional.empty();
    private Optional<Path> aside = Optional.empty();

    private SeenHeads(Optional<Path> file) {
        this.file = file;
    }

    /// In a file, which need not be there.
    public static SeenHeads in(Path file) {
        return new SeenHeads(Optional.of(file.toAbsolutePath()));
    }

    /// Of nobody: nothing was seen, and nothing is kept.
    public static SeenHeads none() {
        return new SeenHeads(Optional.empty());
    }

    /// What was seen of one workspace.
    ///
    /// @param workspace as [Ledger#workspaceId] tells it, wherever its file lies
    /// @param place of its file then, absolute and without links
    public record Seen(String workspace, String place, Ledger.Head head, Instant at) {}

    /// What was seen at a place.
    synchronized Optional<Seen> at(String place) {
        return read().stream().filter(seen -> seen.place().equals(place)).findFirst();
    }

    /// The newest that was seen of a workspace, anywhere.
    synchronized Optional<Seen> of(String workspace) {
        return read().stream()
                .filter(seen -> seen.workspace().equals(workspace))
                .max(Comparator.comparingLong(seen -> seen.head().seq()));
    }

    /// Keeps what is seen now, instead of what was seen at the same place.
    synchronized void keep(Seen now) {
        change(before -> {
            var after = new ArrayList<>(List.of(now));
            before.stream()
                    .filter(seen -> !seen.place().equals(now.place()))
                    // A file that was moved is remembered where it is.
                    .filter(seen -> !seen.workspace().equals(now.workspace()) || Files.exists(Path.of(seen.place())))
                    .limit(MOST - 1L)
                    .forEach(after::add);
            return after;
        });
    }

    /// Forgets what was seen at a place.
    synchronized void forget(String place) {
        if (at(place).isPresent()) {
            change(before ->
                    before.stream().filter(seen -> !seen.place().equals(place)).toList());
        }
    }

    /// Why what was seen last is not kept; empty where it is.
    public synchronized Optional<String> unkept() {
        return unkept;
    }

    /// Where a file that could not be read lies now; empty where there was none.
    public synchronized Optional<Path> aside() {
        return aside;
    }

    /// On what the file says by now, as another program may have written.
    private void change(UnaryOperator<List<Seen>> change) {
        if (file.isEmpty()) {
            return;
        }
        ObjectNode root = JSON.createObjectNode().put("version", 1);
        ArrayNode array = root.putArray("seen");
        change.apply(read()).forEach(seen -> array.addObject()
                .put("workspace", seen.workspace())
                .put("place", seen.place())
                .put("seq", seen.head().seq())
                .put("hash", seen.head().hash())
                .put("at", Formats.instant(seen.at())));
        try {
            Files.createDirectories(Objects.requireNonNull(file.get().getParent()));
            WholeFile.replacePrivate(
                    file.get(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
            unkept = Optional.empty();
        } catch (IOException | SurroundingsException e) {
            unkept = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private List<Seen> read() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return List.of();
        }
        try {
            if (Files.size(file.get()) <= LARGEST) {
                return parsed(JSON.readTree(Files.readAllBytes(file.get())));
            }
            setAside();
        } catch (JsonProcessingException | DateTimeParseException | IllegalArgumentException damaged) {
            setAside();
        } catch (IOException e) {
            unkept = Optional.of(String.valueOf(e.getMessage()));
        }
        return List.of();
    }

    private static List<Seen> parsed(JsonNode root) {
        if (!root.path("seen").isArray()) {
            throw new IllegalArgumentException("no list of what was seen");
        }
        var seen = new ArrayList<Seen>();
        for (JsonNode one : root.path("seen")) {
            var head = Ledger.Head.parse(("countersign-ledger\n"
                            + one.path("seq").asText() + "\n" + one.path("hash").asText() + "\n")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            seen.add(new Seen(
                    one.path("workspace").asText(),
                    one.path("place").asText(),
                    head.orElseThrow(() -> new IllegalArgumentException("no head")),
                    Instant.parse(one.path("at").asText())));
        }
        return seen;
    }

    private void setAside() {
        Path damaged = file.orElseThrow().resolveSibling("seen-heads-damaged.json");
        try {
            Files.move(file.get(), damaged, StandardCopyOption.REPLACE_EXISTING);
            aside = Optional.of(damaged);
        } catch (IOException e) {
            unkept = Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
