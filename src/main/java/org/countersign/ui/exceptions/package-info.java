/// The register of access that is allowed by hand.
@NullMarked
package org.countersign.ui.exceptions;

import org.jspecify.annotations.NullMarked;
