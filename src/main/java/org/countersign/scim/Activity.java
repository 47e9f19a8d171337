package org.countersign.scim;

/// What a resource tells by `active` (RFC 7643 4.1.1: its meaning is the service provider's).
public enum Activity {
    /// `true`, or "true" in any case.
    ACTIVE,
    /// `false`, or "false" in any case.
    INACTIVE,
    /// Absent or null. Counts as active on an app's account, and is shown as assumed (drift-rules.md).
    NOT_TOLD
}
