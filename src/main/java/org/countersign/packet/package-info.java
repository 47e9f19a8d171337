/// Reviewers on other machines: a packet of one reviewer's items goes out, signed by the campaign's owner; their signed
/// decisions come back in one file and are merged.
@NullMarked
package org.countersign.packet;

import org.jspecify.annotations.NullMarked;
