package org.countersign.ui.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.countersign.ui.exceptions.ExceptionsViewModel;
import org.countersign.ui.findings.FindingsViewModel;
import org.countersign.ui.sources.SourcesController;
import org.countersign.ui.sources.SourcesViewModel;
import org.countersign.ui.view.Leads;
import org.countersign.ui.view.Place;

/// Which screens links lead to, and how each shows one thing.
///
/// @param named shows the findings that say this
record Links(
        ShellViewModel shell,
        SourcesController sourcesController,
        SourcesViewModel sources,
        ExceptionsViewModel exceptions,
        FindingsViewModel findings,
        Consumer<String> named)
        implements Leads {
    @Override
    public boolean to(String screen, String id) {
        return switch (screen) {
            case "sources" -> {
                shell.go(Place.SOURCES);
                if (id.isEmpty()) {
                    sourcesController.choose();
                } else {
                    sources.selectedProperty().set(Optional.of(id));
                }
                yield true;
            }
            case "people", "groups", "campaigns" -> go(Place.valueOf(screen.toUpperCase(Locale.ROOT)), id);
            case "mappings" -> go(Place.GROUPS, GroupsScreen.MAPPINGS + id);
            case "exceptions" -> {
                exceptions.look(id.substring(id.lastIndexOf('/') + 1));
                shell.go(Place.EXCEPTIONS);
                yield true;
            }
            case "evidence" -> go(Place.EVIDENCE, "");
            case "ledger" -> go(Place.EVIDENCE, EvidenceScreen.LEDGER + id);
            case "finding" -> {
                named.accept(id);
                yield true;
            }
            case "findings" -> {
                findings.filter().show(id);
                shell.go(Place.FINDINGS);
                yield true;
            }
            default -> false;
        };
    }

    private boolean go(Place place, String id) {
        shell.go(place, id);
        return true;
    }
}
