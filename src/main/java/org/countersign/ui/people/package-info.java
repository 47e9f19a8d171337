/// People: the list of everybody, and one person's page.
@NullMarked
package org.countersign.ui.people;

import org.jspecify.annotations.NullMarked;
