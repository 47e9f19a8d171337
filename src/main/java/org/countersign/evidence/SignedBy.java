package org.countersign.evidence;

import java.time.Instant;

/// A signature that the workspace keeps, without its bytes.
///
/// @param role `reviewer`
/// @param fingerprint SHA-256 of the certificate
public record SignedBy(String role, String address, Instant at, String fingerprint) {}
