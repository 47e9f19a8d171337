package org.countersign.ui.people;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.countersign.app.Countersign;
import org.countersign.drift.ReadLinks;
import org.countersign.people.FindingsOfPerson;
import org.countersign.people.Person;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.Progress;

/// State of one person's page. Its findings come after the rest.
public final class PersonViewModel {
    private final Countersign app;
    private final Background background;
    private final ReadOnlyObjectWrapper<Optional<Person>> person = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<FindingsOfPerson.One> findings = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<ReadLinks.Names>> names =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private String key = "";
    private long sequence;

    /// Reads from `app`.
    public PersonViewModel(Countersign app, Background background) {
        this.app = app;
        this.background = background;
    }

    /// Who it is; empty until that is read, and where there is nobody of that id.
    public ReadOnlyObjectProperty<Optional<Person>> personProperty() {
        return person.getReadOnlyProperty();
    }

    /// What is wrong with them, worst first.
    public ObservableList<FindingsOfPerson.One> findings() {
        return findings;
    }

    /// Of an account that is nobody's: whose names are like its own.
    public ReadOnlyObjectProperty<Optional<ReadLinks.Names>> namesProperty() {
        return names.getReadOnlyProperty();
    }

    /// While findings are looked for.
    public ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    /// Why something could not be shown or done; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What has been done, for the status bar.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Opens a page by `SOURCE/ID`; the empty one closes it.
    public void open(String wanted) {
        if (!wanted.equals(key)) {
            person.set(Optional.empty());
            names.set(Optional.empty());
            findings.clear();
        }
        key = wanted;
        refresh();
    }

    /// Reads again.
    public void refresh() {
        long asked = ++sequence;
        problem.set("");
        int slash = key.indexOf('/');
        if (slash < 0) {
            return;
        }
        String source = key.substring(0, slash);
        String id = key.substring(slash + 1);
        background.run(
                () -> app.readPerson().run(source, id),
                read -> {
                    if (asked == sequence) {
                        shown(asked, read);
                    }
                },
                failure -> failed(asked, failure));
    }

    private void shown(long asked, Optional<Person> read) {
        person.set(read);
        if (read.isEmpty()) {
            problem.set(Strings.of("person.nobody", key));
            return;
        }
        checking.set(true);
        background.run(
                () -> app.findingsOfPerson().run(read.get()),
                found -> {
                    if (asked == sequence) {
                        checking.set(false);
                        findings.setAll(found);
                        names(asked, read.get());
                    }
                },
                failure -> failed(asked, failure));
    }

    private void names(long asked, Person who) {
        if (who.identity()
                || who.nobody().isPresent()
                || who.source().authoritativeIdp().isEmpty()) {
            names.set(Optional.empty());
            return;
        }
        background.run(
                () -> app.readLinks().names(who.source().id(), who.who().id(), Progress.NONE),
                found -> {
                    if (asked == sequence) {
                        names.set(found);
                    }
                },
                failure -> failed(asked, failure));
    }

    private void failed(long asked, Exception failure) {
        if (asked == sequence) {
            checking.set(false);
            problem.set(Failures.said(failure));
        }
    }

    /// Says which identity stands behind an account, or that nobody does; kept in the ledger.
    ///
    /// @param identity absent = nobody
    public void link(String source, String account, Optional<String> identity) {
        background.run(
                () -> {
                    app.setLink().run(app.actor(), source, account, identity);
                    return true;
                },
                _ -> {
                    message.set(
                            identity.isPresent()
                                    ? Strings.of("person.linked", account, identity.get())
                                    : Strings.of("person.cut", account));
                    refresh();
                },
                failure -> failed(sequence, failure));
    }
}
