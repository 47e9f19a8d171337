/// The attestation PDF. The only package that sees JasperReports and PDF libraries.
@NullMarked
package org.countersign.report;

import org.jspecify.annotations.NullMarked;
