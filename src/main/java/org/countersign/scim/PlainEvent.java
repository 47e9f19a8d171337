package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.ProvisioningEvent.Action;
import org.countersign.scim.ProvisioningEvent.Result;
import org.countersign.scim.ProvisioningEvent.Target;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// An event of a plain table or JSON list, whose columns say what they are.
final class PlainEvent {
    /// What a column can be, by its letters and digits alone, in any case.
    private enum Field {
        TIME("time", "when", "at", "timestamp", "date", "datetime"),
        ACTION("action", "operation"),
        RESULT("result", "status", "outcome"),
        ID("id", "eventid"),
        APPLICATION("application", "applicationid", "app", "appid"),
        ACCOUNT("account", "accountid"),
        IDENTITY("identity", "identityid"),
        USER_NAME("username", "user", "login", "email"),
        ACCESS("group", "groupid", "role"),
        CODE("code", "errorcode"),
        REASON("reason", "message", "error");

        private final List<String> names;

        Field(String... names) {
            this.names = List.of(names);
        }

        static Optional<Field> of(String header) {
            String letters = letters(header);
            for (Field field : values()) {
                if (field.names.contains(letters)) {
                    return Optional.of(field);
                }
            }
            return Optional.empty();
        }
    }

    private static final String ASKED =
            " It needs time, action, result, and one of account, identity, userName and group.";

    private PlainEvent() {}

    private static String letters(String text) {
        return Attributes.fold(text).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    static void read(ObjectNode object, ProvisioningLogSink sink) throws RowException {
        var told = new EnumMap<Field, String>(Field.class);
        for (var property : object.properties()) {
            Optional<Field> field = Field.of(property.getKey());
            Optional<String> text = Attributes.text(property.getValue());
            if (field.isPresent()
                    && text.isPresent()
                    && told.put(field.get(), text.get().strip()) != null) {
                throw new RowException(
                        "Two names in it mean " + field.get().names.getFirst() + ".");
            }
        }
        if (!told.containsKey(Field.TIME) || !told.containsKey(Field.ACTION) || !told.containsKey(Field.RESULT)) {
            throw new RowException("This is no provisioning event of Entra, Okta or a plain list." + ASKED);
        }
        read(told, sink);
    }

    private static void read(Map<Field, String> told, ProvisioningLogSink sink) throws RowException {
        String type = told.getOrDefault(Field.ACTION, "");
        String status = told.getOrDefault(Field.RESULT, "");
        Optional<Action> action = action(letters(type));
        Optional<Result> result = result(letters(status));
        if (action.isEmpty() || result.isEmpty()) {
            sink.unknown(EventFields.checked("action", type) + " " + EventFields.checked("result", status));
            return;
        }
        var at = EventFields.instant(text(told, Field.TIME));
        Optional<String> account = id(told, Field.ACCOUNT);
        Optional<String> identity = id(told, Field.IDENTITY);
        Optional<String> userName = id(told, Field.USER_NAME);
        Optional<String> access = id(told, Field.ACCESS);
        boolean nobody = account.isEmpty() && identity.isEmpty() && userName.isEmpty();
        if (nobody && access.isEmpty()) {
            throw new RowException("The event names no account, identity or group.");
        }
        Optional<String> own = id(told, Field.ID);
        sink.event(new ProvisioningEvent(
                own.orElseGet(() -> digest(told)),
                at,
                id(told, Field.APPLICATION),
                action.get(),
                new Target(nobody, account, identity, userName, access),
                result.get(),
                EventFields.reason(text(told, Field.CODE)),
                EventFields.reason(text(told, Field.REASON)),
                type));
    }

    /// Where a table gives its events no ids, the same row is the same event.
    private static String digest(Map<Field, String> told) {
        ObjectNode row = CanonicalJson.object();
        told.forEach((field, text) -> row.put(field.name(), text));
        return "row:" + Sha256.hex(CanonicalJson.text(row)).substring(0, 32);
    }

    private static Optional<String> text(Map<Field, String> told, Field field) {
        return Optional.ofNullable(told.get(field)).filter(text -> !text.isEmpty());
    }

    private static Optional<String> id(Map<Field, String> told, Field field) throws RowException {
        Optional<String> text = text(told, field);
        if (text.isPresent()) {
            EventFields.checked(field.names.getFirst(), text.get());
        }
        return text;
    }

    private static Optional<Action> action(String letters) {
        return switch (letters) {
            case "create", "created" -> Optional.of(Action.CREATE);
            case "update", "updated" -> Optional.of(Action.UPDATE);
            case "enable", "enabled", "activate", "reactivate" -> Optional.of(Action.ENABLE);
            case "disable", "disabled", "deactivate", "suspend" -> Optional.of(Action.DISABLE);
            case "delete", "deleted" -> Optional.of(Action.DELETE);
            case "groupadd", "addtogroup" -> Optional.of(Action.GROUP_ADD);
            case "groupremove", "removefromgroup" -> Optional.of(Action.GROUP_REMOVE);
            case "roleadd", "addrole" -> Optional.of(Action.ROLE_ADD);
            case "roleremove", "removerole" -> Optional.of(Action.ROLE_REMOVE);
            default -> Optional.empty();
        };
    }

    private static Optional<Result> result(String letters) {
        return switch (letters) {
            case "success", "succeeded", "ok" -> Optional.of(Result.SUCCESS);
            case "failure", "failed", "error" -> Optional.of(Result.FAILURE);
            case "skipped", "skip" -> Optional.of(Result.SKIPPED);
            case "pending", "retry", "retrying" -> Optional.of(Result.PENDING);
            default -> Optional.empty();
        };
    }

    /// One table.
    static final class Table {
        private final String file;
        private final ProvisioningLogSink sink;
        private Optional<List<String>> header = Optional.empty();
        private int line;

        Table(String file, ProvisioningLogSink sink) {
            this.file = file;
            this.sink = sink;
        }

        int line() {
            return line;
        }

        void row(Csv.Row row) throws RefusedException {
            line = row.line();
            if (header.isEmpty()) {
                header(row.fields());
                return;
            }
            try {
                PlainEvent.read(told(row.fields()), sink);
            } catch (RowException e) {
                throw refused(String.valueOf(e.getMessage()));
            }
        }

        void end() throws RefusedException {
            if (header.isEmpty()) {
                throw new RefusedException(file, "There is no header in it.", "Export it again, with its header.");
            }
        }

        private void header(List<String> names) throws RefusedException {
            var seen = new EnumMap<Field, String>(Field.class);
            for (String name : names) {
                Optional<Field> field = Field.of(name);
                if (field.isPresent() && seen.put(field.get(), name) != null) {
                    throw refused("Two columns mean " + field.get().names.getFirst() + ": "
                            + Formats.brief(name.strip(), 40) + " is one of them.");
                }
            }
            boolean whom = seen.containsKey(Field.ACCOUNT)
                    || seen.containsKey(Field.IDENTITY)
                    || seen.containsKey(Field.USER_NAME)
                    || seen.containsKey(Field.ACCESS);
            if (!whom
                    || !seen.containsKey(Field.TIME)
                    || !seen.containsKey(Field.ACTION)
                    || !seen.containsKey(Field.RESULT)) {
                throw refused("This header is not that of a provisioning log." + ASKED);
            }
            header = Optional.of(names);
        }

        private Map<Field, String> told(List<String> fields) throws RowException {
            List<String> names = header.orElseThrow();
            if (fields.size() != names.size()) {
                throw new RowException("It has " + fields.size() + " fields, and the header has " + names.size() + ".");
            }
            var told = new EnumMap<Field, String>(Field.class);
            for (int i = 0; i < names.size(); i++) {
                String text = Csv.plain(fields.get(i)).strip();
                Field.of(names.get(i)).ifPresent(field -> told.put(field, text));
            }
            return told;
        }

        private RefusedException refused(String reason) {
            return new RefusedException(
                    file + ", line " + line, reason, "Export the log again, as provisioning-logs.md says.");
        }
    }
}
