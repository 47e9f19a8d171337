package org.countersign.evidence;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// A private key with its certificate: what binds a decision to a person.
///
/// @param chain the signer's certificate first
public record SigningKey(PrivateKey key, List<X509Certificate> chain) {
    private static final int EMAIL = 1;

    /// Copies the list.
    public SigningKey {
        chain = List.copyOf(chain);
    }

    /// The signer's certificate.
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /// For the JCA: EC and RSA with SHA-256 (evidence.md 3).
    String algorithm() {
        return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    /// Refuses keys that the verifiers of this world do not take.
    void check(String file) throws RefusedException {
        X509Certificate certificate = certificate();
        boolean fit =
                switch (certificate.getPublicKey()) {
                    case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize() >= 256;
                    case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= 2048;
                    default -> false;
                };
        if (!fit) {
            throw new RefusedException(
                    file,
                    "Its key is " + certificate.getPublicKey().getAlgorithm()
                            + "; only EC of 256 bits or more and RSA of 2048 or more verify everywhere.",
                    "Make one: countersign key create",
                    "Make one.");
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[0] && !usage[1]) {
            throw new RefusedException(file, "Its certificate is not meant for signing (key usage).", "Use another.");
        }
        if (addresses(certificate).isEmpty()) {
            throw new RefusedException(
                    file, "Its certificate carries no e-mail address, so nobody is bound by it.", "Use another.");
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
        String subject = certificate.getSubjectX500Principal().getName();
        return Optional.of(subject)
                .filter(text -> text.startsWith("CN="))
                .map(text -> text.substring(3).replaceAll("(?<!\\\\),.*", "").replace("\\", ""))
                .orElse(subject);
    }

    /// SHA-256 of the DER form, lower-case hex.
    public static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.hex(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
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
