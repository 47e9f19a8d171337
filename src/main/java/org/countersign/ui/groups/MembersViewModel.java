package org.countersign.ui.groups;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.countersign.app.Countersign;
import org.countersign.groups.Group;
import org.countersign.groups.MemberRow;
import org.countersign.groups.ReadMembers.Part;
import org.countersign.groups.ReadMembers.Roll;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.task.Background;

/// State of the members of the group that is looked at: which of them are listed. Nobody is in memory but those that
/// are
/// looked at.
public final class MembersViewModel {
    private final Countersign app;
    private final Background rows;
    private final ReadOnlyObjectWrapper<Roll> roll = new ReadOnlyObjectWrapper<>(Roll.NONE);
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.ALL);
    private final ReadOnlyObjectWrapper<LazyRows<MemberRow>> members = new ReadOnlyObjectWrapper<>(LazyRows.none());
    private final GroupViewModel group;
    private final MemberActs acts;

    MembersViewModel(Countersign app, Background rows, GroupViewModel group) {
        this.app = app;
        this.rows = rows;
        this.group = group;
        this.acts = new MemberActs(app, rows, group, this);
        part.subscribe(_ -> list());
    }

    /// Who is in it, by numbers.
    public ReadOnlyObjectProperty<Roll> rollProperty() {
        return roll.getReadOnlyProperty();
    }

    /// Which of them are listed.
    public ObjectProperty<Part> partProperty() {
        return part;
    }

    /// Those of them.
    public ReadOnlyObjectProperty<LazyRows<MemberRow>> rowsProperty() {
        return members.getReadOnlyProperty();
    }

    /// Whether the members of the group that is shown are still being read.
    boolean reading() {
        Optional<Group> shown = group.groupProperty().get();
        return shown.filter(one -> one.counts().all() > 0 && !roll.get().key().equals(one.key()))
                .isPresent();
    }

    /// Members as text.
    MemberActs acts() {
        return acts;
    }

    /// Another group is looked at.
    void clear() {
        roll.set(Roll.NONE);
        part.set(Part.ALL);
        list();
    }

    /// Reads who is in a group.
    ///
    /// @param asked of [GroupViewModel#stillAsked]
    void read(long asked, Group of) {
        rows.run(
                () -> app.readMembers().roll(of.source().id(), of.id()),
                now -> {
                    if (group.stillAsked(asked)) {
                        roll.set(now);
                        list();
                    }
                },
                group::fail);
    }

    private void list() {
        Roll now = roll.get();
        int[] places = now.part(part.get());
        members.set(new LazyRows<>(
                rows, places, List.of(), page -> app.readMembers().rows(now, page)));
    }
}
