/// Before there is a workspace.
@NullMarked
package org.countersign.ui.welcome;

import org.jspecify.annotations.NullMarked;
