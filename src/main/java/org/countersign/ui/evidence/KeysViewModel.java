package org.countersign.ui.evidence;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.evidence.SigningKey;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.WholeFile;

/// State of a person's own key, and what is done with certificates. Keys are never kept: only where the file is.
public final class KeysViewModel {
    private final Countersign app;
    private final Clock clock;
    private final Background background;
    private final Background slow;
    private final ReadOnlyObjectWrapper<Optional<OwnKey>> own = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper running = new ReadOnlyIntegerWrapper();
    private boolean opening;
    private int tries;

    /// @param slow for deriving keys from passphrases, which takes long on purpose
    public KeysViewModel(Countersign app, Clock clock, Background background, Background slow) {
        this.app = app;
        this.clock = clock;
        this.background = background;
        this.slow = slow;
    }

    /// The key that was made or opened last; none at first.
    public ReadOnlyObjectProperty<Optional<OwnKey>> ownProperty() {
        return own.getReadOnlyProperty();
    }

    /// Why something could not be done; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was just done; announced.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// While something is under way.
    public BooleanExpression busyProperty() {
        return running.greaterThan(0);
    }

    /// Takes the key that was opened in another window on the same workspace.
    public void keep(OwnKey key) {
        own.set(Optional.of(key));
    }

    /// The file of the last key, for the field that asks for one.
    public String file() {
        return own.get().map(OwnKey::named).orElse("");
    }

    /// Makes a key file.
    ///
    /// @param draft its passphrases are wiped
    /// @param answer gets what stands against it; empty where it is made
    public void make(KeyDraft draft, Consumer<String> answer) {
        Optional<String> against = draft.against();
        if (opening || against.isPresent()) {
            draft.wipe();
            against.ifPresent(answer);
            return;
        }
        secret(
                () -> {
                    try {
                        return KeyWork.make(draft, clock);
                    } finally {
                        draft.wipe();
                    }
                },
                "evidence.key.made",
                answer);
    }

    /// Opens a key to look at its certificate.
    ///
    /// @param passphrase is wiped, here as below
    /// @param answer gets what stands against it; empty where it opened
    public void look(String named, char[] passphrase, Consumer<String> answer) {
        once(passphrase, () -> KeyWork.look(named, passphrase), "evidence.key.opened", answer);
    }

    /// Takes over an organisation's key file.
    public void take(String from, char[] passphrase, String to, Consumer<String> answer) {
        once(passphrase, () -> KeyWork.take(from, passphrase, to, clock), "evidence.key.taken", answer);
    }

    /// Writes a request for an authority to certify a key.
    public void request(String named, char[] passphrase, String to, Consumer<String> answer) {
        once(passphrase, () -> KeyWork.request(named, passphrase, to), "evidence.key.requested", answer);
    }

    /// Puts an authority's answer into a key file.
    public void certify(String named, char[] passphrase, String from, Consumer<String> answer) {
        once(passphrase, () -> KeyWork.certify(named, passphrase, from, clock), "evidence.key.certified", answer);
    }

    /// Puts a new key in the place of an old one, which signs that it does.
    ///
    /// @param passphrase of the old one; both are wiped
    public void rotate(String old, char[] passphrase, String fresh, char[] second, Consumer<String> answer) {
        once(
                passphrase,
                () -> {
                    try (Countersign beside = app.beside()) {
                        return KeyWork.rotate(beside, old, passphrase, fresh, second);
                    } finally {
                        Arrays.fill(second, '\0');
                    }
                },
                "evidence.key.rotated",
                answer);
    }

    /// Takes a certificate back.
    ///
    /// @param fingerprint SHA-256, in any grouping
    /// @param answer gets what stands against it; empty where it is taken back
    void revoke(String fingerprint, Instant from, String reason, Consumer<String> answer) {
        run(
                () -> app.signers().revoke().run(app.actor(), fingerprint, from, reason),
                revoked -> {
                    answer.accept("");
                    say(Strings.of("evidence.revoked", Spoken.at(revoked.from(), clock.getZone())));
                },
                answer);
    }

    private void once(char[] passphrase, Callable<OwnKey> work, String said, Consumer<String> answer) {
        if (opening) {
            Arrays.fill(passphrase, '\0');
            return;
        }
        secret(
                () -> {
                    try {
                        return work.call();
                    } finally {
                        Arrays.fill(passphrase, '\0');
                    }
                },
                said,
                answer);
    }

    private void secret(Callable<OwnKey> work, String said, Consumer<String> answer) {
        opening = true;
        running.set(running.get() + 1);
        slow.run(
                work,
                key -> {
                    opening = false;
                    tries = 0;
                    running.set(running.get() - 1);
                    own.set(Optional.of(key));
                    answer.accept("");
                    say(Strings.of(said, Formats.name(key.facts().name())));
                },
                failure -> {
                    opening = false;
                    running.set(running.get() - 1);
                    tries += KeyWords.isWrongPassphrase(failure) ? 1 : 0;
                    answer.accept(KeyWords.said(failure, tries));
                });
    }

    /// Reads the certificates of a file, before anybody trusts them.
    public void read(Path file, Consumer<List<X509Certificate>> found) {
        run(() -> KeyWork.certificates(file), found);
    }

    /// Takes certificates into the trusted signers.
    ///
    /// @param done runs once they are there
    public void trust(List<X509Certificate> certificates, Runnable done) {
        run(
                () -> {
                    certificates.forEach(one -> app.signers().trust().run(app.actor(), one));
                    return certificates.size();
                },
                many -> {
                    done.run();
                    say(Strings.count("evidence.roster.added", many));
                });
    }

    /// Writes a certificate for others to trust.
    public void save(OwnKey key, Path file) {
        run(
                () -> {
                    WholeFile.replace(file, SigningKey.pem(key.certificate()).getBytes(StandardCharsets.US_ASCII));
                    return file;
                },
                _ -> say(Strings.of("evidence.key.saved", Formats.visible(file.toString()))));
    }

    private <T> void run(Callable<T> work, Consumer<T> done) {
        problem.set("");
        run(work, done, problem::set);
    }

    private <T> void run(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        running.set(running.get() + 1);
        background.run(
                work,
                value -> {
                    running.set(running.get() - 1);
                    done.accept(value);
                },
                failure -> {
                    running.set(running.get() - 1);
                    failed.accept(Failures.said(failure));
                });
    }

    private void say(String text) {
        message.set("");
        message.set(text);
    }
}
