package org.countersign.ui.findings;

/// What people call sources.
interface FindingNames {
    /// By id; the id itself where nobody says.
    String source(String id);
}
