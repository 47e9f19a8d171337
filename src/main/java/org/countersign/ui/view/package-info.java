/// Loads FXML beside its controller, and how screens ask to go elsewhere.
@NullMarked
package org.countersign.ui.view;

import org.jspecify.annotations.NullMarked;
