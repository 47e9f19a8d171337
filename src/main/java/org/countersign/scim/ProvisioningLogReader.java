package org.countersign.scim;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Csv;
import org.countersign.work.RefusedException;

/// Reads provisioning logs: Entra's by Graph and by diagnostic settings, Okta's System Log, and plain tables and JSON
/// lists. What an event is, its own content tells.
///
/// Streams: one event is in memory at a time. Refuses, with line and column, what is no such log.
public final class ProvisioningLogReader {
    /// An event is a line, not a book.
    private static final int LONGEST = 1 << 20;

    private static final int TOKENS = 100_000;

    /// Under which names answers and collectors list events.
    private static final Set<String> LISTS = Set.of("value", "records", "events", "logs");

    private static final String TWICE = "A name is there twice, or there are too many.";

    private final ProvisioningLogSink sink;

    /// @param sink gets everything
    public ProvisioningLogReader(ProvisioningLogSink sink) {
        this.sink = sink;
    }

    /// Reads a JSON document, or several after each other, to the end.
    ///
    /// @param file the name for messages
    /// @throws RefusedException where it cannot be used
    public void readJson(String file, InputStream in) throws IOException, RefusedException {
        JsonLocation at = JsonLocation.NA;
        try (JsonParser parser = ScimReader.FACTORY.createParser(reader(file, in))) {
            try {
                var document = new Document(file, parser);
                boolean any = false;
                while (parser.nextToken() != null) {
                    any = true;
                    document.root();
                }
                if (!any) {
                    throw new RefusedException(file, "There is nothing in it but white space.", "Export it again.");
                }
            } catch (JsonProcessingException e) {
                JsonLocation told = e.getLocation();
                throw ScimReader.notJson(
                        file, e, told == null || told.getLineNr() < 1 ? parser.currentLocation() : told);
            } finally {
                at = parser.currentLocation();
            }
        } catch (CharacterCodingException e) {
            throw notUtf8(file, at.getLineNr());
        }
    }

    /// Reads a table with a header (RFC 4180) to the end.
    ///
    /// @param file the name for messages
    /// @throws RefusedException where it cannot be used
    public void readTable(String file, InputStream in) throws IOException, RefusedException {
        var table = new PlainEvent.Table(file, sink);
        try {
            var text = new BufferedReader(reader(file, in), 1 << 16);
            Csv.read(text, LONGEST, Csv.separator(text, LONGEST), table::row);
        } catch (Csv.SyntaxException e) {
            throw new RefusedException(
                    file + ", line " + e.line() + ", column " + e.column(),
                    String.valueOf(e.getMessage()),
                    "Export it again as CSV (RFC 4180).");
        } catch (CharacterCodingException e) {
            throw notUtf8(file, table.line());
        }
        table.end();
        sink.page(false);
    }

    private static Reader reader(String file, InputStream in) throws IOException, RefusedException {
        return new InputStreamReader(
                StrictText.open(in, file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static RefusedException notUtf8(String file, int line) {
        return new RefusedException(
                file + ", after line " + Math.max(1, line),
                "The file is not valid UTF-8, or has a NUL in it.",
                "Export it again as UTF-8.");
    }

    /// One pass over a file.
    private final class Document {
        private final String file;
        private final JsonParser parser;

        Document(String file, JsonParser parser) {
            this.file = file;
            this.parser = parser;
        }

        void root() throws IOException, RefusedException {
            switch (parser.currentToken()) {
                case START_ARRAY -> {
                    list();
                    sink.page(false);
                }
                case START_OBJECT -> object();
                default -> throw refused(parser.currentLocation(), "An event is a JSON object, and this is none.");
            }
        }

        private void list() throws IOException, RefusedException {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonLocation at = parser.currentTokenLocation();
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw refused(at, "An event is a JSON object, and this is none.");
                }
                event((ObjectNode) tree(at), at);
            }
        }

        /// A page of events, or an event. What is not the list is kept, as it may turn out to be the event.
        private void object() throws IOException, RefusedException {
            JsonLocation at = parser.currentTokenLocation();
            ObjectNode rest = CanonicalJson.object();
            boolean listed = fields(rest, at);
            if (listed) {
                sink.page(Attributes.text(rest, "@odata.nextLink").isPresent());
                return;
            }
            Optional<String> error = Envelope.error(rest);
            if (error.isPresent()) {
                throw refused(at, "It is an error that was saved instead of the log: " + error.get());
            }
            event(rest, at);
        }

        private boolean fields(ObjectNode rest, JsonLocation at) throws IOException, RefusedException {
            boolean listed = false;
            int fields = 0;
            var lists = new HashSet<String>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_ARRAY && LISTS.contains(Attributes.fold(name))) {
                    if (!lists.add(Attributes.fold(name))) {
                        throw refused(parser.currentLocation(), TWICE);
                    }
                    list();
                    listed = true;
                } else if (value == JsonToken.START_OBJECT && name.equals("data")) {
                    listed |= fields(rest, at);
                } else if (rest.has(name) || ++fields > 1_000) {
                    throw refused(parser.currentLocation(), TWICE);
                } else {
                    rest.set(name, tree(at));
                }
            }
            return listed;
        }

        private JsonNode tree(JsonLocation at) throws IOException, RefusedException {
            if (parser.currentToken().isScalarValue()) {
                return ScimReader.MAPPER.readTree(parser);
            }
            try (var buffer = new TokenBuffer(parser)) {
                int depth = 0;
                int tokens = 0;
                long length = 0;
                do {
                    JsonToken token = parser.currentToken();
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    length += parser.getTextLength();
                    if (++tokens > TOKENS || length > LONGEST) {
                        throw refused(at, "An event is beyond every sensible limit.");
                    }
                    buffer.copyCurrentEvent(parser);
                } while (depth > 0 && parser.nextToken() != null);
                if (depth > 0) {
                    throw refused(parser.currentLocation(), "The JSON ends in the middle: the file is cut off.");
                }
                try (JsonParser again = buffer.asParser()) {
                    return ScimReader.MAPPER.readTree(again);
                }
            }
        }

        private void event(ObjectNode object, JsonLocation at) throws RefusedException {
            try {
                if (OktaEvent.is(object)) {
                    OktaEvent.read(object, sink);
                } else if (EntraEvent.is(object)) {
                    EntraEvent.read(object, sink);
                } else {
                    PlainEvent.read(object, sink);
                }
            } catch (RowException e) {
                throw refused(at, String.valueOf(e.getMessage()));
            }
        }

        private RefusedException refused(JsonLocation at, String reason) {
            return new RefusedException(
                    file + ", line " + at.getLineNr() + ", column " + at.getColumnNr(),
                    reason,
                    "Export the log again, as provisioning-logs.md says.");
        }
    }
}
