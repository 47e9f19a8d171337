package org.countersign.evidence;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/// What a signature of this program reached of the baseline levels (ETSI EN 319 122-1, 6).
public enum SignatureLevel {
    /// The time is the signer's own claim.
    B_B("B-B"),
    /// With a timestamp; that it holds is what a verifier says.
    B_T("B-T");

    private final String text;

    SignatureLevel(String text) {
        this.text = text;
    }

    /// As the standard calls it.
    public String text() {
        return text;
    }

    /// Of a signature as it lies in a file: B-T where it carries a timestamp (5.3); B-B where it cannot be read, too.
    public static SignatureLevel of(byte[] p7s) {
        try {
            return new CMSSignedData(p7s)
                            .getSignerInfos().getSigners().stream()
                                    .anyMatch(signer -> signer.getUnsignedAttributes() != null
                                            && signer.getUnsignedAttributes()
                                                            .get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                                                    != null)
                    ? B_T
                    : B_B;
        } catch (CMSException e) {
            return B_B;
        }
    }
}
