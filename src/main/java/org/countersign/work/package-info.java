/// How long work reports and is stopped, and how an expected refusal travels. Knows no JavaFX and no
/// domain.
@NullMarked
package org.countersign.work;

import org.jspecify.annotations.NullMarked;
