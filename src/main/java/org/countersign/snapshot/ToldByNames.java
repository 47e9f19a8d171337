package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.List;
import org.countersign.scim.Origin;
import org.countersign.snapshot.Snapshot.SourceFile;
import org.countersign.text.Sha256;

/// What the names of a snapshot's files, and of the folders within what was named, have told of them: the same bytes
/// under other names may be another content.
final class ToldByNames {
    private final List<String> lines = new ArrayList<>();

    /// One file that was read, with what its path has told.
    void add(SourceFile file, Origin origin) {
        String told = origin.group().map(group -> " group " + group).orElse(origin.tokens() ? " tokens" : "");
        if (!told.isEmpty()) {
            lines.add(file.sha256() + " " + file.size() + told + "\n");
        }
    }

    /// Of whatever was told, in whatever order; empty where nothing was.
    String digest() {
        return lines.isEmpty()
                ? ""
                : Sha256.hex(String.join("", lines.stream().sorted().toList()));
    }

    /// Of a snapshot that is there: as it was recorded, else as far as the names that were recorded tell.
    static String of(Snapshot known) {
        if (!known.completeness().toldByNames().isEmpty()) {
            return known.completeness().toldByNames();
        }
        var told = new ToldByNames();
        known.files().stream()
                .filter(file -> file.usable() && !file.archive())
                .forEach(file -> told.add(file, Origin.of(file.name(), file.name())));
        return told.digest();
    }
}
