/// What people know and snapshots do not tell: sources, groups, mappings, exceptions, account records.
@NullMarked
package org.countersign.governance;

import org.jspecify.annotations.NullMarked;
