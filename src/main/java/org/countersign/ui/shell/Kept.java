package org.countersign.ui.shell;

import java.util.Optional;
import org.countersign.ui.evidence.OwnKey;

/// What somebody has chosen in a window, and does not choose again where its words or widths change.
///
/// @param reviewer as whom they review; empty where nobody was chosen
/// @param key the key they opened, without its secret
record Kept(String reviewer, Optional<OwnKey> key) {}
