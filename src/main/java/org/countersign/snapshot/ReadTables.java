package org.countersign.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.scim.Columns;
import org.countersign.scim.Dialect;
import org.countersign.scim.Dialects;
import org.countersign.scim.TableHead;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: the tables among files that somebody is about to import, and what was said of their columns before.
public final class ReadTables {
    private static final int ROWS = 5;

    private final Workspace workspace;

    /// On the workspace that remembers.
    public ReadTables(Workspace workspace) {
        this.workspace = workspace;
    }

    /// What was found.
    ///
    /// @param heads of the tables, in order; files that cannot be used are not among them
    /// @param remembered what was said for this source's newest tables, attribute to header
    public record Tables(Dialect dialect, List<TableHead> heads, Map<String, String> remembered) {
        /// Copies the collections.
        public Tables {
            heads = List.copyOf(heads);
            remembered = Map.copyOf(remembered);
        }

        /// The first table of which somebody has to say what its columns are.
        public Optional<TableHead> unsaid(Columns said) {
            Columns columns = said.over(remembered);
            return heads.stream().filter(head -> !columns.fit(head.header())).findFirst();
        }
    }

    /// Looks for them.
    ///
    /// @throws RefusedException where a path cannot be used at all
    public Tables run(String source, List<Path> paths) throws RefusedException {
        Inputs inputs = Inputs.of(paths);
        return workspace.read(tx -> {
            String vendor = new GovernanceStore(tx)
                    .newest()
                    .flatMap(version -> GovernanceJson.typed(version.body()).source(source))
                    .map(Source::vendor)
                    .orElse("auto");
            var heads = new ArrayList<TableHead>();
            inputs.inputs().stream()
                    .filter(input -> vendor.equals("csv") || Inputs.isTable(input.path()))
                    .forEach(input -> head(input).ifPresent(heads::add));
            return new Tables(Dialects.of(vendor), heads, new SnapshotStore(tx).columns(source));
        });
    }

    private static Optional<TableHead> head(Inputs.Input input) {
        try (InputStream in = input.opening().open()) {
            return TableHead.read(input.name(), in, ROWS);
        } catch (IOException | RefusedException unusable) {
            // The import says so, with the place.
            return Optional.empty();
        }
    }
}
