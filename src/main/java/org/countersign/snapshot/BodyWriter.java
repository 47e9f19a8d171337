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
        json.writeStringField("id", user.id());
        put("externalId", user.externalId());
        put("userName", user.userName());
        put("displayName", user.displayName());
        json.writeStringField("active", user.active().name());
        json.writeStringField("kind", user.kind().name());
        put("userType", user.userType());
        put("title", user.title());
        put("department", user.department());
        put("employeeNumber", user.employeeNumber());
        if (user.manager().isPresent()) {
            Manager manager = user.manager().get();
            json.writeObjectFieldStart("manager");
            json.writeStringField("value", manager.value());
            put("displayName", manager.displayName());
            json.writeEndObject();
        }
        emails(user.emails());
        grants("roles", user.roles());
        grants("entitlements", user.entitlements());
        groups(user.groups());
        instant("lastModified", user.lastModified());
        rest(user.rest());
    }

    /// Without its members, which have a table of their own.
    byte[] bytes(GroupResource group) {
        return bytes(() -> {
            json.writeStringField("id", group.id());
            put("externalId", group.externalId());
            put("displayName", group.displayName());
            instant("lastModified", group.lastModified());
            rest(group.rest());
        });
    }

    /// What is written already goes in as it is.
    private void rest(Extra extra) throws IOException {
        json.writeFieldName("extra");
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
        json.writeArrayFieldStart("emails");
        for (Email email : emails) {
            json.writeStartObject();
            json.writeStringField("value", email.value());
            put("type", email.type());
            json.writeBooleanField("primary", email.primary());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void grants(String name, List<Grant> grants) throws IOException {
        if (grants.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (Grant grant : grants) {
            json.writeStartObject();
            json.writeStringField("value", grant.value());
            put("display", grant.display());
            put("type", grant.type());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void groups(List<String> groups) throws IOException {
        if (groups.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("groups");
        for (String group : groups) {
            json.writeString(group);
        }
        json.writeEndArray();
    }

    private void put(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    /// Whole seconds as a number, which is faster to write; others as ISO 8601.
    private void instant(String name, Optional<Instant> value) throws IOException {
        if (value.isEmpty()) {
            return;
        }
        if (value.get().getNano() == 0) {
            json.writeNumberField(name, value.get().getEpochSecond());
        } else {
            json.writeStringField(name, value.get().toString());
        }
    }
}
