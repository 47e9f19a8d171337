/// What one person wants of the window, kept in a file of theirs and not in the workspace.
@NullMarked
package org.countersign.ui.preferences;

import org.jspecify.annotations.NullMarked;
