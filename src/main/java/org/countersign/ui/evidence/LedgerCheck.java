package org.countersign.ui.evidence;

import java.time.Instant;
import org.countersign.ledger.Ledger;

/// What recomputing the whole ledger came to, and when that was.
///
/// @param length how many entries it had
public record LedgerCheck(Ledger.Verdict verdict, long length, Instant at) {}
