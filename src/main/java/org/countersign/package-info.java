/// Countersign: access reviews from SCIM snapshots. `Main` starts the desktop or the command line.
@NullMarked
package org.countersign;

import org.jspecify.annotations.NullMarked;
