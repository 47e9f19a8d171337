package org.countersign.scim.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;

/// Every page of one resource type.
///
/// Goes on by what arrived, and ends on the total, an empty page, or a page that brings no new id
/// (scim-dialects.md 1.2): a server that begins again must not keep us.
final class Listing {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");
    private static final int IDLE_CURSORS = 3;
    private static final String SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    /// The server has forgotten where we were; what came so far is worth nothing.
    static final class ExpiredCursorException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// Told how far it is.
    interface Counting {
        void at(String type, long found, long total);
    }

    private final Channel channel;
    private final Endpoint endpoint;
    private final Spool spool;
    private final String type;
    private final PullOptions options;
    private final Counting counting;
    private final boolean withoutMembers;

    private final List<String> files = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> cursors = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private boolean byCursor;
    private boolean byLinks;
    private Optional<String> cursor = Optional.empty();
    private Optional<URI> link = Optional.empty();
    private int pages;
    private long received;
    private int idle;
    private int withMembers;
    private long leastTotal = Long.MAX_VALUE;
    private long mostTotal = -1;

    /// @param type `Users` or `Groups`
    /// @param withoutMembers asks with `excludedAttributes=members`
    Listing(
            Channel channel,
            Endpoint endpoint,
            Spool spool,
            String type,
            PullOptions options,
            boolean byCursor,
            boolean withoutMembers,
            Counting counting) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.spool = spool;
        this.type = type;
        this.options = options;
        this.byCursor = byCursor;
        this.withoutMembers = withoutMembers;
        this.counting = counting;
    }

    /// Fetches all.
    ///
    /// @return what the server answered where it had no list for us at the first question; else empty
    Optional<Answer> run() throws RefusedException, ExpiredCursorException {
        boolean more = true;
        while (more) {
            counting.at(words(), ids.size(), Math.max(mostTotal, 0));
            String file = String.format(Locale.ROOT, "%s-%06d.json", words(), pages + 1);
            Channel.Question question = question();
            Answer answer = channel.ask(question, file);
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
        counting.at(words(), ids.size(), Math.max(mostTotal, ids.size()));
        describe();
        return Optional.empty();
    }

    /// `users` or `groups`.
    private String words() {
        return type.toLowerCase(Locale.ROOT);
    }

    private void expired(Answer answer) throws ExpiredCursorException {
        String kind = answer.scimType();
        if (answer.status() == 400 && (kind.equals("expiredCursor") || kind.equals("invalidCursor"))) {
            throw new ExpiredCursorException();
        }
    }

    private Channel.Question question() {
        if (link.isPresent()) {
            return new Channel.Question(link.get(), "");
        }
        if (options.listBy() == PullOptions.ListBy.SEARCH) {
            ObjectNode body = CanonicalJson.object();
            body.putArray("schemas").add(SEARCH);
            body.put("count", options.pageSize());
            if (byCursor) {
                body.put("cursor", cursor.orElse(""));
            } else {
                body.put("startIndex", received + 1);
            }
            if (withoutMembers) {
                body.putArray("excludedAttributes").add("members");
            }
            return new Channel.Question(endpoint.at("/" + type + "/.search", ""), CanonicalJson.text(body));
        }
        String where = byCursor
                ? "cursor=" + URLEncoder.encode(cursor.orElse(""), StandardCharsets.UTF_8)
                : "startIndex=" + (received + 1);
        String query = where + "&count=" + options.pageSize() + (withoutMembers ? "&excludedAttributes=members" : "");
        return new Channel.Question(endpoint.at("/" + type, query), "");
    }

    /// Whether there is more.
    private boolean take(Answer answer, String file) throws RefusedException {
        ListPage page;
        try {
            page = ListPage.list(spool.file(file), answer.place());
        } catch (IOException e) {
            throw new SurroundingsException("An answer cannot be read again. Nothing was changed.", e);
        }
        page.totalResults().ifPresent(total -> {
            leastTotal = Math.min(leastTotal, total);
            mostTotal = Math.max(mostTotal, total);
        });
        int before = ids.size();
        ids.addAll(page.ids());
        boolean news = ids.size() > before;
        if (pages > 0 && !news) {
            spool.drop(file);
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

    /// A cursor may lead over empty pages; an index that brings nothing new is asked once more where the total
    /// says that something is missing.
    private boolean goOnWithoutNews(Answer answer, ListPage page) throws RefusedException {
        idle++;
        if (byCursor) {
            return page.nextCursor().isPresent() && idle <= IDLE_CURSORS && next(answer, page);
        }
        if (page.resources() > 0 && idle == 1 && ids.size() < mostTotal) {
            return true;
        }
        if (page.resources() > 0) {
            notes.add("The server began its list of " + words() + " again after " + Formats.number(received)
                    + "; the pull ended there.");
        }
        return false;
    }

    private boolean next(Answer answer, ListPage page) throws RefusedException {
        link = link(answer);
        if (link.isPresent()) {
            byLinks = true;
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
        if (page.totalResults().isPresent()) {
            return received < page.totalResults().get() && page.resources() > 0;
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
                if (!endpoint.holds(to)) {
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
        if (mostTotal >= 0 && leastTotal != mostTotal) {
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

    boolean anyMembers() {
        return withMembers > 0;
    }

    /// Forgets its pages.
    void drop() {
        files.forEach(spool::drop);
        files.clear();
    }
}
