/// Small pieces of screens: icons, chips, bars, key caps.
@NullMarked
package org.countersign.ui.parts;

import org.jspecify.annotations.NullMarked;
