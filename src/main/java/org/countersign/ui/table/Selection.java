package org.countersign.ui.table;

import java.util.HashSet;
import java.util.Set;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/// Which rows of a long list are selected, by what identifies them: all that match, but for some, or just some. A
/// control's own selection model would look at each.
///
/// @param <K> what identifies a row
public final class Selection<K> {
    private final Set<K> named = new HashSet<>();
    private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper();
    private boolean all;
    private long matching;

    /// How many are selected.
    public ReadOnlyLongProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /// Whether a row is.
    public boolean has(K key) {
        return all != named.contains(key);
    }

    /// Whether it is all that match, but for some.
    public boolean isAll() {
        return all;
    }

    /// Those that are selected, or the exceptions where all are.
    public Set<K> named() {
        return Set.copyOf(named);
    }

    /// Selects a row, or no longer.
    public void toggle(K key) {
        if (!named.remove(key)) {
            named.add(key);
        }
        count();
    }

    /// Selects everything that matches.
    public void all() {
        all = true;
        named.clear();
        count();
    }

    /// Selects nothing.
    public void clear() {
        all = false;
        named.clear();
        count();
    }

    /// How many rows match now; a selection of all that match is of what matched, so another filter ends it.
    public void matching(long rows) {
        if (all && rows != matching) {
            all = false;
            named.clear();
        }
        matching = rows;
        count();
    }

    private void count() {
        count.set(all ? matching - named.size() : named.size());
    }
}
