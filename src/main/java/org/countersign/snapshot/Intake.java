package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.scim.Activity;
import org.countersign.scim.Assembly;
import org.countersign.scim.Assignment;
import org.countersign.scim.Dialect;
import org.countersign.scim.Facts.Statement;
import org.countersign.scim.Facts.What;
import org.countersign.scim.GroupResource;
import org.countersign.scim.ResourceSink.Form;
import org.countersign.scim.ResourceSink.Page;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// Writes what the reader finds and keeps the completeness record.
///
/// The same id twice: equal is a note; different keeps the later `meta.lastModified`, else the later in the
/// files, and warns (scim-dialects.md 1.2).
final class Intake implements ReadAhead.Receiver {
    private static final int NOTES = 50;
    private static final int LONGEST_NOTE = 1_000;
    private static final int LONGEST_ID = 60;
    /// Ids that a note gives as examples.
    private static final int FEW = 3;

    private final ContentWriter writer;
    private final AssignmentContentStore assignments;
    private final SignInStore signIns;
    private final List<String> notes = new ArrayList<>();
    /// Of the whole: however many rows have something said of them, these are not crowded out.
    private final List<String> whole = new ArrayList<>();
    private final Listings listings = new Listings();
    private int pages;
    private boolean single;
    private boolean activeTold;
    private boolean inactiveSeen;
    private long groupsUntold;
    private boolean someMembers;
    private long fullestPage;
    private boolean membersTold;
    private boolean accessTold;
    private boolean ordinaryGroups;
    private long read;
    private long refused;
    private Optional<RefusedException> firstRefused = Optional.empty();
    private long duplicate;
    private long again;
    private long unreadable;

    Intake(ContentWriter writer, AssignmentContentStore assignments, SignInStore signIns) {
        this.writer = writer;
        this.assignments = assignments;
        this.signIns = signIns;
    }

    @Override
    public void user(StoredUser user) {
        active(user.active());
        ContentWriter.Fate fate = writer.account(user);
        count("User ", user::id, fate);
        if (fate != ContentWriter.Fate.OLDER) {
            user.lastSignIn().ifPresent(at -> signIns.take(writer.number(user.id()), at));
        }
    }

    @Override
    public void knownUser(int number) {
        active(writer.known().activity(number));
        ContentWriter.Fate fate = writer.account(number);
        count("User ", () -> writer.idOf(number), fate);
        if (fate != ContentWriter.Fate.OLDER) {
            signIns.keep(writer.known().resource(number));
        }
    }

    private void active(Activity active) {
        read++;
        activeTold |= active != Activity.NOT_TOLD;
        inactiveSeen |= active == Activity.INACTIVE;
    }

    @Override
    public void group(StoredGroup group) {
        members(
                group.id(),
                group.members().isPresent(),
                group.members().map(List::size).orElse(0));
        count("Group ", group::id, writer.group(group));
    }

    @Override
    public void knownGroup(int number) {
        KnownContent.Group group = writer.known().groupOf(number);
        members(group.id(), group.told(), group.members());
        count("Group ", group::id, writer.group(number));
    }

    private void members(String group, boolean told, int count) {
        read++;
        if (GroupResource.standsForAccess(group)) {
            accessTold |= told;
            return;
        }
        ordinaryGroups = true;
        membersTold |= told;
        someMembers |= count > 0;
        groupsUntold += told ? 0 : 1;
    }

    @Override
    public void assignment(Assignment assignment) {
        assignments.take(assignment);
    }

    private void count(String type, Supplier<String> id, ContentWriter.Fate fate) {
        switch (fate) {
            case FIRST -> {}
            case AGAIN -> {
                duplicate++;
                again++;
            }
            case REPLACES, OLDER -> {
                duplicate++;
                note(type + id.get() + " is there twice with different content; the "
                        + (fate == ContentWriter.Fate.OLDER ? "first" : "later") + " counts.");
            }
        }
    }

    @Override
    public void refusedRow(String place, String reason) {
        read++;
        refused++;
        firstRefused = firstRefused.or(() -> Optional.of(new RefusedException(place, reason, "")));
        note(place + ": " + reason);
    }

    @Override
    public void unreadable(String place, String what, int count) {
        unreadable += count;
        note(place + ": " + what + ".");
    }

    @Override
    public void page(Page page) {
        pages++;
        single |= page.form() == Form.SINGLE;
        fullestPage = Math.max(fullestPage, page.users());
        if (page.form() != Form.LIST) {
            return;
        }
        listings.add(page);
    }

    @Override
    public void warning(String text) {
        note(text);
    }

    private void note(String text) {
        if (notes.size() < NOTES) {
            notes.add(Formats.brief(text, LONGEST_NOTE));
        } else if (notes.size() == NOTES) {
            notes.add("…");
        }
    }

    /// Read so far, whether or not they could be used.
    long rows() {
        return read;
    }

    /// Refuses what holds rows and not one that can be used.
    void requireOne() throws RefusedException {
        if (read == refused && firstRefused.isPresent()) {
            RefusedException first = firstRefused.get();
            throw new RefusedException(
                    first.place(),
                    refused == 1
                            ? "The only row cannot be used: " + first.reason()
                            : "None of the " + Formats.number(refused) + " rows can be used. This is the first: "
                                    + first.reason(),
                    "Export it again, with what is missing. Nothing was imported.");
        }
    }

    /// The record, once every file is read.
    ///
    /// @param missing what no single file could know
    /// @param dialects of what was read
    /// @param columns as somebody named them
    Completeness completeness(
            int files,
            List<String> refusedFiles,
            Assembly.Missing missing,
            List<Dialect> dialects,
            Map<String, String> columns) {
        var gaps = new ArrayList<String>();
        refusedFiles.forEach(file -> gaps.add("The file " + file + " could not be used."));
        long users = writer.accounts();
        long groups = writer.groups();
        gaps.addAll(listings.gaps(users, groups));
        boolean cutOff = listings.cutOff();
        if (cutOff) {
            gaps.add("The last page says that another one follows.");
        }
        if (single && pages == 1) {
            gaps.add("A single resource does not tell whether there are more.");
        }
        if (refused > 0) {
            gaps.add(refused == 1 ? "1 row was refused." : refused + " rows were refused.");
        }
        if (unreadable > 0) {
            gaps.add(unreadable == 1 ? "1 member could not be read." : unreadable + " members could not be read.");
        }
        gaps.addAll(missing.gaps());
        dialects.forEach(dialect -> capped(dialect, users, gaps));
        whole.addAll(listings.notes(duplicate > 0));
        noteRepeated();
        noteUntold(dialects);
        noteRound(users);
        return new Completeness(
                files,
                refusedFiles.size(),
                pages,
                read,
                refused,
                duplicate,
                listings.users(users),
                listings.groups(groups),
                !cutOff && !missing.cutOff(),
                ordinaryGroups ? membersTold : accessTold || groups == 0,
                activeTold || users == 0,
                gaps,
                Stream.concat(notes.stream(), whole.stream()).toList(),
                columns,
                ""); // who read the files knows
    }

    private static void capped(Dialect dialect, long users, List<String> gaps) {
        if (dialect.cap().isPresent() && users >= dialect.cap().getAsLong()) {
            gaps.add("There are " + Formats.number(users) + " users, and lists of " + dialect.id()
                    + " end there without a word.");
        }
    }

    private void noteRepeated() {
        if (again > 0) {
            whole.add(Formats.counted(again, "row") + (again == 1 ? " repeats" : " repeat")
                    + " a user or group that is there already, with the same content: it counts once.");
        }
    }

    /// One page of a round number of users and no total may be the whole, or the first page of many.
    private void noteRound(long users) {
        boolean round = users >= 100 && (users % 100 == 0 || users == 999) && users == fullestPage;
        if (round && listings.users(users).claimedMax().isEmpty()) {
            whole.add("There are exactly " + Formats.number(users)
                    + " users on one page, and no total: a list that is cut off at a limit looks like this.");
        }
    }

    private void noteUntold(List<Dialect> dialects) {
        if (!activeTold && writer.accounts() > 0) {
            whole.add("No user tells whether it is active." + export(dialects, What.ACTIVE));
        }
        if (!membersTold && ordinaryGroups) {
            whole.add("No group tells its members." + export(dialects, What.MEMBERS));
        } else if (!someMembers && ordinaryGroups && writer.groups() > 1) {
            whole.add("Every group says that it has no members: AWS and others say so where they do not tell them."
                    + " Name the vendor of the source.");
        } else if (groupsUntold > 0) {
            whole.add(Formats.number(groupsUntold) + (groupsUntold == 1 ? " group does" : " groups do")
                    + " not tell the members.");
        }
        if (!inactiveSeen && writer.accounts() > 0) {
            told(dialects, What.ACCOUNTS).forEach(whole::add);
        }
    }

    /// Notes what only the whole can tell of ids. Call once everything is written.
    void lookAtIds() {
        DanglingMembers dangling = writer.dangling();
        int nobody = dangling.members().cardinality();
        // Where no users are told, nobody can say who is missing.
        if (nobody > 0 && writer.accounts() > 0) {
            String first = writer.firstIds(dangling.members(), FEW).stream()
                    .map(id -> Formats.brief(id, LONGEST_ID))
                    .collect(Collectors.joining(", "));
            whole.add(Formats.counted(nobody, "member") + " of " + Formats.counted(dangling.groups(), "group")
                    + (nobody == 1 ? " is" : " are") + " neither a user nor a group of the snapshot: " + first
                    + (nobody > FEW ? " and others." : "."));
        }
        ContentWriter.Twins twins = writer.twins();
        twins.accounts().ifPresent(found -> noteTwins(found, "user"));
        twins.groups().ifPresent(found -> noteTwins(found, "group"));
    }

    private void noteTwins(CaseTwins.Found twins, String kind) {
        whole.add(Formats.counted(twins.ids(), kind)
                + " have ids that differ from another's in upper and lower case alone, such as "
                + Formats.brief(twins.one(), LONGEST_ID) + " and " + Formats.brief(twins.other(), LONGEST_ID) + ".");
    }

    private static String export(List<Dialect> dialects, What what) {
        return told(dialects, what).stream().map(text -> " " + text).collect(Collectors.joining());
    }

    private static List<String> told(List<Dialect> dialects, What what) {
        return dialects.stream()
                .flatMap(dialect -> dialect.facts().untold(what).stream())
                .map(Statement::text)
                .distinct()
                .toList();
    }
}
