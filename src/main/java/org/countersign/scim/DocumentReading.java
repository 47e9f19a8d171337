package org.countersign.scim;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.ResourceSink.Form;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// One pass over one document: finds the objects in whatever stands around them.
final class DocumentReading {
    private static final Set<String> WRAPPERS = Set.of("response", "data", "body", "result");

    private final Origin origin;
    private final Tape bytes;
    private final JsonParser parser;
    private final ObjectReading objects;
    private final Digests digests;
    private final Skipping skipping;
    private Optional<ResourceDigest> ahead = Optional.empty();
    private boolean emptyList;

    DocumentReading(
            Origin origin, Tape bytes, JsonParser parser, ObjectReading objects, Digests digests, Skipping skipping) {
        this.origin = origin;
        this.bytes = bytes;
        this.parser = parser;
        this.objects = objects;
        this.digests = digests;
        this.skipping = skipping;
    }

    void document() throws IOException, RefusedException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new RefusedException(origin.name(), "The file holds nothing but white space.", "Export it again.");
        }
        switch (first) {
            case START_ARRAY -> {
                elements();
                emptyList = objects.mayBeEmpty() && objects.sawNothing();
                objects.page(Form.ARRAY, CanonicalJson.object());
                end();
            }
            case START_OBJECT -> objectOrSequence();
            default -> throw notScim("it is a single JSON value");
        }
        if (!objects.foundSomething() && !emptyList) {
            refuse(objects.complaint());
            throw notScim(
                    objects.others() > 0
                            ? "its " + Formats.counted(objects.others(), "object")
                                    + (objects.others() == 1 ? " is neither" : " are neither")
                            : "there is no object in it");
        }
    }

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
        Optional<SqlAnswer> answer = SqlAnswer.of(envelope, origin.name());
        if (answer.isPresent()) {
            partitions(answer.get(), envelope, start);
            return;
        }
        if (SqlAnswer.isLaterPartition(envelope)) {
            throw new RefusedException(
                    origin.name(),
                    "These rows do not say what their columns are: only the first partition of an answer does.",
                    "Put the partitions of an answer behind each other into one file, the first first.");
        }
        ObjectNode single = unwrapped(envelope);
        if (lists(single, start)) {
            end();
            return;
        }
        refuseErrors(single);
        objects.tree(single, start, bytes.sawEscapes(), Optional.empty(), Optional::empty);
        long before = objects.resources();
        passKnown(false);
        JsonToken next = parser.nextToken();
        if (next == null && objects.resources() == before) {
            objects.page(Form.SINGLE, CanonicalJson.object());
            return;
        }
        while (next == JsonToken.START_OBJECT) {
            object();
            passKnown(false);
            next = parser.nextToken();
        }
        objects.page(Form.SEQUENCE, CanonicalJson.object());
        if (next != null) {
            throw new RefusedException(
                    objects.place(skipping.place(parser.currentTokenLocation())),
                    "Only resources may follow each other.",
                    "Export it again.");
        }
    }

    /// The partitions of one answer of Snowflake, one behind the other.
    private void partitions(SqlAnswer answer, ObjectNode first, JsonLocation start)
            throws IOException, RefusedException {
        rows(answer, first, start);
        for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
            JsonLocation at = parser.currentTokenLocation();
            ObjectNode partition = next == JsonToken.START_OBJECT
                    ? (ObjectNode) ScimReader.MAPPER.readTree(parser)
                    : CanonicalJson.object();
            if (!partition.path("data").isArray() || partition.has("resultSetMetaData")) {
                throw new RefusedException(
                        objects.place(at),
                        "Only further partitions may follow the first of an answer.",
                        "Save each answer in a file of its own.");
            }
            rows(answer, partition, at);
        }
        emptyList = objects.sawNothing();
        answer.missing(origin.name()).ifPresent(objects::cutOff);
        objects.page(Form.ARRAY, CanonicalJson.object());
    }

    private void rows(SqlAnswer answer, ObjectNode partition, JsonLocation at) throws IOException, RefusedException {
        for (JsonNode row : partition.path("data")) {
            ObjectNode object;
            try {
                object = answer.row(row);
            } catch (RowException e) {
                objects.refuse(at, String.valueOf(e.getMessage()));
                continue;
            }
            objects.tree(object, at, bytes.sawEscapes(), Optional.empty(), Optional::empty);
        }
    }

    /// Takes the lists of an object that has been read whole, where it is an envelope and no resource.
    private boolean lists(ObjectNode object, JsonLocation start) throws IOException, RefusedException {
        Optional<JsonNode> list = Attributes.get(object, "Resources").filter(JsonNode::isArray);
        if (list.isEmpty() && Envelope.isEmptyList(object)) {
            listPage(object);
            return true;
        }
        if (list.isEmpty() && !objects.knows(object)) {
            list = Envelope.lateList(object).map(object::get);
        }
        if (list.isPresent()) {
            for (JsonNode each : list.get()) {
                element(each, start, Optional.empty());
            }
            listPage(object);
            return true;
        }
        if (!Envelope.isMapOfLists(object)) {
            return false;
        }
        for (Map.Entry<String, JsonNode> about : object.properties()) {
            for (JsonNode each : about.getValue()) {
                element(each, start, Optional.of(about.getKey()));
            }
        }
        for (Map.Entry<String, JsonNode> about : object.properties()) {
            if (about.getValue().isEmpty()) {
                objects.emptyAbout(about.getKey());
            }
        }
        objects.page(Form.ARRAY, CanonicalJson.object());
        return true;
    }

    private void element(JsonNode node, JsonLocation at, Optional<String> key) throws IOException, RefusedException {
        if (node instanceof ObjectNode object) {
            objects.tree(object, at, bytes.sawEscapes(), key, Optional::empty);
        } else {
            try (JsonParser tree = node.traverse(ScimReader.MAPPER)) {
                tree.nextToken();
                objects.take(tree, at, false, Optional::empty);
            }
        }
    }

    /// Reads the fields of the root object; streams the list of a page where it has one.
    ///
    /// @return whether it had
    private boolean readEnvelope(ObjectNode envelope) throws IOException, RefusedException {
        boolean list = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (envelope.has(name) || (list && name.equalsIgnoreCase("Resources"))) {
                throw new JsonParseException(parser, "Duplicate field '" + name + "'");
            }
            if (value == JsonToken.START_ARRAY && Envelope.isList(name, envelope)) {
                elements();
                list = true;
            } else {
                envelope.set(name, ScimReader.MAPPER.readTree(parser));
            }
        }
        return list;
    }

    private void elements() throws IOException, RefusedException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            object();
            passKnown(true);
        }
    }

    private void passKnown(boolean commas) throws IOException {
        if (objects.expectsKnown()) {
            ahead = skipping.passKnown(commas, objects::recognises);
        }
    }

    private void object() throws IOException, RefusedException {
        JsonLocation at = parser.currentTokenLocation();
        if (objects.expectsKnown()) {
            Optional<ResourceDigest> digest = ahead;
            objects.take(parser, skipping.place(at), bytes.sawEscapes(), () -> digest);
        } else {
            digests.begin(at);
            objects.take(parser, at, bytes.sawEscapes(), digests);
        }
    }

    private void listPage(ObjectNode envelope) {
        emptyList = objects.sawNothing();
        objects.page(Form.LIST, envelope);
    }

    private void end() throws IOException, RefusedException {
        if (parser.nextToken() != null) {
            throw new RefusedException(
                    objects.place(skipping.place(parser.currentTokenLocation())),
                    "Something follows the end of the JSON document.",
                    "Save each page in a file of its own.");
        }
    }

    private RefusedException notScim(String why) {
        return new RefusedException(
                origin.name(),
                "There is no SCIM user or group in this file: " + why + ".",
                objects.whose()
                        .map(vendor -> "It looks like an export of " + vendor
                                + ": say so by the source's vendor in the governance file.")
                        .orElse("Name a SCIM export, or one that exports.md lists."));
    }

    private void refuseErrors(ObjectNode object) throws RefusedException {
        refuse(Envelope.error(object));
    }

    private void refuse(Optional<String> error) throws RefusedException {
        if (error.isPresent()) {
            throw new RefusedException(
                    origin.name(),
                    "An error answer was saved instead of the page: " + Formats.brief(error.get(), 200) + ".",
                    "Export it again.");
        }
    }

    /// One level of a wrapper: a capture's `{method, path, statusCode, response: {…}}`, `{"data": …}`, and
    /// `{"status": 0, "result": {…}}` as `sf data query --json` has it.
    private ObjectNode unwrapped(ObjectNode object) throws IOException {
        if (objects.knows(object) || Attributes.get(object, "schemas").isPresent()) {
            return object;
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = Attributes.fold(field.getKey());
            if (field.getValue() instanceof ObjectNode inner
                    && WRAPPERS.contains(name)
                    && (objects.knows(inner)
                            || Attributes.get(inner, "schemas").isPresent()
                            || Attributes.get(inner, "Resources").isPresent()
                            || Envelope.lateList(inner).isPresent())) {
                return inner;
            }
        }
        return object;
    }
}
