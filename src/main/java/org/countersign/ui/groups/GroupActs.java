package org.countersign.ui.groups;

import java.util.Optional;
import org.countersign.ui.view.Leads;

/// What keys and forms of the groups' screen do.
final class GroupActs implements GroupKeys.Acts, PolicyForm.GroupForms {
    private final GroupsViewModel model;
    private final GroupViewModel one;
    private final GroupQuestions questions;
    private final MembersPanel members;
    private final Leads leads;
    private final Runnable back;
    private final Runnable reselect;
    private Optional<GroupSheet> sheet = Optional.empty();

    /// @param back puts the focus on the list
    /// @param reselect shows in the list which group is looked at
    GroupActs(
            GroupsViewModel model,
            GroupViewModel one,
            GroupQuestions questions,
            MembersPanel members,
            Leads leads,
            Runnable back,
            Runnable reselect) {
        this.model = model;
        this.one = one;
        this.questions = questions;
        this.members = members;
        this.leads = leads;
        this.back = back;
        this.reselect = reselect;
    }

    /// On a page, which is made with these.
    void on(GroupSheet page) {
        sheet = Optional.of(page);
    }

    @Override
    public void edit() {
        sheet.ifPresent(GroupSheet::focusForm);
        one.card().edit();
    }

    @Override
    public void attest() {
        questions.attest();
    }

    @Override
    public void export() {
        members.export();
    }

    @Override
    public void turnMembers() {
        members.turn();
    }

    @Override
    public void mappings() {
        leads.to("mappings", "");
    }

    @Override
    public void focusPage() {
        sheet.ifPresent(GroupSheet::focus);
    }

    @Override
    public Optional<String> next() {
        return model.undocumentedAfter(one.key());
    }

    @Override
    public void go(String key) {
        sheet.ifPresent(GroupSheet::focusForm);
        one.open(key);
        reselect.run();
    }

    @Override
    public void back() {
        back.run();
    }
}
