/// Slow work off the JavaFX thread.
@NullMarked
package org.countersign.ui.task;

import org.jspecify.annotations.NullMarked;
