package org.countersign.ui.exceptions;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.countersign.app.Countersign;
import org.countersign.drift.ReadExceptions.Line;
import org.countersign.drift.ReadExceptions.Register;
import org.countersign.drift.SetException;
import org.countersign.governance.Access;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.RefusedException;

/// State of the register of exceptions: what stands, what needs somebody, and what a person does about it.
public final class ExceptionsViewModel {
    private final Countersign app;
    private final Clock clock;
    private final Background background;
    private final ReadOnlyObjectWrapper<Register> register =
            new ReadOnlyObjectWrapper<>(new Register(LocalDate.EPOCH, List.of()));
    private final ObjectProperty<Optional<Line>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper lead = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private String wanted = "";

    /// Reads and writes by `app`.
    public ExceptionsViewModel(Countersign app, Clock clock, Background background) {
        this.app = app;
        this.clock = clock;
        this.background = background;
    }

    /// What is allowed by hand.
    public ReadOnlyObjectProperty<Register> registerProperty() {
        return register.getReadOnlyProperty();
    }

    /// The one that is looked at.
    public ObjectProperty<Optional<Line>> selectedProperty() {
        return selected;
    }

    /// The sentence over it all.
    public ReadOnlyStringProperty leadProperty() {
        return lead.getReadOnlyProperty();
    }

    /// Why there is nothing; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was just done; announced.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// While reading.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Looks at one by its id, once it is read.
    public void look(String id) {
        wanted = id;
        selected.set(register.get().lines().stream()
                .filter(line -> line.record().id().equals(id))
                .findFirst()
                .or(selected::get));
    }

    /// Reads again.
    public void refresh() {
        busy.set(true);
        background.run(() -> app.readExceptions().asOf(asOf()), this::show, failure -> {
            busy.set(false);
            problem.set(Failures.said(failure));
        });
    }

    private Instant asOf() {
        return app.sampleAsOf().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private void show(Register read) {
        busy.set(false);
        problem.set("");
        Optional<String> before =
                wanted.isEmpty() ? selected.get().map(line -> line.record().id()) : Optional.of(wanted);
        wanted = "";
        Optional<Line> now = read.lines().stream()
                .filter(line -> before.filter(line.record().id()::equals).isPresent())
                .findFirst()
                .or(() -> read.lines().stream().findFirst());
        selected.set(now);
        register.set(read);
        selected.set(now);
        long needy = read.lines().stream()
                .filter(line -> line.stand().needsSomebody())
                .count();
        lead.set(
                read.lines().isEmpty()
                        ? Strings.of("exceptions.none")
                        : Strings.count("exceptions.lead", read.lines().size()) + " "
                                + (needy == 0
                                        ? Strings.of("exceptions.lead.quiet")
                                        : Strings.count("exceptions.lead.needy", needy)));
    }

    /// The day that an extension proposes: a quarter from the end, or from today where that has passed.
    LocalDate proposed(Line line) {
        LocalDate today = register.get().today();
        LocalDate from =
                line.record().expires().filter(end -> end.isAfter(today)).orElse(today);
        LocalDate latest = today.plusDays(SetException.LONGEST_DAYS);
        LocalDate quarter = from.plusDays(90);
        return quarter.isAfter(latest) ? latest : quarter;
    }

    /// Allows something; `answer` gets why not, empty where it is allowed.
    public void add(Asked asked, Consumer<String> answer) {
        act(
                () -> app.setException().add(app.actor(), asked.request()).id(),
                id -> Strings.of("exceptions.added", id),
                answer);
    }

    /// What a person wrote of a new one.
    public record Asked(String source, String account, String access, String owner, String reason, String until) {
        private static final String HELD = "(?s)(group|role|entitlement):.+";

        SetException.Request request() throws RefusedException {
            String held = access.strip();
            if (!held.isEmpty() && !held.matches(HELD)) {
                throw new RefusedException(held, Strings.of("exceptions.access.form"), "");
            }
            return new SetException.Request(
                    source.strip(),
                    account.strip(),
                    Optional.of(held).filter(text -> !text.isEmpty()).map(Access::parse),
                    owner,
                    reason,
                    day(until));
        }
    }

    private static LocalDate day(String text) throws RefusedException {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new RefusedException(Formats.visible(text), Strings.of("campaigns.new.noDay"), "");
        }
    }

    /// Lets it hold longer.
    public void extend(Line line, String until, String reason, Consumer<String> answer) {
        String id = line.record().id();
        act(
                () -> app.setException()
                        .extend(app.actor(), id, day(until), reason)
                        .id(),
                _ -> Strings.of("exceptions.extended", id, until.strip()),
                answer);
    }

    /// Another person answers for it.
    public void handOver(Line line, String owner, Consumer<String> answer) {
        String id = line.record().id();
        act(
                () -> app.setException().handOver(app.actor(), id, owner).id(),
                _ -> Strings.of("exceptions.handed", id, Formats.name(owner.strip())),
                answer);
    }

    /// Ends it now.
    public void end(Line line, Consumer<String> answer) {
        String id = line.record().id();
        act(
                () -> {
                    app.setException().end(app.actor(), id);
                    return id;
                },
                _ -> Strings.of("exceptions.ended", id),
                answer);
    }

    private void act(Callable<String> work, java.util.function.UnaryOperator<String> said, Consumer<String> answer) {
        background.run(
                work,
                id -> {
                    answer.accept("");
                    message.set("");
                    message.set(said.apply(id));
                    refresh();
                },
                failure -> answer.accept(Failures.said(failure)));
    }
}
