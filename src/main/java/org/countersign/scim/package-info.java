/// SCIM on the wire (RFC 7643, 7644): files in, neutral resources out.
@NullMarked
package org.countersign.scim;

import org.jspecify.annotations.NullMarked;
