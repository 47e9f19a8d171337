package org.countersign.drift.list;

import java.util.Map;
import org.countersign.drift.Severity;

/// What several findings have in common.
///
/// @param count how many
/// @param severities how many of each
/// @param rules how many different ones
/// @param sources how many different ones
/// @param acknowledged how many are
/// @param findings how many are findings, and no rules that cannot be answered
public record Chosen(
        int count, Map<Severity, Integer> severities, int rules, int sources, int acknowledged, int findings) {
    /// Nothing.
    public static final Chosen NONE = new Chosen(0, Map.of(), 0, 0, 0, 0);

    /// Copies the map.
    public Chosen {
        severities = Map.copyOf(severities);
    }
}
