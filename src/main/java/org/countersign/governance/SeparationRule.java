package org.countersign.governance;

import java.util.List;
import java.util.stream.Stream;

/// Two sides of IdP groups that nobody may be on both of.
public record SeparationRule(String id, String name, List<String> left, List<String> right) {
    /// Copies the lists.
    public SeparationRule {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    /// Of both sides, each once.
    public List<String> groups() {
        return Stream.concat(left.stream(), right.stream()).distinct().toList();
    }
}
