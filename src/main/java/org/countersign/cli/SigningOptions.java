package org.countersign.cli;

import java.util.Optional;
import org.countersign.evidence.OpenKey;
import org.countersign.evidence.TimestampAuthority;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// With which key somebody signs, and who stamps the time.
final class SigningOptions {
    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE.p12|pkcs11:CONFIG",
            description =
                    "A key file; or a token, by the configuration of SunPKCS11, and #LABEL where it holds several keys.")
    private String key;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Or PIN; or - for standard input.")
    private @Nullable String passwordFile;

    @Option(
            names = "--tsa",
            paramLabel = "URL",
            description =
                    "A timestamp authority (RFC 3161), or COUNTERSIGN_TSA; without one the time is your own claim.")
    private @Nullable String tsa;

    String key() {
        return key;
    }

    /// Asked for, or read; to be wiped.
    char[] password(Terminal terminal) throws RefusedException {
        return terminal.password(
                Optional.ofNullable(passwordFile), (OpenKey.isToken(key) ? "PIN of " : "Password of ") + key + ":");
    }

    /// Empty where nobody stamps.
    Optional<TimestampAuthority> authority(RootCommand root) throws RefusedException {
        Optional<String> url = Optional.ofNullable(tsa).or(() -> root.variable("COUNTERSIGN_TSA"));
        return url.isPresent() ? Optional.of(TimestampAuthority.at(url.get())) : Optional.empty();
    }
}
