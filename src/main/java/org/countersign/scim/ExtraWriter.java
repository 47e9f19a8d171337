package org.countersign.scim;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.FieldNames.FieldName;

/// Writes what nobody reads of one resource after another, straight from the tokens: a tree of a million of them would
/// cost more than all the rest of the reading. For one thread.
final class ExtraWriter {
    private static final byte[] NOTHING = {'{', '}'};

    /// Beyond so many names of one object they are told apart by a set.
    private static final int FEW = 32;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
    private final FieldNames fields;
    private JsonGenerator json = generator();

    /// Names of the objects that are open, those of the innermost last.
    private String[] names = new String[FEW];

    private int named;

    /// The names of objects that have more than a few, by their marks.
    private final Map<Integer, Set<String>> many = new HashMap<>(0);

    private boolean begun;
    private boolean mayTellSignIn;
    private boolean suspicious;
    private Optional<String> noText = Optional.empty();

    ExtraWriter(FieldNames fields) {
        this.fields = fields;
    }

    private JsonGenerator generator() {
        try {
            JsonGenerator made = ScimReader.MAPPER.createGenerator(out);
            made.setRootValueSeparator(new SerializedString(""));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Begins with the next resource, also where the one before broke off.
    ///
    /// @param mayHoldNoText whether each text is looked at
    void begin(boolean mayHoldNoText) {
        if (begun) {
            json = generator();
        }
        out.reset();
        begun = false;
        named = 0;
        many.clear();
        mayTellSignIn = false;
        suspicious = mayHoldNoText;
        noText = Optional.empty();
    }

    /// Whether a name came by under which vendors tell the last sign-in.
    boolean mayTellSignIn() {
        return mayTellSignIn;
    }

    /// Why one of the texts is none, where one is.
    Optional<String> noText() {
        return noText;
    }

    /// Writes the name of an attribute or the beginning of an object; the caller knows that it is new there.
    private void name(FieldName name) throws IOException {
        mayTellSignIn |= name.mayTellSignIn();
        if (suspicious) {
            name(name.text());
        } else {
            begin();
            json.writeFieldName(name.quoted());
        }
    }

    private void name(String name) throws IOException {
        begin();
        json.writeFieldName(checked(name));
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            json.writeStartObject();
        }
    }

    /// Writes an attribute, at whose value the parser stands and on whose last token it will.
    void attribute(FieldName name, JsonParser parser) throws IOException {
        name(name);
        value(parser, name);
    }

    /// Begins an attribute of which a part has been read.
    ///
    /// @return a mark for [#part] and [#close]
    int open(String name) throws IOException {
        name(name);
        json.writeStartObject();
        return named;
    }

    /// Writes a sub-attribute, as [#attribute].
    void part(int mark, FieldName name, JsonParser parser) throws IOException {
        once(parser, name.text(), mark);
        attribute(name, parser);
    }

    /// Ends what was opened.
    void close(int mark) throws IOException {
        json.writeEndObject();
        named = mark;
        if (!many.isEmpty()) {
            many.remove(mark);
        }
    }

    private void value(JsonParser parser, FieldName around) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, around);
            case START_ARRAY -> {
                json.writeStartArray();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(parser, around);
                }
                json.writeEndArray();
            }
            case VALUE_STRING -> text(parser);
            case VALUE_NUMBER_INT -> {
                switch (parser.getNumberType()) {
                    case INT -> json.writeNumber(parser.getIntValue());
                    case LONG -> json.writeNumber(parser.getLongValue());
                    default -> json.writeNumber(parser.getBigIntegerValue());
                }
            }
            case VALUE_NUMBER_FLOAT -> json.writeNumber(parser.getDecimalValue());
            case VALUE_TRUE -> json.writeBoolean(true);
            case VALUE_FALSE -> json.writeBoolean(false);
            case VALUE_NULL -> json.writeNull();
            default -> throw new IllegalStateException("no value: " + parser.currentToken());
        }
    }

    private void object(JsonParser parser, FieldName around) throws IOException {
        json.writeStartObject();
        int mark = named;
        for (FieldName name = fields.first(parser, around); name != FieldNames.END; name = fields.next(parser, name)) {
            once(parser, name.text(), mark);
            parser.nextToken();
            attribute(name, parser);
        }
        close(mark);
    }

    /// A name twice in one object has no one meaning (evidence.md 5).
    private void once(JsonParser parser, String name, int mark) throws IOException {
        if (named - mark == FEW) {
            Set<String> set = many.computeIfAbsent(
                    mark, _ -> new HashSet<>(Arrays.asList(names).subList(mark, mark + FEW)));
            if (!set.add(name)) {
                throw twice(parser, name);
            }
            return;
        }
        for (int i = mark; i < named; i++) {
            if (name.equals(names[i])) {
                throw twice(parser, name);
            }
        }
        if (named == names.length) {
            names = Arrays.copyOf(names, 2 * named);
        }
        names[named++] = name;
    }

    private static JsonParseException twice(JsonParser parser, String name) {
        return new JsonParseException(parser, "Duplicate field '" + name + "'");
    }

    private void text(JsonParser parser) throws IOException {
        if (suspicious) {
            json.writeString(checked(parser.getText()));
        } else {
            json.writeString(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
    }

    private String checked(String text) {
        if (suspicious) {
            Optional<String> problem = Attributes.noText(text);
            noText = noText.or(() -> problem);
            return problem.isPresent() ? "" : text;
        }
        return text;
    }

    /// What has been written of this resource, between two of its attributes.
    ObjectNode soFar() {
        try {
            json.flush();
            var whole = new ByteArrayOutputStream(out.size() + NOTHING.length);
            whole.writeBytes(begun ? out.toByteArray() : new byte[] {'{'});
            whole.write('}');
            return Extra.read(whole.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the resource.
    byte[] end() throws IOException {
        if (!begun) {
            return NOTHING;
        }
        json.writeEndObject();
        json.flush();
        begun = false;
        return out.toByteArray();
    }
}
