/// The append-only, hash-chained record of every act (evidence.md 4).
@NullMarked
package org.countersign.ledger;

import org.jspecify.annotations.NullMarked;
