package org.countersign.drift;

/// One rule of drift-rules.md. A new one is one class, one line in [org.countersign.drift.rule.Rules], its
/// strings, its test.
public interface Rule {
    /// The public id.
    String id();

    /// Before any raising.
    Severity severity();

    /// Reports every subject for which the rule holds, and every source for which that cannot be said.
    void evaluate(Landscape landscape, Report report);
}
