/// Signing keys, signatures, the evidence bundle and its verification.
@NullMarked
package org.countersign.evidence;

import org.jspecify.annotations.NullMarked;
