package org.countersign.scim.pull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.countersign.work.RefusedException;
import org.countersign.work.WholeFile;

/// Tokens of several sources in one PKCS#12 file under one password, mode 0600, outside every workspace.
public final class StoredTokens {
    /// As for signing keys: the JDK's 10,000 are too few (evidence.md 3).
    private static final String ITERATIONS = "600000";

    private static final String PREFIX = "countersign-token-";

    private StoredTokens() {}

    /// Puts the token of a source there, over an older one; the file is made where there is none.
    ///
    /// @throws RefusedException where the file is none of ours or the password does not open it
    public static void put(Path file, char[] password, String source, Secret token) throws RefusedException {
        for (String part : List.of("keyPbe", "certPbe", "mac")) {
            System.setProperty("keystore.pkcs12." + part + "IterationCount", ITERATIONS);
        }
        try {
            KeyStore store = load(file, password);
            // The JDK refuses secret keys of the algorithm RAW; the bytes are the token's all the same.
            store.setKeyEntry(
                    PREFIX + source,
                    new SecretKeySpec(token.reveal().getBytes(StandardCharsets.US_ASCII), "AES"),
                    password,
                    null);
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            WholeFile.replacePrivate(file, bytes.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("memory can be written", e);
        }
    }

    /// The token of a source, where there is one.
    ///
    /// @throws RefusedException where the file cannot be opened
    public static Optional<Secret> get(Path file, char[] password, String source) throws RefusedException {
        if (!Files.exists(file)) {
            throw new RefusedException(
                    file.toString(), "There is no such file.", "Make it: countersign key store-token");
        }
        try {
            Key key = load(file, password).getKey(PREFIX + source, password);
            return key == null ? Optional.empty() : Optional.of(Secret.of(file.toString(), key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new RefusedException(
                    file.toString(), "The token of " + source + " cannot be read.", "Store it again.");
        }
    }

    private static KeyStore load(Path file, char[] password) throws GeneralSecurityException, RefusedException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password);
        } catch (NoSuchFileException none) {
            empty(store);
        } catch (IOException e) {
            if (e.getCause() instanceof java.security.UnrecoverableKeyException) {
                throw new RefusedException(
                        file.toString(), "The password does not open this file.", "There is no limit and no reset.");
            }
            throw new RefusedException(file.toString(), "This is not a PKCS#12 file.", "Name another.");
        }
        return store;
    }

    private static void empty(KeyStore store) throws GeneralSecurityException {
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty store reads nothing", e);
        }
    }
}
