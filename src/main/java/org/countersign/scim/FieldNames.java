package org.countersign.scim;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The names of fields that come by, and which follows which. One resource of an export is like the other: the name
/// that followed last time nearly always follows again, and the parser tells by its bytes, without making it out and
/// looking for it. For one thread.
final class FieldNames {
    /// Distinct spellings that are remembered; a file that makes more of them is read all the same.
    private static final int MOST = 10_000;

    /// What comes after the last field of an object.
    static final FieldName END = new FieldName("");

    private final Map<String, FieldName> known = new HashMap<>();

    /// What is expected where nothing is known: right, should it ever come.
    private final FieldName empty = new FieldName("");

    /// Around the first name of a resource.
    private final FieldName resource = around();

    FieldNames() {
        known.put("", empty);
        empty.next = empty;
        empty.inside = empty;
    }

    /// One spelling of a name.
    static final class FieldName {
        private final String text;
        private final SerializedString quoted;
        private final String folded;
        private final Attribute attribute;
        private final SubAttribute sub;
        private final long bit;
        private final boolean mayTellSignIn;
        private FieldName next = this;
        private FieldName inside = this;

        private FieldName(String text) {
            this.text = text;
            this.quoted = new SerializedString(text);
            this.folded = Attributes.fold(text);
            this.attribute = Attribute.of(text);
            this.sub = SubAttribute.of(text);
            this.bit = Attribute.bit(folded);
            this.mayTellSignIn = folded.startsWith("last");
        }

        /// As it came.
        String text() {
            return text;
        }

        /// For the writer.
        SerializedString quoted() {
            return quoted;
        }

        /// What all spellings of one name have in common.
        String folded() {
            return folded;
        }

        /// What it is at the top of a resource.
        Attribute attribute() {
            return attribute;
        }

        /// What it is in a value of a multi-valued attribute.
        SubAttribute sub() {
            return sub;
        }

        /// What it is in a complex attribute, by [Attribute#bit].
        long bit() {
            return bit;
        }

        /// Whether vendors tell the last sign-in under such a name.
        boolean mayTellSignIn() {
            return mayTellSignIn;
        }
    }

    /// What stands around the fields of a resource.
    FieldName resource() {
        return resource;
    }

    private FieldName around() {
        var name = new FieldName("");
        name.inside = empty;
        return name;
    }

    /// Goes to the first name of the object at whose start the parser stands.
    ///
    /// @param around the name whose value it is
    /// @return [#END] where it has none
    FieldName first(JsonParser parser, FieldName around) throws IOException {
        if (parser.nextFieldName(around.inside.quoted)) {
            return around.inside;
        }
        FieldName found = found(parser);
        if (remembers(found)) {
            around.inside = found;
        }
        return found;
    }

    /// Goes to the next name.
    ///
    /// @return [#END] where there is none
    FieldName next(JsonParser parser, FieldName before) throws IOException {
        if (parser.nextFieldName(before.next.quoted)) {
            return before.next;
        }
        FieldName found = found(parser);
        if (remembers(found)) {
            before.next = found;
        }
        return found;
    }

    /// Whether the name may be led to: a chain of others would keep every name of a hostile object in memory.
    private boolean remembers(FieldName name) {
        return known.get(name.text) == name;
    }

    private FieldName found(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
            return END;
        }
        String text = parser.currentName();
        FieldName name = known.get(text);
        if (name == null) {
            name = new FieldName(text);
            name.next = empty;
            name.inside = empty;
            if (known.size() < MOST) {
                known.put(text, name);
            }
        }
        return name;
    }
}
