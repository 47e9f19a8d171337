/// Groups as policy objects, and the mappings by which they give access.
@NullMarked
package org.countersign.ui.groups;

import org.jspecify.annotations.NullMarked;
