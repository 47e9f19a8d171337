/// Findings: what is wrong, since when, what to do.
@NullMarked
package org.countersign.ui.findings;

import org.jspecify.annotations.NullMarked;
