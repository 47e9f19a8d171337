/// The items of one reviewer, however many: what a queue shows, filters, groups and counts.
@NullMarked
package org.countersign.campaign.queue;

import org.jspecify.annotations.NullMarked;
