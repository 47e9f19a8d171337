package org.countersign.ui.evidence;

/// Everything that is asked on the page of evidence.
record EvidenceAsks(EvidenceQuestions signing, KeyQuestions keys, ExtractQuestion extracts, RevokeQuestion revoking) {}
