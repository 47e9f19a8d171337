/// The live client: asks a SCIM service provider for everything it has and leaves the answers, as they came, in
/// private files. Trusts nothing that a server says.
@NullMarked
package org.countersign.scim.pull;

import org.jspecify.annotations.NullMarked;
