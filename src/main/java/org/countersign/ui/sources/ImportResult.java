package org.countersign.ui.sources;

/// What an import came to.
///
/// @param source its id
/// @param tone `approve` where it is stored, `info` where there was nothing to store, `high` where it failed
public record ImportResult(String source, String tone, String text) {}
