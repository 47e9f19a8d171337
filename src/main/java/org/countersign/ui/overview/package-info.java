/// Overview: what changed, what needs somebody.
@NullMarked
package org.countersign.ui.overview;

import org.jspecify.annotations.NullMarked;
