package org.countersign.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/// A token in software (SoftHSM 2), in a folder of its own. A test is skipped where SoftHSM is not installed, and fails
/// there in CI.
///
/// The module reads where its tokens lie from the environment, once for a process; so the first folder is told in a
/// file that the build names, and all tokens of a run lie side by side.
public final class SoftToken {
    /// Of every token.
    public static final String PIN = "24681357";

    private static final List<String> MODULES = List.of(
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib64/pkcs11/libsofthsm2.so",
            "/usr/local/lib/softhsm/libsofthsm2.so");
    private static final AtomicInteger TOKENS = new AtomicInteger();

    private final Path configuration;

    /// Makes one.
    public SoftToken(Path folder) throws IOException {
        Tools.need("softhsm2-util");
        String module = MODULES.stream()
                .filter(one -> Files.exists(Path.of(one)))
                .findFirst()
                .orElse("");
        Assumptions.assumeFalse(module.isEmpty(), "the module of SoftHSM is not where it usually is");
        String conf = System.getenv().getOrDefault("SOFTHSM2_CONF", "");
        Assumptions.assumeFalse(conf.isEmpty(), "SOFTHSM2_CONF is not set");
        Files.createDirectories(folder);
        Files.writeString(Path.of(conf), "directories.tokendir = " + folder + "\nobjectstore.backend = file\n");
        String label = "countersign" + TOKENS.incrementAndGet() + "-"
                + ProcessHandle.current().pid();
        Tools.Answer made = Tools.run(
                folder, "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN);
        String slot = made.output()
                .replaceAll("(?s).*reassigned to slot (\\d+).*", "$1")
                .strip();
        configuration = Files.writeString(
                folder.resolve("token.cfg"),
                "name = " + label + "\nlibrary = " + module + "\nslot = " + slot
                        + "\nattributes(generate,CKO_PRIVATE_KEY,*) = {\n  CKA_SENSITIVE = true\n  CKA_EXTRACTABLE = false\n"
                        + "  CKA_TOKEN = true\n}\n");
    }

    /// As `--key` takes it.
    public String key() {
        return "pkcs11:" + configuration;
    }

    /// Issues a certificate for a public key.
    public interface Issuer {
        /// The certificate.
        X509Certificate certify(PublicKey key) throws Exception;
    }

    /// Makes a key that cannot leave the token, with a certificate.
    public void make(String label, Issuer issuer) throws Exception {
        Provider provider = Security.getProvider("SunPKCS11").configure(configuration.toString());
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, PIN.toCharArray());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        store.setKeyEntry(label, pair.getPrivate(), null, new Certificate[] {issuer.certify(pair.getPublic())});
    }
}
