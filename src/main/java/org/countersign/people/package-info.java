/// One person across every source, and the list of all of them.
@NullMarked
package org.countersign.people;

import org.jspecify.annotations.NullMarked;
