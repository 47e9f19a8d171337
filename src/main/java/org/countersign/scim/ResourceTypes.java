package org.countersign.scim;

import org.countersign.scim.ResourceParser.Draft;

/// What kind of resource an object is.
enum ResourceTypes {
    USER,
    GROUP,
    OTHER;

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

    /// By `meta.resourceType`, else by `schemas`, else by SCIM's own attribute names.
    static ResourceTypes of(Draft draft) {
        String told = draft.resourceType.orElse("");
        if (told.equals("user") || told.equals("group")) {
            return told.equals("user") ? USER : GROUP;
        }
        boolean core = false;
        for (String urn : draft.schemas) {
            if (urn.equals(CORE + "group")) {
                return GROUP;
            }
            if (urn.equals(CORE + "user")) {
                return USER;
            }
            // SCIM 1.1 has one URN for everything: its attributes tell, of which only a group has no userName.
            if (urn.equals("urn:scim:schemas:core:1.0")) {
                return draft.has(Attribute.USER_NAME) ? USER : draft.has(Attribute.DISPLAY_NAME) ? GROUP : OTHER;
            }
            core |= urn.startsWith(CORE);
        }
        if (core || !told.isEmpty()) {
            return OTHER;
        }
        // Without schemas only RFC 7643's own spelling counts: `username` is Keycloak's and GitLab's, whose other
        // attributes (enabled, state) mean what SCIM's do not.
        if (draft.has(Attribute.USER_NAME, "userName")) {
            return USER;
        }
        boolean group = draft.has(Attribute.DISPLAY_NAME, "displayName");
        return group && draft.members.isPresent() && draft.has(Attribute.MEMBERS, "members") ? GROUP : OTHER;
    }
}
