package org.countersign.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// A key on a token or smart card (PKCS#11), through the JDK's SunPKCS11: the key itself never leaves the token.
///
/// The configuration is the JDK's (its PKCS#11 Reference Guide): at least `name = …` and `library =
/// /path/to/module.so`. The library is native code that runs in this program, so only a person who names it decides on
/// it.
final class Token {
    /// Why a token does not open, where it is the PIN.
    static final String WRONG_PIN = "The PIN does not open this token.";

    private Token() {}

    /// @param label of the key; empty where there is one alone
    static SigningKey open(Path configuration, String label, char[] pin) throws RefusedException {
        String place = "pkcs11:" + configuration;
        if (!Files.isReadable(configuration)) {
            throw new RefusedException(
                    place,
                    "There is no configuration that can be read here.",
                    "Write a file with two lines: name = Token and library = /path/to/the/module.so");
        }
        Provider provider = provider(place, configuration);
        KeyStore store = store(place, provider, pin);
        try {
            List<String> keys = Collections.list(store.aliases()).stream()
                    .filter(alias -> holdsKey(store, alias))
                    .filter(alias -> label.isEmpty() || alias.equals(label))
                    .sorted()
                    .toList();
            if (keys.size() != 1) {
                throw new RefusedException(
                        place,
                        keys.isEmpty()
                                ? "This token holds no private key with a certificate"
                                        + (label.isEmpty() ? "." : " of the label " + Formats.visible(label) + ".")
                                : "This token holds several keys: " + Formats.visible(String.join(", ", keys)) + ".",
                        keys.isEmpty()
                                ? "Put the certificate onto the token, under the label and id of its key."
                                : "Name one: pkcs11:CONFIG#LABEL");
            }
            var chain = new ArrayList<X509Certificate>();
            for (Certificate one : store.getCertificateChain(keys.getFirst())) {
                // A plain copy, which lives longer than the session with the token.
                chain.addAll(KeyFile.certificates(
                        place,
                        SigningKey.pem((X509Certificate) one).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            }
            KeyFitness.check(place, chain);
            var key = new SigningKey((PrivateKey) store.getKey(keys.getFirst(), null), chain, Optional.of(provider));
            KeyFile.requirePair(place, key);
            return key;
        } catch (GeneralSecurityException | ProviderException | IllegalStateException e) {
            throw new RefusedException(
                    place, "The key on this token cannot be used: " + Formats.visible(reason(e)) + ".", "");
        }
    }

    private static Provider provider(String place, Path configuration) throws RefusedException {
        Provider sun = Security.getProvider("SunPKCS11");
        if (sun == null) {
            throw new RefusedException(
                    place, "This Java has no PKCS#11 (module jdk.crypto.cryptoki).", "Install a whole JDK.");
        }
        try {
            return sun.configure(configuration.toString());
        } catch (InvalidParameterException | ProviderException | UnsupportedOperationException e) {
            throw new RefusedException(
                    place,
                    "The token's library cannot be used: " + Formats.visible(reason(e)) + ".",
                    "Is the token there, and does library name its PKCS#11 module?");
        }
    }

    private static KeyStore store(String place, Provider provider, char[] pin) throws RefusedException {
        try {
            // A token stays open for the whole program, to whatever PIN is typed next.
            if (provider instanceof AuthProvider open) {
                open.logout();
            }
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return store;
        } catch (IOException | GeneralSecurityException | ProviderException e) {
            String reason = reason(e);
            if (reason.startsWith("CKR_PIN")) {
                throw new RefusedException(place, WRONG_PIN, "After some wrong PINs a token locks itself.");
            }
            throw new RefusedException(
                    place, "The token cannot be read: " + Formats.visible(reason) + ".", "Is it plugged in?");
        }
    }

    private static boolean holdsKey(KeyStore store, String alias) {
        try {
            return store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// The innermost words: those around them are of the JDK's classes.
    private static String reason(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        String words = Formats.brief(String.valueOf(inner.getMessage()), 200);
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }
}
