package org.countersign.ui.sources;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.ForeseeImport.Foreseen;
import org.countersign.scim.Columns;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.snapshot.ReadTables.Tables;

/// An import of one source that is under way or waits for a person.
///
/// @param takenAt as a person said; empty where the files tell
public record ImportDraft(String source, List<Path> paths, Columns columns, Optional<Instant> takenAt, Stage stage) {
    /// Copies the list.
    public ImportDraft {
        paths = List.copyOf(paths);
    }

    /// How far it is.
    public sealed interface Stage {
        /// Files are being read.
        record Reading(Work work, Pace pace) implements Stage {}

        /// Somebody has to say, or wants to say, what the columns of a table are.
        record Mapping(TableColumns columns) implements Stage {}

        /// It can be looked at.
        ///
        /// @param tables among its files
        record Shown(Foreseen foreseen, Tables tables, Answers answers) implements Stage {}

        /// It could not be done.
        record Failed(String reason) implements Stage {}
    }

    /// What files are read for.
    public enum Work {
        /// To be shown.
        LOOKING,
        /// To be stored.
        STORING,
        /// No longer: what was stored of it is taken back.
        STOPPING
    }

    ImportDraft at(Stage next) {
        return new ImportDraft(source, paths, columns, takenAt, next);
    }

    ImportDraft with(Columns said) {
        return new ImportDraft(source, paths, said, takenAt, stage);
    }

    ImportDraft taken(Instant said) {
        return new ImportDraft(source, paths, columns, Optional.of(said), stage);
    }

    /// What is asked of the use cases.
    ImportSnapshot.Request request(boolean incomplete, boolean shrunken) {
        return new ImportSnapshot.Request(source, paths, takenAt, incomplete, shrunken, columns);
    }

    /// In one word, for the list: a key of `sources.waiting`.
    String word() {
        return switch (stage) {
            case Stage.Reading(Work work, Pace _) -> work == Work.LOOKING ? "reading" : "storing";
            case Stage.Mapping _ -> "columns";
            case Stage.Shown shown ->
                switch (shown.foreseen().outcome()) {
                    case Outcome.Usable _ -> "waiting";
                    case Outcome.Known _ -> "nothing";
                    case Outcome.Refused _ -> "failed";
                };
            case Stage.Failed _ -> "failed";
        };
    }
}
