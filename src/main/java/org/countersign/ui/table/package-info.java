/// Lists and tables over more rows than there is memory for.
@NullMarked
package org.countersign.ui.table;

import org.jspecify.annotations.NullMarked;
