package org.countersign.ui.shell;

import org.countersign.ui.evidence.SeenKeys;

/// What somebody has chosen in a window, and does not choose again where its words or widths change.
///
/// @param reviewer as whom they review; empty where nobody was chosen
/// @param keys those they opened, without their secrets
record Kept(String reviewer, SeenKeys keys) {}
