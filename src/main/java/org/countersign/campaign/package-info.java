/// Campaigns, review items, assignment and decisions.
@NullMarked
package org.countersign.campaign;

import org.jspecify.annotations.NullMarked;
