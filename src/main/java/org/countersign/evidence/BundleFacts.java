package org.countersign.evidence;

import java.time.Instant;

/// A finished bundle, without its bytes.
///
/// @param at when the owner signed
/// @param size in bytes
/// @param attestation the signed PDF's size in bytes
public record BundleFacts(Instant at, String sha256, long size, long attestation) {}
