/// What keeps an open workspace from being written: said over every screen, with what to do.
@NullMarked
package org.countersign.ui.trouble;

import org.jspecify.annotations.NullMarked;
