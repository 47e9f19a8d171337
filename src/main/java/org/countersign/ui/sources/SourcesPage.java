package org.countersign.ui.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The page beside the list: what imports came to, the import or the source that is looked at, and what can be done.
final class SourcesPage {
    private final SourcesViewModel model;
    private final Redrawn around;
    private final Redrawn body;
    private final Redrawn below;
    private Optional<Shown> last = Optional.empty();

    /// What the page shows.
    private record Shown(Optional<String> id, Optional<SourceRow> row, Optional<ImportDraft> draft) {}

    /// @param elsewhere where the focus goes when what had it is gone
    SourcesPage(SourcesViewModel model, VBox notices, VBox content, HBox bar, Node elsewhere) {
        this.model = model;
        this.around = new Redrawn(notices, elsewhere);
        this.body = new Redrawn(content, elsewhere);
        this.below = new Redrawn(bar, elsewhere);
    }

    void show() {
        var nodes = new ArrayList<Node>();
        String problem = model.problemProperty().get();
        if (!problem.isEmpty()) {
            nodes.add(Parts.note(
                    BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "high", Strings.of("dialog.problem"), problem));
        }
        if (!model.unassigned().isEmpty()) {
            nodes.add(SourceParts.whose(model));
        }
        if (!model.results().isEmpty()) {
            nodes.add(ImportParts.results(model));
        }
        ImportParts.several(model).ifPresent(nodes::add);
        around.show(nodes);
        draft(model.draft());
    }

    /// Drawn again only where it is another one: somebody may be typing into it.
    private void draft(Optional<ImportDraft> draft) {
        Optional<SourceRow> row = model.current();
        var shown = Optional.of(new Shown(row.map(SourceRow::id), draft.isPresent() ? Optional.empty() : row, draft));
        if (shown.equals(last) && row.isPresent()) {
            return;
        }
        last = shown;
        var nodes = new ArrayList<Node>();
        row.ifPresent(one -> nodes.add(SourceParts.head(one, draft.isPresent())));
        draft.ifPresentOrElse(
                one -> nodes.addAll(PreviewParts.of(one, model)),
                () -> nodes.addAll(SourceParts.page(row, model.busyProperty().get())));
        body.show(nodes);
        below.show(draft.map(one -> PreviewQuestions.bar(one, model)).orElse(List.of()));
    }
}
