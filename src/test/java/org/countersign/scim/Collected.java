package org.countersign.scim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.countersign.work.RefusedException;

/// What a reader found, in lists.
class Collected implements ResourceSink {
    final List<UserResource> users = new ArrayList<>();
    final List<GroupResource> groups = new ArrayList<>();
    final List<Assignment> assignments = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    final List<Page> pages = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    int unreadable;

    static Collected of(String json) throws IOException, RefusedException {
        return of("plain", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "scim");
    }

    static Collected of(String file, InputStream in, String vendor) throws IOException, RefusedException {
        var found = new Collected();
        new ScimReader(Dialects.of(vendor)).read(file, in, found);
        return found;
    }

    @Override
    public void user(UserResource user) {
        users.add(user);
    }

    @Override
    public void group(GroupResource group) {
        groups.add(group);
    }

    @Override
    public void assignment(Assignment assignment) {
        assignments.add(assignment);
    }

    @Override
    public void refusedRow(String place, String reason) {
        refused.add(place + ": " + reason);
    }

    @Override
    public void page(Page page) {
        pages.add(page);
    }

    @Override
    public void warning(String text) {
        warnings.add(text);
    }

    @Override
    public void unreadable(String place, String what, int count) {
        unreadable += count;
    }
}
