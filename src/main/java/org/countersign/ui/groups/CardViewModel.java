package org.countersign.ui.groups;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.countersign.app.Countersign;
import org.countersign.groups.Group;
import org.countersign.groups.GroupCard;
import org.countersign.groups.GroupCard.Fault;
import org.countersign.groups.GroupCard.Field;
import org.countersign.groups.GroupCard.Why;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;

/// State of the form that the card of the group that is looked at can be.
public final class CardViewModel {
    private final Countersign app;
    private final Background background;
    private final GroupViewModel group;
    private final OwnerFinder finder;
    private final ReadOnlyObjectWrapper<Map<Field, Why>> faults = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyBooleanWrapper editing = new ReadOnlyBooleanWrapper();

    CardViewModel(Countersign app, Background background, Background rows, GroupViewModel group) {
        this.app = app;
        this.background = background;
        this.group = group;
        this.finder = new OwnerFinder(app, rows);
    }

    /// What is wrong with what is written, by field.
    public ReadOnlyObjectProperty<Map<Field, Why>> faultsProperty() {
        return faults.getReadOnlyProperty();
    }

    /// Whether the card is a form.
    public ReadOnlyBooleanProperty editingProperty() {
        return editing.getReadOnlyProperty();
    }

    /// Whom an owner may be.
    OwnerFinder finder() {
        return finder;
    }

    /// Makes a form of the card, or a card of the form.
    void show(boolean form) {
        faults.set(Map.of());
        editing.set(form);
    }

    /// Makes a form of the card.
    public void edit() {
        if (group.groupProperty().get().isPresent()) {
            show(true);
        }
    }

    /// Makes a card of the form again; nothing of it is kept.
    public void cancel() {
        show(false);
        group.refresh();
    }

    /// Looks at what is written, as far as it goes: a field that somebody has not come to yet is not wrong.
    public void look(GroupCard card) {
        group.groupProperty()
                .get()
                .ifPresent(one -> background.run(
                        () -> app.setGroup().check(one.source().id(), card).stream()
                                .filter(fault -> fault.why() != Why.MISSING)
                                .toList(),
                        all -> {
                            if (editing.get()) {
                                wrong(all);
                            }
                        },
                        group::fail));
    }

    private void wrong(List<Fault> all) {
        var by = new EnumMap<Field, Why>(Field.class);
        all.forEach(fault -> by.putIfAbsent(fault.field(), fault.why()));
        faults.set(by);
    }

    /// Keeps a card, or says field by field why not.
    ///
    /// @param then runs once it is kept
    public void save(GroupCard card, Runnable then) {
        group.groupProperty().get().ifPresent(one -> {
            if (GroupCard.of(one.record()).equals(card) && one.missing().isEmpty()) {
                cancel();
                then.run();
            } else {
                save(one, card, then);
            }
        });
    }

    private void save(Group one, GroupCard card, Runnable then) {
        background.run(
                () -> {
                    List<Fault> all = app.setGroup().check(one.source().id(), card);
                    if (all.isEmpty()) {
                        app.setGroup().set(app.actor(), one.source().id(), one.id(), card);
                    }
                    return all;
                },
                all -> {
                    wrong(all);
                    if (all.isEmpty()) {
                        show(false);
                        group.done(Strings.of("groups.saved", Formats.name(one.label())));
                        then.run();
                    }
                },
                group::fail);
    }
}
