package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.scim.ResourceSink.Cursors;

/// What stands around the resources of a page: SCIM's ListResponse and vendors' own.
final class Envelope {
    /// Arrays of a vendor's page. No SCIM resource has attributes of these names.
    private static final Set<String> VENDOR_LISTS = Set.of(
            "value",
            "usergroups",
            "records",
            "users",
            "Users",
            "Groups",
            "GroupMemberships",
            "group_memberships",
            "AccountAssignments");
    /// SCIM has attributes of these names as well, so something else must tell that this is an envelope.
    private static final Set<String> SHARED_LISTS = Set.of("groups", "members", "items");

    private static final Set<String> ENVELOPE_MARKS = Set.of(
            "kind",
            "nextPageToken",
            "ok",
            "next_page",
            "next_cursor",
            "previous_page",
            "count",
            "after_cursor",
            "end_of_stream");

    /// Every whole number up to it is one in JSON as well (RFC 8259 6). No system has as many users.
    private static final long MOST = (1L << 53) - 1;

    private static final Pattern COUNT = Pattern.compile("\\d{1,40}");

    private Envelope() {}

    /// Whether the array of this name holds the page's objects, after these fields.
    static boolean isList(String name, ObjectNode before) {
        if (name.equalsIgnoreCase("Resources")) {
            return true;
        }
        if (before.has("id") || before.has("schemas")) {
            return false;
        }
        return VENDOR_LISTS.contains(name) || (SHARED_LISTS.contains(name) && isMarked(before));
    }

    private static boolean isMarked(ObjectNode before) {
        return ENVELOPE_MARKS.stream().anyMatch(before::has)
                || before.path("meta").has("has_more")
                || before.path("meta").has("after_cursor")
                || before.path("links").isObject();
    }

    /// The name of the list that was not known for one while it was read.
    static Optional<String> lateList(ObjectNode object) {
        if (object.has("id") || object.has("schemas")) {
            return Optional.empty();
        }
        // Alone it is a list as well: no group has one of these names for its id.
        if (object.size() == 1) {
            return object.propertyStream()
                    .filter(field -> field.getValue().isArray() && SHARED_LISTS.contains(field.getKey()))
                    .map(java.util.Map.Entry::getKey)
                    .findFirst();
        }
        return object.propertyStream()
                .filter(field -> field.getValue().isArray() && isList(field.getKey(), object))
                .map(java.util.Map.Entry::getKey)
                .findFirst();
    }

    /// Lists by the id of what they are about: `{"<group id>": [{…}], …}`.
    static boolean isMapOfLists(ObjectNode object) {
        boolean lists = object.propertyStream()
                .allMatch(field -> field.getValue().isArray()
                        && field.getValue().valueStream().allMatch(JsonNode::isObject));
        return lists && !object.isEmpty() && !object.has("id");
    }

    /// A ListResponse may leave out an empty `Resources` (RFC 7644 3.4.2), and Google every empty list.
    static boolean isEmptyList(ObjectNode object) {
        if (Attributes.get(object, "Resources").isPresent()) {
            return false; // of another shape than a list
        }
        for (JsonNode schema : Attributes.values(object, "schemas")) {
            if (Attributes.fold(schema.asText()).endsWith(":messages:2.0:listresponse")) {
                return true;
            }
        }
        if (object.path("kind")
                .asText()
                .matches("admin#directory#(users|groups|members|tokenList|roles|roleAssignments)")) {
            return true;
        }
        return Attributes.get(object, "totalResults").isPresent()
                && Attributes.get(object, "operations").isEmpty()
                && Attributes.get(object, "id").isEmpty();
    }

    /// How many there are, by what the page says (SCIM, Graph, Salesforce, Zendesk; whose exports by time count the
    /// page).
    static Optional<Long> total(ObjectNode envelope) {
        return number(envelope, "totalResults")
                .or(() -> number(envelope, "@odata.count"))
                .or(() -> number(envelope, "totalSize"))
                .or(() -> envelope.has("next_page") && !envelope.has("end_of_stream")
                        ? number(envelope, "count")
                        : Optional.empty());
    }

    /// What is listed, by Graph's `@odata.context` without the attributes that were selected, and Google's `kind`.
    static String listed(ObjectNode envelope) {
        String context = Attributes.text(envelope, "@odata.context").orElse("");
        int at = context.indexOf("$metadata#");
        if (at >= 0) {
            int end = context.indexOf('(', at);
            return context.substring(at + "$metadata#".length(), end < 0 ? context.length() : end);
        }
        return envelope.path("kind").asText("");
    }

    /// A count, at most [#MOST]; what is none is not told.
    static Optional<Long> number(ObjectNode envelope, String name) {
        return Attributes.text(envelope, name)
                .map(String::strip)
                .filter(text -> COUNT.matcher(text).matches())
                .map(text -> text.length() > 18 ? MOST : Math.min(MOST, Long.parseLong(text)));
    }

    /// What a total says that is no count.
    static Optional<String> noCount(ObjectNode envelope) {
        return Attributes.text(envelope, "totalResults")
                .filter(text -> !COUNT.matcher(text.strip()).matches());
    }

    /// Whether the page says that another follows (RFC 9865, Graph, Google, AWS, Zendesk, Salesforce, Slack).
    ///
    /// Where it says yes or no, that counts: Zendesk's last pages have a cursor and a link as well.
    static boolean following(ObjectNode envelope) {
        return yesOrNo(envelope).orElseGet(() -> linksOn(envelope));
    }

    /// The pages beside this one, by their cursors (RFC 9865).
    static Cursors cursors(ObjectNode envelope) {
        return new Cursors(Attributes.text(envelope, "nextCursor"), Attributes.text(envelope, "previousCursor"));
    }

    private static Optional<Boolean> yesOrNo(ObjectNode envelope) {
        JsonNode more = envelope.path("meta").path("has_more");
        JsonNode end = envelope.path("end_of_stream");
        if (more.isBoolean()) {
            return Optional.of(more.asBoolean());
        }
        return end.isBoolean() ? Optional.of(!end.asBoolean()) : Optional.empty();
    }

    private static boolean linksOn(ObjectNode envelope) {
        for (String name : new String[] {
            "nextCursor", "@odata.nextLink", "nextPageToken", "NextToken", "next_page", "nextRecordsUrl", "after_cursor"
        }) {
            if (Attributes.text(envelope, name).isPresent()) {
                return true;
            }
        }
        return Attributes.text(envelope.path("response_metadata"), "next_cursor")
                        .isPresent()
                || Attributes.text(envelope.path("links"), "next").isPresent()
                || Attributes.text(envelope.path("meta"), "after_cursor").isPresent()
                || (envelope.has("totalSize")
                        && envelope.path("done").isBoolean()
                        && !envelope.path("done").asBoolean());
    }

    /// SCIM errors, SCIM 1.x `Errors`, Okta's `errorCode`, Graph's `error` and Slack's (scim-dialects.md 1.1).
    static Optional<String> error(ObjectNode object) {
        for (JsonNode schema : Attributes.values(object, "schemas")) {
            if (Attributes.fold(schema.asText()).endsWith(":messages:2.0:error")) {
                return Optional.of((Attributes.text(object, "status").orElse("") + " "
                                + Attributes.text(object, "detail").orElse("no detail"))
                        .strip());
            }
        }
        Optional<String> okta = Attributes.text(object, "errorSummary").or(() -> Attributes.text(object, "errorCode"));
        if (okta.isPresent()) {
            return okta;
        }
        Optional<JsonNode> inner = Attributes.get(object, "error")
                .filter(error -> error.isContainerNode()
                        || error.asBoolean(!error.asText().isBlank()));
        if (inner.isPresent() && Attributes.get(object, "id").isEmpty()) {
            return Optional.of(
                    Attributes.text(inner.get(), "message").orElse(inner.get().asText("no message")));
        }
        return Attributes.get(object, "Errors")
                .filter(errors -> errors.isContainerNode() && !errors.isEmpty())
                .map(errors -> errors.isArray() ? errors.get(0) : errors)
                .map(error -> firstText(error, "description", "detail", "message", "title")
                        .orElse("no description"));
    }

    /// What an object complains of that is nothing else: GitHub's, GitLab's, Salesforce's, AWS's, Atlassian's,
    /// Databricks', Snowflake's and Sentry's errors have these names and no other mark.
    static Optional<String> complaint(ObjectNode object) {
        return firstText(object, "message", "detail", "title")
                .or(() -> Attributes.values(object, "errorMessages").stream()
                        .flatMap(each -> Attributes.text(each).stream())
                        .findFirst());
    }

    private static Optional<String> firstText(JsonNode object, String... names) {
        return Stream.of(names)
                .flatMap(name -> Attributes.text(object, name).stream())
                .findFirst();
    }
}
