package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.Activity;
import org.countersign.scim.GroupResource;
import org.countersign.scim.UserResource;

/// Writes what the reader finds and keeps the completeness record.
///
/// The same id twice: equal is a note; different keeps the later `meta.lastModified`, else the later in the
/// files, and warns (scim-dialects.md 1.2).
final class Intake implements ReadAhead.Receiver {
    private static final int NOTES = 50;

    private final ContentWriter writer;
    private final List<String> notes = new ArrayList<>();
    private final Claims userClaims = new Claims();
    private final Claims groupClaims = new Claims();
    private final Claims anyClaims = new Claims();
    private final Set<Long> emptyPages = new java.util.TreeSet<>();
    private int pages;
    private boolean single;
    private boolean activeTold;
    private boolean membersTold;
    private long read;
    private long refused;
    private long duplicate;
    private long unreadable;

    Intake(ContentWriter writer) {
        this.writer = writer;
    }

    /// What list pages of one type claim.
    private static final class Claims {
        private long min = Long.MAX_VALUE;
        private long max = -1;
        private int following;
        private int last;

        void add(Page page) {
            page.totalResults().ifPresent(total -> {
                min = Math.min(min, total);
                max = Math.max(max, total);
            });
            turn(page);
        }

        boolean claims(long total) {
            return min == total || max == total;
        }

        void turn(Page page) {
            if (page.nextCursor()) {
                following++;
            } else {
                last++;
            }
        }

        /// A page says that another follows, and none is there that says it is the last.
        boolean cutOff() {
            return following > 0 && last == 0;
        }

        Completeness.Count count(long found) {
            return new Completeness.Count(
                    found,
                    max < 0 ? Optional.empty() : Optional.of(min),
                    max < 0 ? Optional.empty() : Optional.of(max));
        }
    }

    @Override
    public void user(UserResource user, byte[] body) {
        read++;
        activeTold |= user.active() != Activity.NOT_TOLD;
        count("User " + user.id(), writer.account(user, body));
    }

    @Override
    public void group(GroupResource group, byte[] body) {
        read++;
        membersTold |= group.members().isPresent();
        count("Group " + group.id(), writer.group(group, body));
    }

    private void count(String label, ContentWriter.Fate fate) {
        switch (fate) {
            case FIRST -> {}
            case AGAIN -> duplicate++;
            case REPLACES, OLDER -> {
                duplicate++;
                note(label + " is there twice with different content; the "
                        + (fate == ContentWriter.Fate.OLDER ? "first" : "later") + " counts.");
            }
        }
    }

    @Override
    public void refusedRow(String place, String reason) {
        read++;
        refused++;
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
        if (page.form() != Form.LIST) {
            return;
        }
        // An empty page claims a total too; whose it is, only a page with resources can tell.
        if (page.users() > 0 && page.groups() == 0) {
            userClaims.add(page);
        } else if (page.groups() > 0 && page.users() == 0) {
            groupClaims.add(page);
        } else if (page.users() > 0) {
            anyClaims.add(page);
        } else {
            anyClaims.turn(page);
            page.totalResults().filter(total -> total > 0).ifPresent(emptyPages::add);
        }
    }

    @Override
    public void warning(String text) {
        note(text);
    }

    private void note(String text) {
        if (notes.size() < NOTES) {
            notes.add(text);
        } else if (notes.size() == NOTES) {
            notes.add("…");
        }
    }

    /// The record, once every file is read.
    Completeness completeness(int files, List<String> refusedFiles) {
        var gaps = new ArrayList<String>();
        refusedFiles.forEach(file -> gaps.add("The file " + file + " could not be used."));
        Completeness.Count userCount = userClaims.count(writer.accounts());
        Completeness.Count groupCount = groupClaims.count(writer.groups());
        shortfall("users", userCount, gaps);
        shortfall("groups", groupCount, gaps);
        Completeness.Count all = anyClaims.count(writer.accounts() + writer.groups());
        shortfall("resources", all, gaps);
        emptyPages.stream()
                .filter(total -> !userClaims.claims(total) && !groupClaims.claims(total) && !anyClaims.claims(total))
                .forEach(total ->
                        gaps.add("A page says that there are " + total + " resources and holds none of them."));
        boolean cutOff = userClaims.cutOff() || groupClaims.cutOff() || anyClaims.cutOff();
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
        return new Completeness(
                files,
                refusedFiles.size(),
                pages,
                read,
                refused,
                duplicate,
                userCount,
                groupCount,
                !cutOff,
                membersTold || writer.groups() == 0,
                activeTold || writer.accounts() == 0,
                gaps,
                notes);
    }

    private static void shortfall(String type, Completeness.Count count, List<String> gaps) {
        if (count.claimedMax().filter(claimed -> claimed > count.found()).isPresent()) {
            gaps.add("Only " + Completeness.shortfall(type, count) + ".");
        }
    }
}
