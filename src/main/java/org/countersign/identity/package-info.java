/// Correlation of accounts with identities, and effective group membership. Pure.
@NullMarked
package org.countersign.identity;

import org.jspecify.annotations.NullMarked;
