package org.countersign.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.governance.Source;

/// Of which source a file or folder is: the one whose last snapshot was read from a file of this name, else the
/// one that its name names. Where two would do, nobody knows.
public final class SourceGuess {
    private final List<Source> sources;
    private final List<Snapshot> current;

    /// @param current the newest snapshot of each source that has one
    public SourceGuess(List<Source> sources, List<Snapshot> current) {
        this.sources = List.copyOf(sources);
        this.current = List.copyOf(current);
    }

    /// The id of the source.
    public Optional<String> of(Path path) {
        String name =
                Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
        return only(current.stream()
                        .filter(snapshot -> snapshot.files().stream()
                                .anyMatch(file -> file.name().equals(name)))
                        .map(Snapshot::source))
                .or(() -> only(named(name)))
                .or(() -> Optional.ofNullable(path.toAbsolutePath().getParent())
                        .map(Path::getFileName)
                        .flatMap(folder -> only(named(folder.toString()))));
    }

    private Stream<String> named(String name) {
        String text = plain(name);
        return sources.stream()
                .filter(source -> text.contains(plain(source.id())) || text.contains(plain(source.name())))
                .map(Source::id);
    }

    /// ` github enterprise users json `: words between blanks, so that only whole words fit.
    private static String plain(String name) {
        return " "
                + name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\p{M}]+", " ")
                        .strip() + " ";
    }

    private static Optional<String> only(Stream<String> ids) {
        List<String> distinct = ids.distinct().toList();
        return distinct.size() == 1 ? Optional.of(distinct.getFirst()) : Optional.empty();
    }
}
