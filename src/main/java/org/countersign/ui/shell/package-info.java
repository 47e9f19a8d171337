/// The window: navigation, status bar, keys.
@NullMarked
package org.countersign.ui.shell;

import org.jspecify.annotations.NullMarked;
