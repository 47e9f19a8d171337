/// Words and bytes that everything shares: the string bundle, formats, canonical JSON (RFC 8785) and
/// digests.
@NullMarked
package org.countersign.text;

import org.jspecify.annotations.NullMarked;
