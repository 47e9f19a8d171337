/// What a person reads of a mistake of the program, and what they may hand on of it.
@NullMarked
package org.countersign.ui.mishap;

import org.jspecify.annotations.NullMarked;
