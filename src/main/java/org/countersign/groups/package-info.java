/// Groups as policy objects: what each is for, who is in it, what it reaches, and who says that it is right.
@NullMarked
package org.countersign.groups;

import org.jspecify.annotations.NullMarked;
