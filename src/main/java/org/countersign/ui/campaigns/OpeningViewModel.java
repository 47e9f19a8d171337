package org.countersign.ui.campaigns;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import org.countersign.app.Countersign;
import org.countersign.campaign.Foreseen;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.Scope;
import org.countersign.governance.Source;
import org.countersign.text.English;
import org.countersign.text.Strings;
import org.countersign.ui.table.Latest;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.RefusedException;

/// What a new campaign would be: its scope, who answers for it, its day; and what it would ask, counted anew with each
/// change. Nothing is stored before it is opened.
public final class OpeningViewModel {
    private static final int WEEKS = 3;

    private final Countersign app;
    private final Clock clock;
    private final Background background;
    private final StringProperty title = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty owner = new SimpleStringProperty("");
    private final StringProperty fallback = new SimpleStringProperty("");
    private final StringProperty due = new SimpleStringProperty("");
    private final StringProperty despite = new SimpleStringProperty("");
    private final StringProperty instructions = new SimpleStringProperty("");
    private final BooleanProperty timestamps = new SimpleBooleanProperty();
    private final ObservableList<String> sources = FXCollections.observableArrayList();
    private final Map<String, ObservableSet<String>> chosen = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<Optional<Foreseen>> foreseen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Latest<OpenCampaign.Request, Answer> latest;
    private boolean filling;

    private record Answer(Optional<Foreseen> foreseen, String problem) {}

    /// Reads and writes by `app`.
    public OpeningViewModel(Countersign app, Clock clock, Background background) {
        this.app = app;
        this.clock = clock;
        this.background = background;
        latest = new Latest<>(
                background,
                this::look,
                this::answered,
                failure -> answered(new Answer(Optional.empty(), Failures.said(failure))));
        for (String key : ScopeChoices.KEYS) {
            ObservableSet<String> set = FXCollections.observableSet();
            set.addListener((SetChangeListener<String>) _ -> ask());
            chosen.put(key, set);
        }
        for (StringProperty field : List.of(name, owner, fallback, due)) {
            field.subscribe(_ -> ask());
        }
    }

    /// As people call it.
    public StringProperty titleProperty() {
        return title;
    }

    /// As commands call it: a-z, 0-9 and -.
    public StringProperty nameProperty() {
        return name;
    }

    /// The address of who signs it whole.
    public StringProperty ownerProperty() {
        return owner;
    }

    /// The address of who gets what nobody is named for.
    public StringProperty fallbackProperty() {
        return fallback;
    }

    /// The day, as ISO 8601 writes it.
    public StringProperty dueProperty() {
        return due;
    }

    /// Why it is opened although sources are old or incomplete.
    public StringProperty despiteProperty() {
        return despite;
    }

    /// What the owner asks of the reviewers.
    public StringProperty instructionsProperty() {
        return instructions;
    }

    /// Whether each signature of it must carry a timestamp.
    public BooleanProperty timestampsProperty() {
        return timestamps;
    }

    /// Ids of sources that can be asked about.
    public ObservableList<String> sources() {
        return sources;
    }

    /// What is chosen of a key of [ScopeChoices#KEYS]; nothing chosen narrows nothing.
    public ObservableSet<String> chosen(String key) {
        return java.util.Objects.requireNonNull(chosen.get(key), key);
    }

    /// What it would ask; empty while that is not known.
    public ReadOnlyObjectProperty<Optional<Foreseen>> foreseenProperty() {
        return foreseen.getReadOnlyProperty();
    }

    /// Why it cannot be opened like this; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Proposes what the governance file and the calendar say.
    public void begin() {
        background.run(
                () -> OpeningProposal.read(app, clock), this::propose, failure -> problem.set(Failures.said(failure)));
    }

    private void propose(OpeningProposal proposal) {
        filling = true;
        YearMonth month = YearMonth.from(LocalDate.now(clock));
        String first = "review-" + month;
        String free = first;
        for (int i = 2; proposal.taken().contains(free); i++) {
            free = first + "-" + i;
        }
        name.set(free);
        title.set(English.of("campaigns.new.proposed", month));
        owner.set(proposal.governance().campaignOwner().orElse(""));
        fallback.set(proposal.governance().fallbackReviewer().orElse(""));
        due.set(LocalDate.now(clock).plusWeeks(WEEKS).toString());
        List.of(despite, instructions).forEach(text -> text.set(""));
        timestamps.set(false);
        chosen.values().forEach(ObservableSet::clear);
        sources.setAll(proposal.governance().sources().stream()
                .map(Source::id)
                .sorted()
                .toList());
        filling = false;
        ask();
    }

    private void ask() {
        if (filling) {
            return;
        }
        try {
            latest.ask(request());
        } catch (RefusedException | DateTimeParseException e) {
            answered(new Answer(Optional.empty(), fault(e)));
        }
    }

    private static String fault(Exception e) {
        return e instanceof DateTimeParseException ? Strings.of("campaigns.new.noDay") : Failures.said(e);
    }

    private OpenCampaign.Request request() throws RefusedException {
        var scope = new ArrayList<String>();
        chosen.forEach((key, values) -> {
            if (!values.isEmpty()) {
                scope.add(key + "=" + String.join(",", values.stream().sorted().toList()));
            }
        });
        return new OpenCampaign.Request(
                name.get().strip(),
                title.get().isBlank() ? name.get().strip() : title.get().strip(),
                owner.get().strip(),
                fallback.get().strip(),
                LocalDate.parse(due.get().strip()),
                Scope.parse(scope),
                app.sampleAsOf(),
                Optional.of(despite.get()).filter(text -> !text.isBlank()),
                Optional.of(instructions.get()),
                timestamps.get());
    }

    private Answer look(OpenCampaign.Request request) {
        try {
            return new Answer(Optional.of(app.openCampaign().foresee(request)), "");
        } catch (RefusedException e) {
            return new Answer(Optional.empty(), Failures.said(e));
        }
    }

    private void answered(Answer answer) {
        foreseen.set(answer.foreseen());
        problem.set(answer.problem());
    }

    /// Opens it.
    ///
    /// @param opened gets its name
    /// @param refused gets why not
    public void open(Consumer<String> opened, Consumer<String> refused) {
        boolean doubtful =
                foreseen.get().filter(found -> !found.doubts().isEmpty()).isPresent();
        if (doubtful && despite.get().isBlank()) {
            refused.accept(Strings.of("campaigns.new.needsReason"));
            return;
        }
        try {
            OpenCampaign.Request request = request();
            background.run(
                    () -> app.openCampaign().run(app.actor(), request),
                    campaign -> opened.accept(campaign.name()),
                    failure -> refused.accept(Failures.said(failure)));
        } catch (RefusedException | DateTimeParseException e) {
            refused.accept(fault(e));
        }
    }
}
