/// Composition root: builds every use case from workspace, clock and settings.
@NullMarked
package org.countersign.app;

import org.jspecify.annotations.NullMarked;
