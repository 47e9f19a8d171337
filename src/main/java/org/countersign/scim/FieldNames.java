package org.countersign.scim;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of fields that come by, each where it stands, and which follows which. One resource of an export is like
/// the other: the name that followed last time nearly always follows again, and the parser tells by its bytes, without
/// making it out and looking for it. For one thread.
final class FieldNames {
    /// Distinct spellings that are remembered; a file that makes more of them is read all the same.
    private static final int MOST = 10_000;

    /// What comes after the last field of an object.
    static final FieldName END = new FieldName("", null);

    /// Around the first name of a resource.
    private final FieldName resource = new FieldName("", null);

    private int remembered;

    /// One spelling of a name, as a field of what its object is the value of.
    static final class FieldName {
        private final String text;
        private final @Nullable FieldName around;
        private final SerializedString quoted;
        private final String folded;
        private final Attribute attribute;
        private final SubAttribute sub;
        private final long bit;
        private final boolean mayTellSignIn;
        private final Map<String, FieldName> fields = new HashMap<>(0);
        /// What is expected to follow: right, should it ever come.
        private FieldName next = this;
        private @Nullable FieldName first;
        private boolean remembered;

        private FieldName(String text, @Nullable FieldName around) {
            this.text = text;
            this.around = around;
            this.quoted = new SerializedString(text);
            this.folded = Attributes.fold(text);
            this.attribute = Attribute.of(text);
            this.sub = SubAttribute.of(text);
            this.bit = Attribute.bit(folded);
            this.mayTellSignIn = folded.startsWith("last");
        }

        /// Whether the name may be led to: a chain of others would keep every name of a hostile object in memory.
        private boolean isRemembered() {
            return remembered;
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

    /// Goes to the first name of the object at whose start the parser stands.
    ///
    /// @param around the name whose value it is
    /// @return [#END] where it has none
    FieldName first(JsonParser parser, FieldName around) throws IOException {
        FieldName expected = around.first;
        if (expected == null) {
            parser.nextFieldName();
        } else if (parser.nextFieldName(expected.quoted)) {
            return expected;
        }
        FieldName found = found(parser, around);
        if (found.isRemembered()) {
            around.first = found;
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
        FieldName found = found(parser, before.around == null ? resource : before.around);
        if (found.isRemembered()) {
            before.next = found;
        }
        return found;
    }

    private FieldName found(JsonParser parser, FieldName around) throws IOException {
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
            return END;
        }
        String text = parser.currentName();
        FieldName name = around.fields.get(text);
        if (name == null) {
            name = new FieldName(text, around);
            if (remembered < MOST) {
                remembered++;
                name.remembered = true;
                around.fields.put(text, name);
            }
        }
        return name;
    }
}
