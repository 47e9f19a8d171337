package org.countersign.scim;

import org.countersign.scim.Facts.Effect;

/// Atlassian Cloud by SCIM. The extension `atlassian-external` has the id of every other API, and is kept.
final class Atlassian implements Dialect {
    @Override
    public String id() {
        return "atlassian";
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive("developer.atlassian.com/cloud/admin/user-provisioning")
                .leaves(Effect.BLOCKED, "jira.atlassian.com/browse/ACCESS-1816", "personalAccessTokens")
                .leaves(Effect.KEPT, "jira.atlassian.com/browse/AX-684", "apiKeys", "ownership")
                .facts();
    }
}
