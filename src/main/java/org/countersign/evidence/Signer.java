package org.countersign.evidence;

/// A line of SIGNERS: who signed which manifest, with which certificate.
record Signer(String fingerprint, String role, String manifest, String address) {}
