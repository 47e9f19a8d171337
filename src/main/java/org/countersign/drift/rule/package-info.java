/// One small class a rule of drift-rules.md.
@NullMarked
package org.countersign.drift.rule;

import org.jspecify.annotations.NullMarked;
