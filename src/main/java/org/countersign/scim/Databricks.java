package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Databricks, by SCIM: a service principal is a third kind of resource, and groups of an account come without
/// schemas and members.
final class Databricks implements Dialect {
    private static final Set<String> OF_A_GROUP =
            Set.of("id", "displayName", "externalId", "groups", "roles", "entitlements");

    @Override
    public String id() {
        return "databricks";
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        if (object.tells("applicationId") && object.tellsOneOf("active", "displayName")) {
            List<JsonNode> groups = object.list("groups");
            List<JsonNode> roles = object.list("roles");
            var draft = new AccountDraft(object, "id")
                    .userName(object.text("applicationId"))
                    .displayName(object.text("displayName"))
                    .externalId(object.text("externalId"))
                    .active(object.flag("active"))
                    .kind(AccountKind.SERVICE)
                    .groups(groups.stream().map(Attributes::valueOf).flatMap(Optional::stream));
            roles.forEach(role -> draft.role(Attributes.valueOf(role)));
            return draft.found();
        }
        // What SCIM would call a group, without schemas and members: externalId, be it null, is what others lack.
        if (object.tells("displayName") && object.tellsOneOf("externalId", "groups") && object.hasOnly(OF_A_GROUP)) {
            return Optional.of(new VendorObject.Group(new GroupResource(
                    object.need("id"),
                    object.text("externalId"),
                    object.text("displayName"),
                    Optional.empty(),
                    Optional.empty(),
                    object.extra())));
        }
        return Optional.empty();
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive("https://kb.databricks.com/")
                .marks("https://docs.databricks.com/aws/en/security/auth/access-control/service-principal-acl")
                .facts();
    }
}
