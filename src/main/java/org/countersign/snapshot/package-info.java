/// Snapshots as stored: accounts, groups, memberships, completeness; their import.
@NullMarked
package org.countersign.snapshot;

import org.jspecify.annotations.NullMarked;
