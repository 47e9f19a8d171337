/// What one wants of the window, and what there is to know of the workspace.
@NullMarked
package org.countersign.ui.settings;

import org.jspecify.annotations.NullMarked;
