/// The ledger: every act, by whom, and whether the chain holds.
@NullMarked
package org.countersign.ui.ledger;

import org.jspecify.annotations.NullMarked;
