package org.countersign.scim;

import java.util.Optional;

/// The enterprise extension's `manager` (RFC 7643 4.3); some vendors send the bare id.
public record Manager(String value, Optional<String> displayName) {}
