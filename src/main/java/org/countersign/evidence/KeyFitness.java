package org.countersign.evidence;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// Which keys and certificates are taken: those that openssl, pdfsig, GnuTLS and Java all verify. What is refused is
/// refused before anybody signs with it, in a sentence.
final class KeyFitness {
    /// P-256, P-384 and P-521 by the names of SEC 2, which the JDK uses.
    private static final Set<String> CURVES = Set.of("secp256r1", "secp384r1", "secp521r1");
    /// RFC 5280, 4.2.1.12.
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

    private static final int SHORTEST_RSA = 2048;
    /// `keyCertSign` among the bits of key usage (RFC 5280, 4.2.1.3). Where basic constraints are absent, openssl takes
    /// it for an authority.
    private static final int CERTIFIES = 5;
    private static final Set<String> SIGNATURES = Set.of(
            "SHA256WITHECDSA", "SHA384WITHECDSA", "SHA512WITHECDSA", "SHA256WITHRSA", "SHA384WITHRSA", "SHA512WITHRSA");
    private static final Set<String> DIGESTS = Set.of("SHA-256", "SHA-384", "SHA-512");
    private static final int LONGEST = 40;
    private static final String MAKE = "Make one: countersign key create";

    private KeyFitness() {}

    /// Whatever the time is.
    ///
    /// @param place of the key, for messages
    /// @param chain the signer's certificate first
    static void check(String place, List<X509Certificate> chain) throws RefusedException {
        X509Certificate signer = chain.getFirst();
        Optional<String> weak = weakness(signer.getPublicKey());
        if (weak.isPresent()) {
            throw new RefusedException(
                    place,
                    "Its key is " + weak.get()
                            + "; only EC on P-256, P-384 or P-521 and RSA of 2048 bits or more verify everywhere.",
                    MAKE,
                    "Make one.");
        }
        boolean[] usage = signer.getKeyUsage();
        if (usage != null && !usage[0] && !usage[1]) {
            throw new RefusedException(
                    place,
                    "Its certificate is not meant for signing: its key usage has neither digitalSignature nor"
                            + " nonRepudiation.",
                    "Ask your authority for one that is, or make a key: countersign key create",
                    "Ask your authority for one that is, or make a key.");
        }
        if (usage != null && usage[CERTIFIES]) {
            throw new RefusedException(
                    place,
                    "Its certificate may sign others (key usage keyCertSign), so whoever trusts it trusts everybody whom"
                            + " its holder certifies.",
                    "Ask your authority for one of your own, or make a key: countersign key create",
                    "Ask your authority for one of your own, or make a key.");
        }
        if (stamps(signer)) {
            throw new RefusedException(
                    place,
                    "Its certificate is meant for timestamps, so its holder could prove any time.",
                    "Ask your authority for one of your own.");
        }
        if (SigningKey.addresses(signer).isEmpty()) {
            throw new RefusedException(
                    place,
                    "Its certificate carries no e-mail address, so nobody is bound by it.",
                    "Ask for one with your address as a subject alternative name (rfc822Name).");
        }
        for (X509Certificate one : chain) {
            authority(place, one, one.equals(signer));
        }
        // What openssl req -x509 makes unless it is told otherwise.
        if (signer.getBasicConstraints() >= 0) {
            throw new RefusedException(
                    place,
                    "Its certificate may issue others (CA:TRUE), so whoever trusts it trusts everybody whom its holder"
                            + " certifies.",
                    "Make it with basicConstraints=critical,CA:FALSE, ask your authority, or make a key: countersign"
                            + " key create",
                    "Make it with basicConstraints=critical,CA:FALSE, ask your authority, or make a key here.");
        }
        holds(place, chain);
    }

    private static boolean stamps(X509Certificate signer) {
        try {
            List<String> purposes = signer.getExtendedKeyUsage();
            return purposes != null && purposes.contains(TIME_STAMPING);
        } catch (CertificateParsingException e) {
            return true;
        }
    }

    private static void authority(String place, X509Certificate one, boolean signer) throws RefusedException {
        String whose = signer ? "Its certificate" : "The certificate of its authority " + name(one);
        // Nobody relies on what a root says of itself.
        boolean root = !signer && one.getSubjectX500Principal().equals(one.getIssuerX500Principal());
        Optional<String> weak = root ? Optional.empty() : weakSignature(one);
        if (weak.isPresent()) {
            throw new RefusedException(
                    place, whose + " is signed with " + weak.get() + ".", "Ask your authority for a new certificate.");
        }
        Optional<String> key = signer ? Optional.empty() : weakness(one.getPublicKey());
        if (key.isPresent()) {
            throw new RefusedException(
                    place,
                    whose + " has a key that is " + key.get() + ", which not every verifier takes.",
                    MAKE,
                    "Make one.");
        }
    }

    /// Whether a timestamp rests on keys and digests that hold as long as those of signers must.
    static void checkStamping(List<X509Certificate> chain) throws RefusedException {
        for (X509Certificate one : chain) {
            authority("", one, false);
        }
    }

    /// Each certificate is issued by the next one (RFC 5280, 6.1.3 and 6.1.4).
    private static void holds(String place, List<X509Certificate> chain) throws RefusedException {
        for (int i = 0; i + 1 < chain.size(); i++) {
            X509Certificate issuer = chain.get(i + 1);
            if (!issued(chain.get(i), issuer)) {
                throw new RefusedException(
                        place,
                        "Its chain does not hold: the certificate of " + name(chain.get(i)) + " is not issued by the"
                                + " key of " + name(issuer) + ".",
                        "Ask your authority for the chain.");
            }
            if (!TrustCheck.authority(issuer) || issuer.getBasicConstraints() < i) {
                throw new RefusedException(
                        place,
                        "Its chain does not hold: the certificate of " + name(issuer) + " may not issue others, or not"
                                + " so many in a row.",
                        "Ask your authority for the chain.");
            }
        }
        X509Certificate last = chain.getLast();
        if (last.getSubjectX500Principal().equals(last.getIssuerX500Principal()) && !issued(last, last)) {
            throw new RefusedException(
                    place,
                    "The certificate of " + name(last) + " says that it is signed by its own key, and is not.",
                    "Ask your authority for the chain.");
        }
    }

    /// Whether one key signed the other's certificate.
    static boolean issued(X509Certificate one, X509Certificate issuer) {
        try {
            one.verify(issuer.getPublicKey());
            return one.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException not) {
            return false;
        }
    }

    /// Whether the certificates are valid at a time: what is imported is used from now on.
    static void checkValid(String place, List<X509Certificate> chain, Instant now) throws RefusedException {
        for (X509Certificate one : chain) {
            Instant from = one.getNotBefore().toInstant();
            Instant until = one.getNotAfter().toInstant();
            String whose = one.equals(chain.getFirst()) ? "Its certificate" : "The certificate of " + name(one);
            if (now.isBefore(from)) {
                throw new RefusedException(
                        place, whose + " is not valid before " + Formats.instant(from) + ".", "Wait, or use another.");
            }
            if (now.isAfter(until)) {
                throw new RefusedException(
                        place,
                        whose + " expired on " + Formats.instant(until) + ".",
                        "Ask your authority for a new certificate, or make a key: countersign key create",
                        "Ask your authority for a new certificate, or make a key.");
            }
        }
    }

    /// Why not every verifier takes a key; empty where all do.
    private static Optional<String> weakness(PublicKey key) {
        if (key instanceof RSAPublicKey rsa && key.getAlgorithm().equals("RSA")) {
            int bits = rsa.getModulus().bitLength();
            return bits >= SHORTEST_RSA ? Optional.empty() : Optional.of("RSA of " + bits + " bits");
        }
        if (key instanceof ECPublicKey ec) {
            try {
                var parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(ec.getParams());
                String curve =
                        parameters.getParameterSpec(ECGenParameterSpec.class).getName();
                return CURVES.contains(curve) ? Optional.empty() : Optional.of("EC on the curve " + curve);
            } catch (GeneralSecurityException unnamed) {
                return Optional.of("EC on a curve without a name");
            }
        }
        // Measured: both refuse it in CMS (evidence.md 3).
        return Optional.of(
                key instanceof EdECPublicKey edwards
                        ? edwards.getParams().getName() + ", which pdfsig and openssl cms do not take"
                        : key.getAlgorithm().equals("EC")
                                ? "EC on another curve"
                                : Formats.brief(key.getAlgorithm(), LONGEST));
    }

    private static Optional<String> weakSignature(X509Certificate one) {
        return weakSignature(one.getSigAlgName(), one.getSigAlgParams());
    }

    /// Why not to rely on a signature over a certificate or a revocation list; empty where one can.
    ///
    /// @param parameters of the algorithm, as they are written
    static Optional<String> weakSignature(String algorithm, byte @org.jspecify.annotations.Nullable [] parameters) {
        String name = algorithm.toUpperCase(Locale.ROOT);
        if (SIGNATURES.contains(name) || (name.equals("RSASSA-PSS") && isModern(parameters))) {
            return Optional.empty();
        }
        return Optional.of(
                name.contains("SHA1") || name.contains("MD")
                        ? algorithm + ", which can be forged"
                        : algorithm + ", which not every verifier takes");
    }

    /// The digest of RSASSA-PSS (RFC 4055, 3.1); absent parameters mean SHA-1.
    private static boolean isModern(byte @org.jspecify.annotations.Nullable [] parameters) {
        if (parameters == null) {
            return false;
        }
        try {
            var pss = AlgorithmParameters.getInstance("RSASSA-PSS");
            pss.init(parameters);
            return DIGESTS.contains(pss.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        } catch (GeneralSecurityException | java.io.IOException unreadable) {
            return false;
        }
    }

    static String name(X509Certificate one) {
        return Formats.visible(SigningKey.nameOf(one));
    }
}
