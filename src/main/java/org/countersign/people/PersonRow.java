package org.countersign.people;

import org.countersign.scim.Activity;

/// A line in the list of people: an identity, or an account that nobody stands behind.
///
/// @param accounts that correlate with the identity
public record PersonRow(
        String source,
        String sourceName,
        String id,
        String label,
        String name,
        String title,
        String department,
        Activity active,
        boolean identity,
        long accounts) {
    /// `SOURCE/ID`, by which one gets to the page.
    public String key() {
        return source + "/" + id;
    }
}
