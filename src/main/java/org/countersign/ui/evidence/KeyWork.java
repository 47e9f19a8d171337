package org.countersign.ui.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.countersign.app.Countersign;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.KeyRequest;
import org.countersign.evidence.OpenKey;
import org.countersign.evidence.SigningKey;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.work.RefusedException;
import org.countersign.work.WholeFile;

/// What is done with key files, away from the window's thread. No passphrase is wiped here.
final class KeyWork {
    private KeyWork() {}

    /// A new key.
    static OwnKey make(KeyDraft draft, Clock clock) throws RefusedException {
        Path file = KeyWords.file(draft.file());
        return new OwnKey(
                file.toString(),
                KeyFile.create(file, draft.name().strip(), draft.address().strip(), draft.passphrase(), clock)
                        .certificate());
    }

    /// A key file or a token, to see whose it is.
    static OwnKey look(String named, char[] passphrase) throws RefusedException {
        String key = KeyWords.key(named);
        return new OwnKey(key, OpenKey.of(key, passphrase).certificate());
    }

    /// An organisation's key file, written anew under the same passphrase.
    static OwnKey take(String from, char[] passphrase, String to, Clock clock) throws RefusedException {
        Path own = KeyWords.file(to);
        return new OwnKey(
                own.toString(),
                KeyFile.take(KeyWords.file(from), passphrase, own, passphrase, clock)
                        .certificate());
    }

    /// Puts a key in the place of another, which signs that it does.
    static OwnKey rotate(Countersign own, String old, char[] passphrase, String fresh, char[] second)
            throws RefusedException {
        String named = KeyWords.key(fresh);
        // The old one signs; where both lie on one token, the one that was opened last can.
        SigningKey to = OpenKey.of(named, second);
        SigningKey from = OpenKey.of(KeyWords.key(old), passphrase);
        own.signers().replace().run(own.actor(), from, to);
        return new OwnKey(named, to.certificate());
    }

    /// The certificates of a file, before anybody trusts them.
    static List<X509Certificate> certificates(Path file) throws RefusedException {
        try {
            return KeyFile.certificates(Formats.visible(file.toString()), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new RefusedException(Formats.visible(file.toString()), Strings.of("evidence.verify.unreadable"), "");
        }
    }

    /// Asks an authority to certify a key; the request is written, the key stays where it is.
    static OwnKey request(String named, char[] passphrase, String to) throws RefusedException {
        String key = KeyWords.key(named);
        var opened = OpenKey.of(key, passphrase);
        WholeFile.replace(KeyWords.file(to), KeyRequest.pem(opened).getBytes(StandardCharsets.US_ASCII));
        return new OwnKey(key, opened.certificate());
    }

    /// Puts the certificate that an authority issued into a key file.
    static OwnKey certify(String named, char[] passphrase, String answer, Clock clock) throws RefusedException {
        Path file = KeyWords.file(named);
        Path given = KeyWords.file(answer);
        return new OwnKey(
                file.toString(),
                KeyFile.certify(file, passphrase, given.toString(), certificates(given), clock)
                        .certificate());
    }
}
