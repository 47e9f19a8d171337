package org.countersign.scim.pull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.work.RefusedException;

/// What paging needs to know of one answer; everything else in it is judged by the import.
///
/// @param resources how many came, with or without an id
/// @param ids of them
/// @param withMembers how many of them told at least one member
/// @param itemsPerPage as told
/// @param nextCursor where another page follows (RFC 9865)
record ListPage(
        int resources,
        List<String> ids,
        int withMembers,
        Optional<Long> totalResults,
        Optional<Long> itemsPerPage,
        Optional<String> nextCursor) {
    /// Strict bounds, for whatever a server sends.
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .maxNameLength(256)
                    .maxNumberLength(40)
                    .maxDocumentLength(-1)
                    .maxTokenCount(-1)
                    .build())
            .build();

    /// Reads a list.
    ///
    /// @param place for messages
    static ListPage list(Path file, String place) throws RefusedException, IOException {
        var scan = new Scan();
        read(file, place, parser -> {
            switch (parser.nextToken()) {
                case START_OBJECT -> scan.envelope(parser);
                case START_ARRAY -> {
                    scan.listed = true;
                    scan.resources(parser);
                }
                case null, default -> {}
            }
        });
        if (!scan.listed) {
            throw new RefusedException(
                    place, "The answer is no list of resources.", "Is the endpoint that of a SCIM service provider?");
        }
        if (scan.unreadable) {
            throw new RefusedException(
                    place,
                    "The answer's nextCursor is no text, and so cannot be followed.",
                    "Ask whoever runs the server; or set paging: index in the governance file.");
        }
        return scan.page();
    }

    /// Reads one resource.
    static ListPage single(Path file, String place) throws RefusedException, IOException {
        var scan = new Scan();
        read(file, place, parser -> {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                scan.resource(parser);
            }
        });
        return scan.page();
    }

    private interface Reading {
        void run(JsonParser parser) throws IOException;
    }

    private static void read(Path file, String place, Reading reading) throws RefusedException, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            int first = in.read();
            if (first == '<') {
                throw Refusals.html(place);
            }
            // The parser would read UTF-16 and UTF-32 without a word.
            if (first == 0 || first == 0xfe || first == 0xff || in.read() == 0) {
                throw new RefusedException(
                        place, "The answer is not UTF-8, as JSON is (RFC 8259 8.1).", "Ask whoever runs the server.");
            }
            in.reset();
            try (JsonParser parser = FACTORY.createParser(in)) {
                reading.run(parser);
                if (parser.nextToken() != null) {
                    throw new RefusedException(
                            place, "Something follows the JSON of the answer.", "Ask whoever runs the server.");
                }
            }
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    place, "The answer is not valid JSON.", "Ask whoever runs the server; nothing was changed.");
        }
    }

    private static final class Scan {
        private boolean listed;
        private boolean unreadable;
        private int resources;
        private final List<String> ids = new ArrayList<>();
        private int withMembers;
        private Optional<Long> totalResults = Optional.empty();
        private Optional<Long> itemsPerPage = Optional.empty();
        private Optional<String> nextCursor = Optional.empty();

        ListPage page() {
            return new ListPage(resources, ids, withMembers, totalResults, itemsPerPage, nextCursor);
        }

        void envelope(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName().toLowerCase(Locale.ROOT);
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "resources" -> {
                        listed = true;
                        if (value == JsonToken.START_ARRAY) {
                            resources(parser);
                        }
                    }
                    case "totalresults" -> {
                        listed = true;
                        totalResults = total(parser.getText());
                    }
                    case "itemsperpage" -> itemsPerPage = total(parser.getText());
                    case "schemas" -> {
                        if (value == JsonToken.START_ARRAY) {
                            schemas(parser);
                        }
                    }
                    case "nextcursor" -> {
                        // One that cannot be followed is not the end of the list.
                        unreadable |= value.isStructStart();
                        nextCursor =
                                Optional.ofNullable(parser.getValueAsString()).filter(text -> !text.isEmpty());
                    }
                    default -> {}
                }
                parser.skipChildren();
            }
        }

        /// A page without resources may leave them out, and its total, too.
        private void schemas(JsonParser parser) throws IOException {
            for (JsonToken one = parser.nextToken(); one != null && one != JsonToken.END_ARRAY; ) {
                listed |= one == JsonToken.VALUE_STRING && parser.getText().endsWith(":ListResponse");
                parser.skipChildren();
                one = parser.nextToken();
            }
        }

        private static Optional<Long> total(String text) {
            return text.matches("\\d{1,15}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
        }

        void resources(JsonParser parser) throws IOException {
            for (JsonToken one = parser.nextToken(); one != null && one != JsonToken.END_ARRAY; ) {
                if (one == JsonToken.START_OBJECT) {
                    resource(parser);
                } else {
                    resources++;
                    parser.skipChildren();
                }
                one = parser.nextToken();
            }
        }

        void resource(JsonParser parser) throws IOException {
            resources++;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isScalarValue() && name.equalsIgnoreCase("id")) {
                    ids.add(parser.getText());
                } else if (value == JsonToken.START_ARRAY && name.equalsIgnoreCase("members")) {
                    if (parser.nextToken() != JsonToken.END_ARRAY) {
                        withMembers++;
                        parser.skipChildren();
                        toEndOfArray(parser);
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }

        private static void toEndOfArray(JsonParser parser) throws IOException {
            for (JsonToken one = parser.nextToken(); one != null && one != JsonToken.END_ARRAY; ) {
                parser.skipChildren();
                one = parser.nextToken();
            }
        }
    }
}
