package org.countersign.scim.pull;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;

/// Every page of one resource type.
///
/// Goes on by what arrived, and ends on the total, an empty page, or a page that brings no new id
/// (scim-dialects.md 1.2): a server that begins again must not keep us.
final class Listing {
    /// Bounded, as a head of brackets would else be tried from each of them to its end.
    private static final Pattern NEXT = Pattern.compile("<([^<>]{0,4000})>\\s{0,9};[^,<]{0,200}\\brel=\"?next\"?");
    private static final int IDLE_CURSORS = 3;

    /// The server has forgotten where we were; what came so far is worth nothing.
    static final class ExpiredCursorException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// Told how far it is.
    interface Counting {
        void at(String type, long found, long total);
    }

    private final Asking asking;
    private final Query query;
    private final Spool spool;

    private final List<String> files = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private final Set<String> cursors = new HashSet<>();
    private final Set<URI> links = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private boolean byCursor;
    private boolean byLinks;
    private Optional<String> cursor = Optional.empty();
    private Optional<URI> link = Optional.empty();
    private boolean beganAgain;
    private int pages;
    private long received;
    private int idle;
    private int withMembers;
    private long leastTotal = Long.MAX_VALUE;
    private long mostTotal = -1;
    private boolean doubting;
    private boolean totalsOfPages;

    Listing(Asking asking, Query query) {
        this.asking = asking;
        this.query = query;
        this.spool = asking.spool();
        this.byCursor = query.byCursor();
    }

    /// Fetches all.
    ///
    /// @return what the server answered where it had no list for us at the first question; else empty
    Optional<Answer> run() throws RefusedException, ExpiredCursorException {
        boolean more = true;
        while (more) {
            asking.counting().at(words(), ids.size(), Math.max(mostTotal, 0));
            String file = String.format(Locale.ROOT, "%s-%06d.json", query.name(), pages + 1);
            if (doubting && !goesOn(file)) {
                spool.drop(file);
                break;
            }
            Answer answer = ask(file);
            if (!answer.good()) {
                spool.drop(file);
                if (pages == 0) {
                    return Optional.of(answer);
                }
                expired(answer);
                throw Refusals.status(answer);
            }
            more = take(answer, file);
        }
        asking.counting().at(words(), ids.size(), Math.max(mostTotal, ids.size()));
        describe();
        return Optional.empty();
    }

    /// `users` or `groups`.
    private String words() {
        return query.type().toLowerCase(Locale.ROOT);
    }

    private void expired(Answer answer) throws ExpiredCursorException {
        String kind = answer.scimType();
        if (answer.status() == 400 && (kind.equals("expiredCursor") || kind.equals("invalidCursor"))) {
            throw new ExpiredCursorException();
        }
    }

    private Answer ask(String file) throws RefusedException {
        return query.probe()
                ? asking.channel().probe(question(), file)
                : asking.channel().ask(question(), file);
    }

    private Channel.Question question() {
        return link.isPresent()
                ? new Channel.Question(link.get(), "")
                : query.page(
                        asking.endpoint(), byCursor ? Optional.of(cursor.orElse("")) : Optional.empty(), received + 1);
    }

    private ListPage read(Answer answer, String file) throws RefusedException {
        try {
            return ListPage.list(spool.file(file), answer.place());
        } catch (IOException e) {
            throw new SurroundingsException("An answer cannot be read again. Nothing was changed.", e);
        }
    }

    /// Whether there is somebody beyond the total. A server that answers that with anything but a list has said enough;
    /// one that is busy has not.
    private boolean goesOn(String file) throws RefusedException {
        doubting = false;
        Answer answer = asking.channel().probe(question(), file);
        if (answer.status() == 429 || answer.status() == 503) {
            throw Refusals.status(answer);
        }
        totalsOfPages = answer.good() && bringsNews(answer, file);
        if (totalsOfPages) {
            notes.add("The server tells the number of a page for the total of " + words()
                    + ", and RFC 7644 3.4.2 asks for that of all; the pull went on until nobody new came.");
        }
        return totalsOfPages;
    }

    private boolean bringsNews(Answer answer, String file) {
        try {
            return !ids.containsAll(read(answer, file).ids());
        } catch (RefusedException noList) {
            return false;
        }
    }

    /// A full first page that says that it is all: servers that tell the number of a page for the total say so, too.
    private boolean doubts(ListPage page) {
        int count = page.resources();
        return pages == 1
                && count > 0
                && query.forAll()
                && asking.channel().left() > 1
                && page.totalResults().orElse(-1L) == count
                && (count == query.options().pageSize() || page.itemsPerPage().orElse(-1L) == count);
    }

    /// Whether there is more.
    private boolean take(Answer answer, String file) throws RefusedException {
        ListPage page = read(answer, file);
        page.totalResults().ifPresent(total -> {
            leastTotal = Math.min(leastTotal, total);
            mostTotal = Math.max(mostTotal, total);
        });
        int before = ids.size();
        ids.addAll(page.ids());
        boolean news = ids.size() > before;
        if (pages > 0 && !news) {
            if (byCursor && page.nextCursor().isEmpty()) {
                files.add(file); // it says that the list has ended
            } else {
                spool.drop(file);
            }
            return goOnWithoutNews(answer, page);
        }
        idle = 0;
        pages++;
        if (page.resources() == 0 && page.totalResults().isEmpty()) {
            spool.drop(file); // it says nothing
        } else {
            files.add(file);
        }
        received += page.resources();
        withMembers += page.withMembers();
        return next(answer, page);
    }

    /// A cursor or a link may lead over empty pages; an index that brings nothing new is asked once more where
    /// the total says that something is missing.
    private boolean goOnWithoutNews(Answer answer, ListPage page) throws RefusedException {
        idle++;
        if (byCursor) {
            return page.nextCursor().isPresent() && idle <= IDLE_CURSORS && next(answer, page);
        }
        Optional<URI> another = byLinks ? link(answer) : Optional.empty();
        if (another.isPresent() && !links.contains(another.get())) {
            if (idle <= IDLE_CURSORS) {
                return next(answer, page);
            }
            gaps.add("The list of " + words() + " is cut off: several pages brought nobody new, and the last says that"
                    + " another one follows.");
            return false;
        }
        if (another.isPresent() && mostTotal < 0) {
            gaps.add("The list of " + words() + " may be cut off: the links of its pages go round in a circle.");
        }
        if (!byLinks && page.resources() > 0 && idle == 1 && ids.size() < mostTotal) {
            return true;
        }
        if (page.resources() > 0) {
            beganAgain = true;
            notes.add("The server began its list of " + words() + " again after " + Formats.number(received)
                    + "; the pull ended there.");
        }
        return false;
    }

    private boolean next(Answer answer, ListPage page) throws RefusedException {
        link = link(answer);
        if (link.isPresent()) {
            byLinks = true;
            links.add(link.get());
            return true;
        }
        if (byLinks) {
            return false;
        }
        if (page.nextCursor().isPresent()) {
            byCursor = true;
            cursor = page.nextCursor();
            if (!cursors.add(cursor.get())) {
                throw Refusals.cap(answer.place(), "names a cursor a second time: its pages go round in a circle");
            }
            return true;
        }
        if (byCursor) {
            return false;
        }
        if (page.totalResults().isPresent() && !totalsOfPages) {
            doubting = doubts(page);
            return doubting || (received < page.totalResults().get() && page.resources() > 0);
        }
        return page.resources() > 0;
    }

    /// The `Link` header that some servers send: followed with this server alone.
    private Optional<URI> link(Answer answer) throws RefusedException {
        for (String header : answer.headers().allValues("Link")) {
            Matcher matcher = NEXT.matcher(header);
            if (matcher.find()) {
                URI to;
                try {
                    to = answer.at().resolve(matcher.group(1));
                } catch (IllegalArgumentException e) {
                    throw elsewhere(answer);
                }
                if (!asking.endpoint().holds(to)) {
                    throw elsewhere(answer);
                }
                return Optional.of(to);
            }
        }
        return Optional.empty();
    }

    private static RefusedException elsewhere(Answer answer) {
        return new RefusedException(
                answer.place(),
                "Its next page is said to be elsewhere, and a token follows nobody.",
                "Ask whoever runs the server.");
    }

    private void describe() {
        String how = byCursor ? "by cursor" : byLinks ? "by links" : "by index";
        notes.add(
                Formats.number(pages) + (pages == 1 ? " page" : " pages") + " of " + words() + " pulled " + how + ".");
        if (!totalsOfPages && mostTotal >= 0 && leastTotal != mostTotal) {
            notes.add("While " + words() + " were pulled, the server's total moved between "
                    + Formats.number(leastTotal) + " and " + Formats.number(mostTotal) + ".");
        }
    }

    /// In the spool, in the order of asking.
    List<String> files() {
        return List.copyOf(files);
    }

    /// Distinct.
    Set<String> ids() {
        return ids;
    }

    /// For the completeness record.
    List<String> notes() {
        return List.copyOf(notes);
    }

    /// What is known to be missing, in words.
    List<String> gaps() {
        return List.copyOf(gaps);
    }

    /// Whether the server gave what it had given before, where more was asked for.
    boolean beganAgain() {
        return beganAgain;
    }

    boolean anyMembers() {
        return withMembers > 0;
    }

    /// Forgets its pages.
    void drop() {
        files.forEach(spool::drop);
        files.clear();
    }
}
