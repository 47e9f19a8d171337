package org.countersign.campaign;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.countersign.text.Sha256;

/// What a reviewer wrote on an item without deciding it.
///
/// @param number over all campaigns
/// @param salt 16 bytes in hex, so that the digest in the ledger tells nobody what a short text may have been
public record ItemNote(
        long number,
        String campaign,
        String item,
        String reviewer,
        String text,
        String salt,
        String osUser,
        Instant at) {
    /// What the ledger keeps of the text: SHA-256 over the salt and its UTF-8.
    public String sha256() {
        return HexFormat.of()
                .formatHex(Sha256.of(HexFormat.of().parseHex(salt), text.getBytes(StandardCharsets.UTF_8)));
    }
}
