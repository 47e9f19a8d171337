/// The ledger as people read it: rows of any number, narrowed where they are, with what each is about by its name.
@NullMarked
package org.countersign.evidence.events;

import org.jspecify.annotations.NullMarked;
