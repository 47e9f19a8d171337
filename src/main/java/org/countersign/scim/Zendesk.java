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
        if (object.says("role", "end-user", "agent", "admin") && object.tells("suspended")) {
            return user(object);
        }
        String url = object.look("url").orElse("");
        if (object.tells("user_id", "group_id") || url.contains("/api/v2/group_memberships/")) {
            String group = object.need("group_id");
            String user = object.need("user_id");
            return Optional.of(new VendorObject.Membership(
                    group, Optional.empty(), new Member(user, Member.Type.USER, Optional.empty())));
        }
        if (object.tells("name") && url.contains("/api/v2/groups/")) {
            String id = object.need("id");
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
    public Optional<String> listsAllMembershipsOf() {
        return Optional.of("");
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive("https://support.zendesk.com/hc/en-us/articles/4408888690842")
                .facts();
    }
}
