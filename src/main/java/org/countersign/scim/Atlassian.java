package org.countersign.scim;

import org.countersign.scim.Facts.Effect;

/// Atlassian Cloud by SCIM. The extension `atlassian-external` has the id of every other API, and is kept.
final class Atlassian implements Dialect {
    private static final String KEYS =
            "https://support.atlassian.com/jira/kb/atlassian-api-token-key-status-of-api-tokens"
                    + "-keys-when-a-user-who-generated-the-token-key-has-left-the-organization/";

    @Override
    public String id() {
        return "atlassian";
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive("https://developer.atlassian.com/cloud/admin/user-provisioning/")
                .leaves(Effect.BLOCKED, "https://jira.atlassian.com/browse/AX-684", "personalAccessTokens")
                .leaves(Effect.KEPT, KEYS, "apiKeys")
                .facts();
    }
}
