/// Fonts, style sheet, light and dark.
@NullMarked
package org.countersign.ui.theme;

import org.jspecify.annotations.NullMarked;
