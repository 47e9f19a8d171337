package org.countersign.governance;

import java.util.List;

/// The vendors that a governance file may name. A new one is one word here; how its exports are read is a
/// dialect's business, and one without a dialect is read as plain SCIM.
public final class Vendors {
    /// As written in `vendor`.
    public static final List<String> KNOWN = List.of(
            "auto",
            "scim",
            "okta",
            "entra",
            "graph",
            "slack",
            "google",
            "github",
            "gitlab",
            "aws",
            "atlassian",
            "databricks",
            "snowflake",
            "sentry",
            "zendesk",
            "salesforce",
            "csv");

    private Vendors() {}
}
