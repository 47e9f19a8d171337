/// What keys do: every action of the window, its keys, and how a person has others.
@NullMarked
package org.countersign.ui.keys;

import org.jspecify.annotations.NullMarked;
