/// Evidence: signing as owner, handing over, verifying what others hand over, keys, trusted signers, the ledger.
@NullMarked
package org.countersign.ui.evidence;

import org.jspecify.annotations.NullMarked;
