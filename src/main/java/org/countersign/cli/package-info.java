/// The command line: one command a class.
@NullMarked
package org.countersign.cli;

import org.jspecify.annotations.NullMarked;
