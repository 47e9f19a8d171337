/// Anything by a part of its name.
@NullMarked
package org.countersign.ui.find;

import org.jspecify.annotations.NullMarked;
