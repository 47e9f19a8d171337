/// The sources, and the import of their snapshots.
@NullMarked
package org.countersign.ui.sources;

import org.jspecify.annotations.NullMarked;
