package org.countersign.ui.shell;

import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.groups.GroupViewModel;
import org.countersign.ui.groups.GroupsController;
import org.countersign.ui.groups.GroupsViewModel;
import org.countersign.ui.groups.MappingsController;
import org.countersign.ui.groups.MappingsViewModel;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.shell.ShellController.Screen;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Leads;
import org.countersign.ui.view.Views;

/// Two pages at one place: groups, and the mappings by which they give access.
final class GroupsScreen {
    /// Before the id of a mapping, as a spot of this place.
    static final String MAPPINGS = "+mappings/";

    private final GroupsViewModel groups;
    private final GroupViewModel group;
    private final MappingsViewModel mappings;
    private final ShellViewModel shell;

    GroupsScreen(GroupsViewModel groups, GroupViewModel group, MappingsViewModel mappings, ShellViewModel shell) {
        this.groups = groups;
        this.group = group;
        this.mappings = mappings;
        this.shell = shell;
    }

    Screen of(Questions questions, FilePicker picker, Leads leads, KeyMap keys) {
        var groupsController = new GroupsController(groups, group, questions, picker, shell, leads, keys);
        var mappingsController = new MappingsController(groups, mappings, questions, leads, keys);
        Parent list = Views.load(groupsController);
        Parent table = Views.load(mappingsController);
        return new Screen(new StackPane(list, table), () -> {
            String id = shell.spotProperty().get().id();
            boolean mapping = id.startsWith(MAPPINGS);
            list.setVisible(!mapping);
            table.setVisible(mapping);
            groups.refresh();
            if (mapping) {
                mappings.refresh();
                mappingsController.show(id.substring(MAPPINGS.length()));
            } else {
                groupsController.show(id);
            }
        });
    }
}
