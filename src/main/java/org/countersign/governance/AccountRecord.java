package org.countersign.governance;

import java.util.Optional;

/// An account that is not a person's: `service`, `bot`, `test` or `breakglass`.
///
/// @param account id or userName in the source
public record AccountRecord(
        String source, String account, String kind, Optional<String> owner, Optional<String> purpose) {}
