/// Campaigns: the list, one of them, and the page that opens one.
@NullMarked
package org.countersign.ui.campaigns;

import org.jspecify.annotations.NullMarked;
