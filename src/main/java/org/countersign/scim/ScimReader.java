package org.countersign.scim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.ResourceParser.RowException;
import org.countersign.scim.ResourceSink.Form;
import org.countersign.scim.ResourceSink.Page;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;

/// Reads SCIM 2.0 and 1.1 from one file: ListResponse pages in any key case, bare arrays, NDJSON, single resources.
///
/// Streams: one resource is in memory at a time, whatever the size of the list. Refuses, with line and
/// column, what is not JSON or holds no SCIM user or group.
public final class ScimReader {
    /// Limits of evidence.md 5; none on the length of a document.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .maxNameLength(256)
                    .maxNumberLength(40)
                    .maxDocumentLength(-1)
                    .maxTokenCount(-1)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // the caller digests what follows the document
            .build();

    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final ResourceParser resources;

    /// @param dialect whose marks count
    public ScimReader(Dialect dialect) {
        this.resources = new ResourceParser(MAPPER, dialect);
    }

    /// Reads to the end of `in`.
    ///
    /// @param file the name for messages
    /// @throws RefusedException where the file cannot be used at all
    public void read(String file, InputStream in, ResourceSink sink) throws IOException, RefusedException {
        JsonLocation at = JsonLocation.NA;
        StrictUtf8 bytes = StrictText.open(in, file);
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            var reading = new Reading(file, bytes, parser, sink);
            try {
                reading.document();
            } finally {
                at = parser.currentLocation();
            }
        } catch (JsonProcessingException e) {
            throw notJson(file, e, at);
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    file + ", after line " + at.getLineNr(),
                    "The file is not valid UTF-8.",
                    "Export it again as UTF-8.");
        }
    }

    private static RefusedException notJson(String file, JsonProcessingException e, JsonLocation reached) {
        boolean told = e.getLocation() != null && e.getLocation().getLineNr() > 0;
        JsonLocation at = told ? e.getLocation() : reached;
        String place = file + ", line " + at.getLineNr() + ", column " + at.getColumnNr();
        String reason = e.getOriginalMessage();
        if (reason.contains("'<'")) {
            return new RefusedException(
                    place,
                    "This is HTML or XML, not JSON: a sign-in page saved instead of the answer looks like this.",
                    "Export it again with a valid token.");
        }
        if (e instanceof com.fasterxml.jackson.core.exc.StreamConstraintsException) {
            return new RefusedException(
                    place, "The JSON is beyond every sensible limit: " + firstSentence(reason), "Look at the file.");
        }
        if (e instanceof com.fasterxml.jackson.core.io.JsonEOFException) {
            return new RefusedException(
                    place, "The JSON ends in the middle: the file is cut off.", "Export it again, whole.");
        }
        return new RefusedException(place, "The JSON cannot be read: " + firstSentence(reason), "Export it again.");
    }

    private static String firstSentence(String reason) {
        String line = reason.lines().findFirst().orElse("").strip();
        if (line.startsWith("Duplicate field")) {
            return line.replaceAll(" for `.*", "") + ".";
        }
        int end = line.indexOf(" (");
        return (end > 0 ? line.substring(0, end) : line).replaceAll("[.:]$", "") + ".";
    }

    /// One pass over one file.
    private final class Reading {
        private final String file;
        private final StrictUtf8 bytes;
        private final JsonParser parser;
        private final ResourceSink sink;
        private long users;
        private long groups;
        private long others;
        private long refused;

        Reading(String file, StrictUtf8 bytes, JsonParser parser, ResourceSink sink) {
            this.file = file;
            this.bytes = bytes;
            this.parser = parser;
            this.sink = sink;
        }

        void document() throws IOException, RefusedException {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new RefusedException(file, "The file holds nothing but white space.", "Export it again.");
            }
            switch (first) {
                case START_ARRAY -> {
                    elements();
                    page(Form.ARRAY, Optional.empty(), Optional.empty(), false);
                    end();
                }
                case START_OBJECT -> objectOrSequence();
                default -> throw notScim("it is a single JSON value");
            }
            if (users + groups + refused == 0 && !emptyList) {
                throw notScim(others > 0 ? "its " + others + " objects are neither" : "there is no object in it");
            }
        }

        private boolean emptyList;

        private void objectOrSequence() throws IOException, RefusedException {
            JsonLocation start = parser.currentTokenLocation();
            ObjectNode envelope = CanonicalJson.object();
            if (readEnvelope(envelope)) {
                refuseErrors(envelope);
                listPage(envelope);
                end();
                return;
            }
            refuseErrors(envelope);
            ObjectNode single = unwrapped(envelope);
            if (Attributes.get(single, "Resources").filter(JsonNode::isArray).isPresent()) {
                for (JsonNode resource : Attributes.get(single, "Resources").orElseThrow()) {
                    takeTree(resource, start);
                }
                listPage(single);
                end();
                return;
            }
            if (isEmptyList(single)) {
                listPage(single);
                end();
                return;
            }
            refuseErrors(single);
            takeTree(single, start);
            JsonToken next = parser.nextToken();
            if (next == null) {
                page(Form.SINGLE, Optional.empty(), Optional.empty(), false);
                return;
            }
            while (next == JsonToken.START_OBJECT) {
                take(parser, parser.currentTokenLocation());
                next = parser.nextToken();
            }
            page(Form.SEQUENCE, Optional.empty(), Optional.empty(), false);
            if (next != null) {
                throw new RefusedException(
                        place(parser.currentTokenLocation()), "Only resources may follow each other.", "");
            }
        }

        /// Reads the fields of the root object; streams `Resources` where it has them.
        ///
        /// @return whether it had a Resources array
        private boolean readEnvelope(ObjectNode envelope) throws IOException {
            boolean list = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (envelope.has(name) || (list && name.equalsIgnoreCase("Resources"))) {
                    throw new JsonParseException(parser, "Duplicate field '" + name + "'");
                }
                if (name.equalsIgnoreCase("Resources") && value == JsonToken.START_ARRAY) {
                    elements();
                    list = true;
                } else {
                    envelope.set(name, MAPPER.readTree(parser));
                }
            }
            return list;
        }

        private void elements() throws IOException {
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                take(parser, parser.currentTokenLocation());
            }
        }

        private void takeTree(JsonNode node, JsonLocation at) throws IOException {
            try (JsonParser tree = node.traverse(MAPPER)) {
                tree.nextToken();
                take(tree, at);
            }
        }

        private void take(JsonParser from, JsonLocation at) throws IOException {
            if (from.currentToken() != JsonToken.START_OBJECT) {
                from.skipChildren();
                refuse(at, "It is not an object.");
                return;
            }
            try {
                switch (resources.read(from, bytes.sawEscapes())) {
                    case ResourceParser.Resource.User(var user) -> {
                        sink.user(user);
                        users++;
                    }
                    case ResourceParser.Resource.Group(var group, var nameless) -> {
                        sink.group(group);
                        groups++;
                        if (nameless > 0) {
                            sink.unreadable(place(at), group.label() + " has members without an id", nameless);
                        }
                    }
                    case ResourceParser.Resource.Other() -> others++;
                }
            } catch (RowException e) {
                refuse(at, String.valueOf(e.getMessage()));
            }
        }

        private void refuse(JsonLocation at, String reason) {
            refused++;
            sink.refusedRow(place(at), reason);
        }

        private String place(JsonLocation at) {
            return file + ", line " + at.getLineNr() + ", column " + at.getColumnNr();
        }

        private void listPage(ObjectNode envelope) {
            emptyList = users + groups + refused + others == 0;
            page(
                    Form.LIST,
                    number(envelope, "totalResults"),
                    number(envelope, "startIndex"),
                    Attributes.text(envelope, "nextCursor").isPresent());
        }

        private void page(Form form, Optional<Long> total, Optional<Long> start, boolean next) {
            if (others > 0) {
                sink.warning(file + ": " + others + " objects are neither users nor groups and were left out.");
            }
            sink.page(new Page(form, total, start, next, users, groups, others, refused));
        }

        private void end() throws IOException, RefusedException {
            if (parser.nextToken() != null) {
                throw new RefusedException(
                        place(parser.currentTokenLocation()),
                        "Something follows the end of the JSON document.",
                        "Save each page in a file of its own.");
            }
        }

        private RefusedException notScim(String why) {
            return new RefusedException(
                    file, "There is no SCIM user or group in this file: " + why + ".", "Name a SCIM export.");
        }

        private void refuseErrors(ObjectNode object) throws RefusedException {
            Optional<String> error = errorText(object);
            if (error.isPresent()) {
                throw new RefusedException(
                        file,
                        "An error answer was saved instead of the page: " + error.get() + ".",
                        "Export it again.");
            }
        }
    }

    private static Optional<Long> number(ObjectNode envelope, String name) {
        return Attributes.text(envelope, name).flatMap(text -> {
            try {
                return Optional.of(Long.parseLong(text.strip()));
            } catch (NumberFormatException notTold) {
                return Optional.<Long>empty();
            }
        });
    }

    /// A ListResponse may leave out an empty `Resources` (RFC 7644 3.4.2).
    private static boolean isEmptyList(ObjectNode object) {
        for (JsonNode schema : Attributes.values(object, "schemas")) {
            if (Attributes.fold(schema.asText()).endsWith(":messages:2.0:listresponse")) {
                return true;
            }
        }
        return Attributes.get(object, "totalResults").isPresent()
                && Attributes.get(object, "operations").isEmpty()
                && Attributes.get(object, "id").isEmpty();
    }

    private boolean isResource(ObjectNode object) throws IOException {
        try (JsonParser tree = object.traverse(MAPPER)) {
            tree.nextToken();
            return !(resources.read(tree, false) instanceof ResourceParser.Resource.Other);
        } catch (RowException unusable) {
            return true;
        }
    }

    /// One level of a capture's wrapper: `{method, path, statusCode, response: {…}}`, `{"data": …}`.
    private ObjectNode unwrapped(ObjectNode object) throws IOException {
        if (isResource(object) || Attributes.get(object, "schemas").isPresent()) {
            return object;
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = Attributes.fold(field.getKey());
            if (field.getValue() instanceof ObjectNode inner
                    && (name.equals("response") || name.equals("data") || name.equals("body"))
                    && (isResource(inner)
                            || Attributes.get(inner, "schemas").isPresent()
                            || Attributes.get(inner, "Resources").isPresent())) {
                return inner;
            }
        }
        return object;
    }

    /// SCIM errors, SCIM 1.x `Errors`, Okta's `errorCode` and Graph's `error` (scim-dialects.md 1.1).
    private static Optional<String> errorText(ObjectNode object) {
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
        Optional<JsonNode> inner = Attributes.get(object, "error");
        if (inner.isPresent() && Attributes.get(object, "id").isEmpty()) {
            return Optional.of(
                    Attributes.text(inner.get(), "message").orElse(inner.get().asText("no message")));
        }
        return Attributes.get(object, "Errors")
                .filter(errors -> errors.isContainerNode() && !errors.isEmpty())
                .map(errors -> errors.isArray() ? errors.get(0) : errors)
                .map(error -> Attributes.text(error, "description").orElse("no description"));
    }
}
