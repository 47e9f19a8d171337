/// Questions over the window.
@NullMarked
package org.countersign.ui.dialog;

import org.jspecify.annotations.NullMarked;
