/// My reviews: one queue, keyboard alone.
@NullMarked
package org.countersign.ui.review;

import org.jspecify.annotations.NullMarked;
