package org.countersign.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.work.WholeFile;

/// Signing keys in PKCS#12 files: made here, taken over from the organisation, or made here and certified by it.
public final class KeyFile {
    /// Why a key does not open, where it is the password.
    public static final String WRONG_PASSWORD = "The password does not open this key.";

    private static final int YEARS = 5;
    /// The JDK's 10,000 are too few (evidence.md 3).
    private static final String ITERATIONS = "600000";

    private KeyFile() {}

    /// Makes an EC P-256 key with a certificate of its own for 5 years, and writes it with mode 0600.
    ///
    /// @param password is not wiped here: it is the caller's
    /// @throws RefusedException where the file exists
    public static SigningKey create(Path file, String name, String email, char[] password, Clock clock)
            throws RefusedException {
        requireNone(file);
        // An rfc822Name is ASCII (RFC 5280 4.2.1.6); what is not would be stored as something else.
        if (!Formats.isAddress(email)) {
            throw new RefusedException(
                    Formats.visible(email),
                    "This is not an e-mail address in ASCII.",
                    "Write one like name@example.com.");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            var key = new SigningKey(pair.getPrivate(), List.of(selfSigned(pair, name, email, clock)));
            write(file, key, password);
            return key;
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("the JDK makes EC keys", e);
        }
    }

    private static void requireNone(Path file) throws RefusedException {
        if (Files.exists(file)) {
            throw new RefusedException(file.toString(), "There is a file of this name already.", "Choose another.");
        }
    }

    private static void write(Path file, SigningKey key, char[] password) {
        try {
            WholeFile.create(file, bytes(key, password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK writes keys that it reads", e);
        }
    }

    private static X509Certificate selfSigned(KeyPair pair, String name, String email, Clock clock)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var subject =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
        var builder = new JcaX509v3CertificateBuilder(
                subject,
                new BigInteger(127, new SecureRandom()),
                Date.from(now.minus(1, ChronoUnit.MINUTES)),
                Date.from(now.plus(365L * YEARS, ChronoUnit.DAYS)),
                subject,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.rfc822Name, email)));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static byte[] bytes(SigningKey key, char[] password) throws GeneralSecurityException {
        for (String part : List.of("keyPbe", "certPbe", "mac")) {
            System.setProperty("keystore.pkcs12." + part + "IterationCount", ITERATIONS);
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("signing", key.key(), password, key.chain().toArray(Certificate[]::new));
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written", e);
        }
    }

    /// Opens a key file.
    ///
    /// @throws RefusedException where it is none, the password is wrong, or the key is not fit for evidence
    public static SigningKey open(Path file, char[] password) throws RefusedException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(read(file)), password);
            List<String> keys = java.util.Collections.list(store.aliases()).stream()
                    .filter(alias -> isPrivateKey(store, alias))
                    .toList();
            if (keys.isEmpty()) {
                throw new RefusedException(file.toString(), "There is no private key in this file.", "");
            }
            if (keys.size() > 1) {
                throw new RefusedException(
                        file.toString(),
                        "There are " + keys.size() + " private keys in this file: "
                                + Formats.visible(String.join(", ", keys)) + ".",
                        "Export the one that signs alone.");
            }
            var chain = new ArrayList<X509Certificate>();
            for (Certificate certificate : store.getCertificateChain(keys.getFirst())) {
                chain.add((X509Certificate) certificate);
            }
            KeyFitness.check(file.toString(), chain);
            var key = new SigningKey((PrivateKey) store.getKey(keys.getFirst(), password), chain);
            requirePair(file.toString(), key);
            return key;
        } catch (IOException e) {
            if (e.getCause() instanceof java.security.UnrecoverableKeyException) {
                throw new RefusedException(file.toString(), WRONG_PASSWORD, "There is no limit and no reset.");
            }
            throw new RefusedException(file.toString(), "This is not a PKCS#12 key file.", "");
        } catch (GeneralSecurityException e) {
            throw new RefusedException(file.toString(), "The key cannot be used: " + e.getMessage() + ".", "");
        }
    }

    private static boolean isPrivateKey(KeyStore store, String alias) {
        try {
            return store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the store is loaded", e);
        }
    }

    private static byte[] read(Path file) throws RefusedException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    file.toString(),
                    "There is no key file here.",
                    "It may have been moved, or its disk is not connected: say where it is. A key that is lost is"
                            + " replaced by a new one, which has to be trusted anew.");
        } catch (IOException e) {
            throw new RefusedException(
                    file.toString(), "The key file cannot be read.", "Only who may read the file can open the key.");
        }
    }

    /// A certificate of another key would make signatures that nobody can verify.
    static void requirePair(String place, SigningKey key) throws RefusedException {
        byte[] probe = new byte[32];
        new SecureRandom().nextBytes(probe);
        if (!key.verifies(probe, key.signed(probe))) {
            throw new RefusedException(place, "Its certificate is of another key.", "Export key and certificate anew.");
        }
    }

    /// Takes the organisation's key file over into one of our own: 600,000 iterations, mode 0600, the chain with it.
    /// The given file stays as it is.
    ///
    /// @param password of the given file
    /// @param fresh password of the new one; neither is wiped here
    /// @throws RefusedException where [#open] refuses, where a certificate is not valid now, or the new file exists
    public static SigningKey take(Path from, char[] password, Path to, char[] fresh, Clock clock)
            throws RefusedException {
        requireNone(to);
        SigningKey key = open(from, password);
        KeyFitness.checkValid(from.toString(), key.chain(), clock.instant());
        write(to, key, fresh);
        return key;
    }

    /// Puts the certificate that an authority issued for a key into its file, with the chain, in the place of the one
    /// that was there.
    ///
    /// @param given the certificate for this key, and who issued it, in any order; authorities alone lengthen the
    /// chain
    /// that is there
    /// @throws RefusedException where none is for this key, one leads nowhere, or they are not fit
    public static SigningKey certify(Path file, char[] password, String place, List<X509Certificate> given, Clock clock)
            throws RefusedException {
        SigningKey old = open(file, password);
        List<X509Certificate> chain = chain(
                place,
                old,
                given.stream().allMatch(TrustCheck::authority)
                        ? Stream.concat(old.chain().stream(), given.stream()).toList()
                        : given);
        KeyFitness.check(place, chain);
        KeyFitness.checkValid(place, chain, clock.instant());
        var key = new SigningKey(old.key(), chain);
        try {
            WholeFile.replacePrivate(file, bytes(key, password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key came out of such a file", e);
        }
        return key;
    }

    private static List<X509Certificate> chain(String place, SigningKey key, List<X509Certificate> given)
            throws RefusedException {
        var left = new ArrayList<>(given.stream().distinct().toList());
        var chain = new ArrayList<X509Certificate>();
        for (X509Certificate one : given) {
            if (one.getPublicKey().equals(key.certificate().getPublicKey())) {
                chain.add(one);
                left.remove(one);
                break;
            }
        }
        if (chain.isEmpty()) {
            throw new RefusedException(
                    place,
                    "None of these certificates is for the key " + Formats.visible(key.address()) + ".",
                    "Take the one that was issued for the request of this key.");
        }
        while (!left.isEmpty()) {
            X509Certificate last = chain.getLast();
            Optional<X509Certificate> next =
                    left.stream().filter(one -> KeyFitness.issued(last, one)).findFirst();
            if (next.isEmpty()) {
                throw new RefusedException(
                        place,
                        "The certificate of " + KeyFitness.name(left.getFirst())
                                + " is not in the chain of the certificate for this key.",
                        "Leave it out, or add what lies between.");
            }
            chain.add(next.get());
            left.remove(next.get());
        }
        return chain;
    }

    /// Certificates of a PEM text.
    public static List<X509Certificate> certificates(String name, byte[] pem) throws RefusedException {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            List<X509Certificate> certificates =
                    found.stream().map(X509Certificate.class::cast).toList();
            if (certificates.isEmpty()) {
                throw new RefusedException(name, "There is no certificate in this file.", "Name a PEM file.");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new RefusedException(name, "This is not a certificate: " + e.getMessage() + ".", "Name a PEM file.");
        }
    }
}
