package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.TrustCertificate;
import org.countersign.scim.pull.Secret;
import org.countersign.scim.pull.StoredTokens;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `key create`, `key show`, `key trust`, `key store-token`; the rest of `key` has a class each.
@Command(
        name = "key",
        description = "Signing keys, the trusted signers, and tokens.",
        subcommands = {
            KeyImportCommand.class,
            KeyRequestCommand.class,
            KeyCertifyCommand.class,
            KeyRotateCommand.class,
            KeyRevokeCommand.class
        })
final class KeyCommand {
    @ParentCommand
    private RootCommand root;

    @Command(name = "create", description = "Makes a signing key (EC P-256) with a certificate for 5 years.")
    int create(
            @Parameters(paramLabel = "OUT.p12") Path file,
            @Option(names = "--name", required = true) String name,
            @Option(names = "--email", required = true) String email,
            @Option(names = "--password-file", paramLabel = "FILE", description = "Or - for standard input.") @Nullable
                    String passwordFile)
            throws RefusedException {
        char[] password = root.terminal()
                .password(Optional.ofNullable(passwordFile), "Password for the new key (no reset exists):");
        try {
            show(KeyFile.create(file, name, email, password, root.clock()).certificate());
            root.terminal().line("Written to " + file + ". There is no recovery: keep a copy and the password.");
            return 0;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @Command(name = "show", description = "A certificate or key file's fingerprint, or the trusted signers.")
    int show(
            @Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file,
            @Option(names = "--password-file", paramLabel = "FILE") @Nullable String passwordFile,
            @Option(names = "--format", defaultValue = "table", description = "Of the trusted signers.") Format format)
            throws RefusedException {
        if (file == null) {
            return signers(format);
        }
        if (file.toString().endsWith(".p12") || file.toString().endsWith(".pfx")) {
            char[] password = root.terminal().password(Optional.ofNullable(passwordFile), "Password:");
            try {
                X509Certificate certificate = KeyFile.open(file, password).certificate();
                show(certificate);
                root.terminal().raw(SigningKey.pem(certificate));
                return 0;
            } finally {
                Arrays.fill(password, '\0');
            }
        }
        KeyFile.certificates(file.toString(), root.terminal().read(file)).forEach(this::show);
        return 0;
    }

    private int signers(Format format) throws RefusedException {
        var signers = new ArrayList<X509Certificate>();
        try (var app = root.open()) {
            for (String pem : app.workspace().read(tx -> new EvidenceStore(tx).trusted())) {
                signers.add(KeyFile.certificates("certificate", pem.getBytes(StandardCharsets.US_ASCII))
                        .getFirst());
            }
        }
        switch (format) {
            case table -> {
                if (signers.isEmpty()) {
                    root.terminal().line("No signer is trusted yet. Take one in: countersign key trust CERT");
                }
                signers.forEach(this::show);
            }
            case csv ->
                root.terminal()
                        .csv(
                                List.of("name", "addresses", "validUntil", "sha256"),
                                signers.stream()
                                        .map(one -> List.of(
                                                SigningKey.nameOf(one),
                                                String.join(" ", SigningKey.addresses(one)),
                                                Formats.instant(
                                                        one.getNotAfter().toInstant()),
                                                SigningKey.fingerprint(one)))
                                        .toList());
            case json -> {
                ObjectNode node = CanonicalJson.object();
                ArrayNode array = node.putArray("signers");
                for (X509Certificate one : signers) {
                    ObjectNode signer = array.addObject().put("name", SigningKey.nameOf(one));
                    SigningKey.addresses(one).forEach(signer.putArray("addresses")::add);
                    signer.put("validUntil", Formats.instant(one.getNotAfter().toInstant()))
                            .put("sha256", SigningKey.fingerprint(one));
                }
                root.terminal().json(node);
            }
        }
        return 0;
    }

    @Command(
            name = "trust",
            description = "Takes a certificate into the trusted signers, once its fingerprint is confirmed.")
    int trust(
            @Parameters(paramLabel = "CERT") Path file,
            @Option(
                            names = "--for",
                            paramLabel = "EMAIL",
                            description = "Refuses one that does not carry this address.")
                    @Nullable
                    String address,
            @Option(
                            names = "--sha256",
                            paramLabel = "FINGERPRINT",
                            description = "As its holder told you by another way: eight groups; refuses any other.")
                    @Nullable
                    String fingerprint)
            throws RefusedException {
        List<X509Certificate> certificates = new ArrayList<>(
                KeyFile.certificates(file.toString(), root.terminal().read(file)));
        for (X509Certificate certificate : certificates) {
            TrustCertificate.confirm(
                    file.toString(), certificate, Optional.ofNullable(address), Optional.ofNullable(fingerprint));
        }
        try (var app = root.openOrMake()) {
            for (X509Certificate certificate : certificates) {
                app.signers().trust().run(app.actor(), certificate);
                show(certificate);
            }
            return 0;
        }
    }

    @Command(name = "store-token", description = "Keeps a source's SCIM token under a password, for snapshot pull.")
    int storeToken(
            @Parameters(paramLabel = "FILE.p12") Path file,
            @Option(names = "--source", required = true, paramLabel = "ID") String source,
            @Option(
                            names = "--token-file",
                            required = true,
                            paramLabel = "FILE",
                            description = "Or - for standard input.")
                    String tokenFile,
            @Option(names = "--password-file", paramLabel = "FILE") @Nullable String passwordFile)
            throws RefusedException {
        if (tokenFile.equals("-") && "-".equals(passwordFile)) {
            throw new RefusedException(
                    "standard input", "The token and the password cannot both come from here.", "Use a file for one.");
        }
        Secret token = root.terminal().token(tokenFile);
        char[] password = root.terminal().password(Optional.ofNullable(passwordFile), "Password of the key store:");
        try {
            StoredTokens.put(file, password, source, token);
            root.terminal()
                    .line("The token of " + source + " is in " + file + ". The password opens it; keep both apart.");
            return 0;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    RootCommand root() {
        return root;
    }

    void show(X509Certificate certificate) {
        root.terminal()
                .line(SigningKey.nameOf(certificate) + " <"
                        + String.join(", ", SigningKey.addresses(certificate)) + ">, valid until "
                        + Formats.instant(certificate.getNotAfter().toInstant()));
        root.terminal().line("SHA-256 " + Formats.groups(SigningKey.fingerprint(certificate)));
    }
}
