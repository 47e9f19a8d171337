package org.countersign.ui.groups;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.countersign.app.Countersign;
import org.countersign.groups.GroupFindings.Found;
import org.countersign.groups.ListGroups;
import org.countersign.ui.task.Background;

/// Reads the groups, with what the last check found at once, and with what is wrong now as soon as that is known.
final class GroupsReader {
    private final Countersign app;
    private final Background rows;
    private final Background checks;
    private final Consumer<ListGroups.Listed> show;
    private final Consumer<Exception> failed;
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private Optional<ListGroups> groups = Optional.empty();
    private boolean again;

    GroupsReader(
            Countersign app,
            Background rows,
            Background checks,
            Consumer<ListGroups.Listed> show,
            Consumer<Exception> failed) {
        this.app = app;
        this.rows = rows;
        this.checks = checks;
        this.show = show;
        this.failed = failed;
    }

    /// While rules are evaluated.
    ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    void refresh() {
        read(Optional.empty(), listed -> {
            show.accept(listed);
            if (!listed.fresh()) {
                evaluate();
            }
        });
    }

    private void read(Optional<List<Found>> evaluated, Consumer<ListGroups.Listed> then) {
        rows.run(
                () -> {
                    ListGroups open = groups.orElseGet(app::listGroups);
                    groups = Optional.of(open);
                    return open.read(evaluated);
                },
                then,
                failed);
    }

    /// At most one at a time: whoever documents thirty groups in a row need not wait for thirty checks.
    private void evaluate() {
        if (checking.get()) {
            again = true;
            return;
        }
        checking.set(true);
        checks.run(
                () -> {
                    try (Countersign own = app.beside()) {
                        return own.groupFindings().run();
                    }
                },
                evaluated -> {
                    checking.set(false);
                    if (again) {
                        again = false;
                        evaluate();
                    } else {
                        read(Optional.of(evaluated), show);
                    }
                },
                failure -> {
                    checking.set(false);
                    failed.accept(failure);
                });
    }

    void stop() {
        rows.run(
                () -> {
                    groups.ifPresent(ListGroups::close);
                    return true;
                },
                _ -> {},
                _ -> {});
    }
}
