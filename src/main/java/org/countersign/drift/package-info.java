/// The drift rules, one small class each, and their evaluation.
@NullMarked
package org.countersign.drift;

import org.jspecify.annotations.NullMarked;
