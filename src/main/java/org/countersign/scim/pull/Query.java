package org.countersign.scim.pull;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.countersign.text.CanonicalJson;

/// Which list is asked for, and how.
///
/// @param type `Users` or `Groups`
/// @param byCursor where the list goes on by cursor from its first page
/// @param withoutMembers asks with `excludedAttributes=members`
/// @param filter of RFC 7644 3.4.2.2
/// @param name of its files
/// @param probe where it is yet to be seen whether the server knows such a question
record Query(
        String type,
        PullOptions options,
        boolean byCursor,
        boolean withoutMembers,
        Optional<String> filter,
        String name,
        boolean probe) {
    private static final String SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    /// All of a type.
    static Query all(String type, PullOptions options, boolean byCursor, boolean withoutMembers) {
        String name = type.toLowerCase(Locale.ROOT);
        return new Query(type, options, byCursor, withoutMembers, Optional.empty(), name, false);
    }

    /// The same by cursor, in files of another name, where it is yet to be seen whether the server knows cursors.
    Query byCursorInstead() {
        return new Query(type, options, true, withoutMembers, filter, name + "-by-cursor", true);
    }

    /// Those whose `attribute` is `value`.
    static Query equal(String type, PullOptions options, boolean byCursor, String attribute, String value) {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(value));
        String filter = attribute + " eq \"" + quoted + "\"";
        return new Query(type, options, byCursor, false, Optional.of(filter), "matching", false);
    }

    /// Whether it is for all of its type.
    boolean forAll() {
        return filter.isEmpty();
    }

    /// The same, to see whether the server knows such a question.
    Query asProbe() {
        return new Query(type, options, byCursor, withoutMembers, filter, name, true);
    }

    /// The page at a cursor, where there is one, else at an index.
    Channel.Question page(Endpoint endpoint, Optional<String> cursor, long startIndex) {
        return options.listBy() == PullOptions.ListBy.SEARCH
                ? search(endpoint, cursor, startIndex)
                : get(endpoint, cursor, startIndex);
    }

    private Channel.Question get(Endpoint endpoint, Optional<String> cursor, long startIndex) {
        String where = cursor.map(text -> "cursor=" + encoded(text)).orElse("startIndex=" + startIndex);
        String query = where + "&count=" + options.pageSize()
                + (withoutMembers ? "&excludedAttributes=members" : "")
                + filter.map(text -> "&filter=" + encoded(text)).orElse("");
        return new Channel.Question(endpoint.at("/" + type, query), "");
    }

    private Channel.Question search(Endpoint endpoint, Optional<String> cursor, long startIndex) {
        ObjectNode body = CanonicalJson.object();
        body.putArray("schemas").add(SEARCH);
        body.put("count", options.pageSize());
        cursor.ifPresentOrElse(text -> body.put("cursor", text), () -> body.put("startIndex", startIndex));
        if (withoutMembers) {
            body.putArray("excludedAttributes").add("members");
        }
        filter.ifPresent(text -> body.put("filter", text));
        return new Channel.Question(endpoint.at("/" + type + "/.search", ""), CanonicalJson.text(body));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
