package org.countersign.ui.overview;

import java.time.Clock;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// State of the overview.
public final class OverviewViewModel {
    private final Countersign app;
    private final Clock clock;
    private final Background background;
    private final ReadOnlyObjectWrapper<Overview> content = new ReadOnlyObjectWrapper<>(Overview.LOADING);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);

    /// Reads from `app`.
    public OverviewViewModel(Countersign app, Clock clock, Background background) {
        this.app = app;
        this.clock = clock;
        this.background = background;
    }

    /// What is shown.
    public ReadOnlyObjectProperty<Overview> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /// Why it could not be loaded; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// While loading.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Checks drift: keeps what is found, where this is no sample, and loads again.
    public void check() {
        busy.set(true);
        background.run(
                () -> app.sampleAsOf().isPresent()
                        ? 0L
                        : app.checkDrift().run().run().number(),
                _ -> refresh(),
                failure -> {
                    busy.set(false);
                    problem.set(Failures.said(failure));
                });
    }

    /// Loads again.
    public void refresh() {
        busy.set(true);
        background.run(
                this::read,
                loaded -> {
                    busy.set(false);
                    problem.set("");
                    content.set(loaded);
                },
                failure -> {
                    busy.set(false);
                    problem.set(Failures.said(failure));
                });
    }

    /// On a connection of its own: what somebody decides meanwhile does not wait for the rules.
    private Overview read() {
        try (Countersign own = app.beside()) {
            return new ReadOverview(own, clock).run();
        }
    }
}
