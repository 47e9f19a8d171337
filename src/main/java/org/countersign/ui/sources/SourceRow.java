package org.countersign.ui.sources;

import java.util.List;
import java.util.Map;

/// A source in the list, with what its page says.
///
/// @param line under its name: how many accounts, how old
/// @param state `approve`, `medium` (incomplete), `high` (stale or nothing there)
/// @param word the state in words
/// @param sentence that opens its page
/// @param facts name and value
/// @param gaps what is missing, in words
/// @param notes worth knowing
public record SourceRow(
        String id,
        String name,
        boolean idp,
        String line,
        String state,
        String word,
        String sentence,
        List<Map.Entry<String, String>> facts,
        List<String> gaps,
        List<String> notes) {
    /// Copies the lists.
    public SourceRow {
        facts = List.copyOf(facts);
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }
}
