package org.countersign.scim;

import java.util.Optional;

/// Zendesk: SCIM, and the users, groups and memberships of its own API.
final class Zendesk implements Dialect {
    @Override
    public String id() {
        return "zendesk";
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        if (object.has("id", "role") && object.says("role", "end-user", "agent", "admin") && object.has("suspended")) {
            return user(object);
        }
        if (object.has("user_id", "group_id")) {
            return Optional.of(new VendorObject.Membership(
                    object.text("group_id").orElseThrow(() -> new RowException("group_id is no id.")),
                    Optional.empty(),
                    new Member(
                            object.text("user_id").orElseThrow(() -> new RowException("user_id is no id.")),
                            Member.Type.USER,
                            Optional.empty())));
        }
        if (object.has("id", "name", "url") && object.look("url").orElse("").contains("/api/v2/groups/")) {
            String id = object.text("id").orElseThrow();
            return AccountDraft.group(object, id, object.text("name"), object.instant("updated_at"));
        }
        return Optional.empty();
    }

    private static Optional<VendorObject> user(Fields object) throws RowException {
        boolean suspended = object.isTrue("suspended");
        Optional<Boolean> active = object.flag("active");
        return new AccountDraft(object, "id")
                .userName(object.look("email"))
                .displayName(object.text("name"))
                .email(object.text("email"))
                .externalId(object.text("external_id"))
                .active(suspended ? Optional.of(false) : active)
                .role(object.text("role"))
                .lastModified(object.instant("updated_at"))
                .lastSignIn(object.instant("last_login_at"))
                .found();
    }

    @Override
    public boolean listsAllMemberships() {
        return true;
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive("https://support.zendesk.com/hc/en-us/articles/4408888690842")
                .facts();
    }
}
