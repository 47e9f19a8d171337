package org.countersign.evidence;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;

/// A private key with its certificate: what binds a decision to a person.
///
/// @param key that signs; one on a token is a handle, and its bytes never leave the token
/// @param chain the signer's certificate first, then who issued it
/// @param provider that can use the key; empty where any can
public record SigningKey(PrivateKey key, List<X509Certificate> chain, Optional<Provider> provider) {
    private static final int EMAIL = 1;
    private static final int GROUP = 8;

    /// Copies the list.
    public SigningKey {
        chain = List.copyOf(chain);
    }

    /// A key that any provider can use.
    public SigningKey(PrivateKey key, List<X509Certificate> chain) {
        this(key, chain, Optional.empty());
    }

    /// The signer's certificate.
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /// For the JCA: EC and RSA with SHA-256 (evidence.md 3). P-384 and P-521 sign the same digest: every verifier takes
    /// the pair, and one digest runs through the whole bundle.
    String algorithm() {
        return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    /// A bare signature over bytes, as `openssl dgst -sha256 -verify` takes it.
    byte[] signed(byte[] bytes) {
        try {
            Signature signature = provider.isPresent()
                    ? Signature.getInstance(algorithm(), provider.get())
                    : Signature.getInstance(algorithm());
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was checked when it was opened", e);
        }
    }

    /// Whether a bare signature over bytes is by this key's certificate.
    boolean verifies(byte[] bytes, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(algorithm());
            signature.initVerify(certificate().getPublicKey());
            signature.update(bytes);
            return signature.verify(signed);
        } catch (GeneralSecurityException not) {
            return false;
        }
    }

    /// The e-mail addresses of a certificate's subject alternative names.
    public static List<String> addresses(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.getFirst().equals(EMAIL))
                            .map(name -> (String) name.get(1))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /// Whether the certificate carries an address.
    public static boolean carries(X509Certificate certificate, String address) {
        return addresses(certificate).stream()
                .anyMatch(one -> Formats.folded(one).equals(Formats.folded(address)));
    }

    /// The certificate's first address.
    public String address() {
        return addresses(certificate()).getFirst();
    }

    /// The common name, else the whole subject.
    public static String nameOf(X509Certificate certificate) {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        return names.length > 0 && names[0].getFirst().getValue() instanceof ASN1String name
                ? name.getString()
                : certificate.getSubjectX500Principal().getName();
    }

    /// SHA-256 of the DER form, lower-case hex.
    public static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.hex(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }

    /// The fingerprint in eight groups of eight, to be read aloud.
    public static List<String> groups(String fingerprint) {
        var groups = new ArrayList<String>();
        for (int i = 0; i < fingerprint.length(); i += GROUP) {
            groups.add(fingerprint.substring(i, Math.min(i + GROUP, fingerprint.length())));
        }
        return groups;
    }

    /// The PEM text.
    public static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }
}
