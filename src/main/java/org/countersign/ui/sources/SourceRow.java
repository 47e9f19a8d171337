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
/// @param coverage what deactivation does, by kind of credential or holding
/// @param vendor what is known of the vendor
/// @param taken its snapshots, newest first
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
        List<String> notes,
        List<Holding> coverage,
        List<Told> vendor,
        List<Taken> taken) {
    /// Copies the lists.
    public SourceRow {
        facts = List.copyOf(facts);
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
        coverage = List.copyOf(coverage);
        vendor = List.copyOf(vendor);
        taken = List.copyOf(taken);
    }

    /// One kind of credential or holding.
    ///
    /// @param state `revoked`, `kept`, `blocked` or `unknown`
    /// @param word the state in words
    /// @param from where that is known from, in words
    public record Holding(String name, String state, String word, String from) {}

    /// A sentence on the vendor, and the page that says so.
    public record Told(String text, String source) {}

    /// A snapshot, in words.
    public record Taken(
            String number, String at, String accounts, String groups, String memberships, boolean complete) {}
}
