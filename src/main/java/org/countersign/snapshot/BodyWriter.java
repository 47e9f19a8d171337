package org.countersign.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.scim.Email;
import org.countersign.scim.Extra;
import org.countersign.scim.Grant;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Manager;
import org.countersign.scim.UserResource;

/// Writes one stored form after another, as [ResourceJson] reads them. For one thread.
final class BodyWriter {
    private static final SerializedString EXTERNAL_ID = new SerializedString("externalId");
    private static final SerializedString USER_NAME = new SerializedString("userName");
    private static final SerializedString DISPLAY_NAME = new SerializedString("displayName");
    private static final SerializedString USER_TYPE = new SerializedString("userType");
    private static final SerializedString TITLE = new SerializedString("title");
    private static final SerializedString DEPARTMENT = new SerializedString("department");
    private static final SerializedString EMPLOYEE_NUMBER = new SerializedString("employeeNumber");
    private static final SerializedString TYPE = new SerializedString("type");
    private static final SerializedString DISPLAY = new SerializedString("display");
    private static final SerializedString LAST_MODIFIED = new SerializedString("lastModified");
    private static final SerializedString ROLES = new SerializedString("roles");
    private static final SerializedString ENTITLEMENTS = new SerializedString("entitlements");
    private static final SerializedString ID = new SerializedString("id");
    private static final SerializedString ACTIVE = new SerializedString("active");
    private static final SerializedString KIND = new SerializedString("kind");
    private static final SerializedString VALUE = new SerializedString("value");
    private static final SerializedString EXTRA = new SerializedString("extra");
    private static final SerializedString MANAGER = new SerializedString("manager");
    private static final SerializedString EMAILS = new SerializedString("emails");
    private static final SerializedString GROUPS = new SerializedString("groups");
    private static final SerializedString PRIMARY = new SerializedString("primary");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
    private final JsonGenerator json;

    BodyWriter() {
        try {
            json = ResourceJson.JSON.createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        json.setRootValueSeparator(new SerializedString(""));
    }

    private interface Fields {
        void write() throws IOException;
    }

    private byte[] bytes(Fields fields) {
        try {
            json.writeStartObject();
            fields.write();
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    /// Without its last sign-in, which [SignInStore] keeps.
    byte[] bytes(UserResource user) {
        return bytes(() -> user(user));
    }

    private void user(UserResource user) throws IOException {
        text(ID, user.id());
        put(EXTERNAL_ID, user.externalId());
        put(USER_NAME, user.userName());
        put(DISPLAY_NAME, user.displayName());
        if (user.active() != ResourceJson.USUAL_ACTIVITY) {
            text(ACTIVE, user.active().name());
        }
        if (user.kind() != ResourceJson.USUAL_KIND) {
            text(KIND, user.kind().name());
        }
        put(USER_TYPE, user.userType());
        put(TITLE, user.title());
        put(DEPARTMENT, user.department());
        put(EMPLOYEE_NUMBER, user.employeeNumber());
        if (user.manager().isPresent()) {
            Manager manager = user.manager().get();
            json.writeFieldName(MANAGER);
            json.writeStartObject();
            text(VALUE, manager.value());
            put(DISPLAY_NAME, manager.displayName());
            json.writeEndObject();
        }
        emails(user.emails());
        grants(ROLES, user.roles());
        grants(ENTITLEMENTS, user.entitlements());
        groups(user.groups());
        instant(LAST_MODIFIED, user.lastModified());
        rest(user.rest());
    }

    /// Without its members, which have a table of their own.
    byte[] bytes(GroupResource group) {
        return bytes(() -> {
            text(ID, group.id());
            put(EXTERNAL_ID, group.externalId());
            put(DISPLAY_NAME, group.displayName());
            instant(LAST_MODIFIED, group.lastModified());
            rest(group.rest());
        });
    }

    /// What is written already goes in as it is.
    private void rest(Extra extra) throws IOException {
        json.writeFieldName(EXTRA);
        if (extra.written().isPresent()) {
            json.writeRawValue("");
            json.flush();
            out.writeBytes(extra.written().get());
        } else {
            json.writeTree(extra.tree());
        }
    }

    private void emails(List<Email> emails) throws IOException {
        if (emails.isEmpty()) {
            return;
        }
        json.writeFieldName(EMAILS);
        json.writeStartArray();
        for (Email email : emails) {
            json.writeStartObject();
            text(VALUE, email.value());
            put(TYPE, email.type());
            json.writeFieldName(PRIMARY);
            json.writeBoolean(email.primary());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void grants(SerializedString name, List<Grant> grants) throws IOException {
        if (grants.isEmpty()) {
            return;
        }
        json.writeFieldName(name);
        json.writeStartArray();
        for (Grant grant : grants) {
            json.writeStartObject();
            text(VALUE, grant.value());
            put(DISPLAY, grant.display());
            put(TYPE, grant.type());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void groups(List<String> groups) throws IOException {
        if (groups.isEmpty()) {
            return;
        }
        json.writeFieldName(GROUPS);
        json.writeStartArray();
        for (String group : groups) {
            json.writeString(group);
        }
        json.writeEndArray();
    }

    private void put(SerializedString name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            text(name, value.get());
        }
    }

    private void text(SerializedString name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    /// Whole seconds as a number, which is faster to write; others as ISO 8601.
    private void instant(SerializedString name, Optional<Instant> value) throws IOException {
        if (value.isEmpty()) {
            return;
        }
        if (value.get().getNano() == 0) {
            json.writeFieldName(name);
            json.writeNumber(value.get().getEpochSecond());
        } else {
            text(name, value.get().toString());
        }
    }
}
