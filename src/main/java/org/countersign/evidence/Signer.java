package org.countersign.evidence;

/// A line of SIGNERS: who signed which manifest, with which certificate.
///
/// @param fingerprint SHA-256 of the certificate, lower-case hex
/// @param role `reviewer` or `owner`
public record Signer(String fingerprint, String role, String manifest, String address) {}
