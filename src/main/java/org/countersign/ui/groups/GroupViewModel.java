package org.countersign.ui.groups;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.groups.Attested;
import org.countersign.groups.Group;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// State of one group's page: the card, its form, its members.
public final class GroupViewModel {
    private final Countersign app;
    private final Background background;
    private final ReadOnlyObjectWrapper<Optional<Group>> group = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final MembersViewModel members;
    private final CardViewModel card;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final Runnable changed;
    private String key = "";
    private boolean wanted;
    private long sequence;

    /// @param rowsBackground for pages of members
    /// @param changed runs when something was kept, so that the list is read again
    public GroupViewModel(Countersign app, Background background, Background rowsBackground, Runnable changed) {
        this.app = app;
        this.background = background;
        this.changed = changed;
        this.members = new MembersViewModel(app, rowsBackground, this);
        this.card = new CardViewModel(app, background, rowsBackground, this);
    }

    /// What is looked at; empty until that is read, and where there is nothing of that id.
    public ReadOnlyObjectProperty<Optional<Group>> groupProperty() {
        return group.getReadOnlyProperty();
    }

    /// Who is in it.
    public MembersViewModel members() {
        return members;
    }

    /// The form of its card.
    public CardViewModel card() {
        return card;
    }

    /// While the page is being read.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Why something could not be shown or kept; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What has been done, for the status bar.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// `SOURCE/ID` of what is looked at.
    public String key() {
        return key;
    }

    /// Looks at a group by `SOURCE/ID`; the empty one closes the page.
    public void open(String id) {
        if (!id.equals(key)) {
            key = id;
            group.set(Optional.empty());
            members.clear();
            card.show(false);
            wanted = true;
        }
        refresh();
    }

    /// Reads again, unless somebody is writing.
    public void refresh() {
        int slash = key.indexOf('/');
        if (slash < 0 || card.editingProperty().get()) {
            return;
        }
        long asked = ++sequence;
        String source = key.substring(0, slash);
        String id = key.substring(slash + 1);
        busy.set(true);
        background.run(
                () -> app.readGroup().run(source, id),
                read -> {
                    if (stillAsked(asked)) {
                        shown(read);
                        read.ifPresent(one -> members.read(asked, one));
                    }
                },
                failure -> failed(asked, failure));
    }

    private void shown(Optional<Group> read) {
        busy.set(false);
        if (card.editingProperty().get() && !wanted) {
            // Somebody began to write meanwhile.
            return;
        }
        problem.set(read.isPresent() ? "" : Strings.of("groups.gone", key));
        boolean first = wanted;
        wanted = false;
        // Whom nobody has told what it is for is asked at once.
        card.show(first && read.filter(GroupViewModel::undocumented).isPresent());
        group.set(read);
    }

    /// Whether access is given by it and its card lacks something.
    static boolean undocumented(Group one) {
        return one.mapped() && !one.missing().isEmpty();
    }

    /// Whether a question is the newest.
    boolean stillAsked(long asked) {
        return asked == sequence;
    }

    private void failed(long asked, Exception failure) {
        if (asked == sequence) {
            busy.set(false);
            problem.set(Failures.said(failure));
        }
    }

    /// States that it is right as of today.
    ///
    /// @param answer gets why not, empty where it is kept
    public void attest(Consumer<String> answer) {
        group.get()
                .ifPresent(one -> background.run(
                        () -> app.setGroup()
                                .attest(
                                        app.actor(),
                                        one.source().id(),
                                        one.id(),
                                        one.counts().attested().map(Attested::sha256)),
                        kept -> {
                            answer.accept("");
                            done(Strings.of(
                                    "groups.attested", Formats.name(one.label()), Spoken.number(kept.members())));
                        },
                        failure -> answer.accept(Failures.said(failure))));
    }

    /// Something was kept.
    void done(String text) {
        message.set("");
        message.set(text);
        refresh();
        changed.run();
    }

    /// Says something that was done by others.
    void say(String text) {
        message.set("");
        message.set(text);
    }

    /// Says in place why something could not be done.
    void fail(Exception failure) {
        problem.set(Failures.said(failure));
    }

    /// Reads nothing more.
    public void stop() {
        card.finder().stop();
    }
}
