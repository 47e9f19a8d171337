/// Findings as a list of any length: read once into numbered rows, narrowed and sorted where the rows are.
@NullMarked
package org.countersign.drift.list;

import org.jspecify.annotations.NullMarked;
