/// The workspace file: open, lock, transaction, migrations, check, backup. Knows no domain word.
@NullMarked
package org.countersign.workspace;

import org.jspecify.annotations.NullMarked;
