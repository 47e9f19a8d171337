package org.countersign.ui.sources;

import java.nio.file.Path;
import java.util.List;
import org.countersign.snapshot.PreviewSnapshot;

/// An import of one source that is under way or waits for a person.
public record ImportDraft(String source, List<Path> paths, Stage stage) {
    /// Copies the list.
    public ImportDraft {
        paths = List.copyOf(paths);
    }

    /// How far it is.
    public sealed interface Stage {
        /// Files are being read, to be shown or to be stored.
        ///
        /// @param share from 0 to 1; below 0 where not known
        record Reading(boolean storing, String line, double share) implements Stage {}

        /// It can be looked at.
        record Shown(PreviewSnapshot.Outcome outcome) implements Stage {}

        /// It could not be done.
        record Failed(String reason) implements Stage {}
    }

    ImportDraft at(Stage next) {
        return new ImportDraft(source, paths, next);
    }
}
