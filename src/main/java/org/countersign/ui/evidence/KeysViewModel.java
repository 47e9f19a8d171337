package org.countersign.ui.evidence;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private final ReadOnlyObjectWrapper<Optional<OwnKey>> own = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper running = new ReadOnlyIntegerWrapper();
    private SeenKeys seen = SeenKeys.NONE;
    private final KeyOpening opening;

    /// @param slow for deriving keys from passphrases, which takes long on purpose
    public KeysViewModel(Countersign app, Clock clock, Background background, Background slow) {
        this.app = app;
        this.clock = clock;
        this.background = background;
        opening = new KeyOpening(slow, running);
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

    /// The keys that were open in this window.
    public SeenKeys seen() {
        return seen;
    }

    /// Takes those that were open in another window on the same workspace.
    public void keep(SeenKeys keys) {
        seen = keys;
        own.set(keys.own());
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
        if (against.isPresent()) {
            draft.wipe();
            answer.accept(against.get());
            return;
        }
        once(
                () -> KeyWork.make(draft, clock),
                "evidence.key.made",
                key -> seen.made(key),
                answer,
                draft.passphrase(),
                draft.again());
    }

    /// Opens a key to look at its certificate.
    ///
    /// @param passphrase is wiped, here as below
    /// @param answer gets what stands against it; empty where it opened
    public void look(String named, char[] passphrase, Consumer<String> answer) {
        once(() -> KeyWork.look(named, passphrase), "evidence.key.opened", key -> seen.opened(key), answer, passphrase);
    }

    /// Takes over an organisation's key file.
    public void take(String from, char[] passphrase, String to, Consumer<String> answer) {
        once(
                () -> KeyWork.take(from, passphrase, to, clock),
                "evidence.key.taken",
                key -> seen.made(key),
                answer,
                passphrase);
    }

    /// Writes a request for an authority to certify a key.
    public void request(String named, char[] passphrase, String to, Consumer<String> answer) {
        once(
                () -> KeyWork.request(named, passphrase, to),
                "evidence.key.requested",
                key -> seen.opened(key),
                answer,
                passphrase);
    }

    /// Puts an authority's answer into a key file.
    public void certify(String named, char[] passphrase, String from, Consumer<String> answer) {
        once(
                () -> KeyWork.certify(named, passphrase, from, clock),
                "evidence.key.certified",
                key -> seen.opened(key),
                answer,
                passphrase);
    }

    /// Puts a new key in the place of an old one, which signs that it does.
    ///
    /// @param passphrase of the old one; both are wiped
    public void rotate(String old, char[] passphrase, String fresh, char[] second, Consumer<String> answer) {
        once(
                () -> {
                    try (Countersign beside = app.beside()) {
                        return KeyWork.rotate(beside, old, passphrase, fresh, second);
                    }
                },
                "evidence.key.rotated",
                key -> seen.replaced(old.strip(), key),
                answer,
                passphrase,
                second);
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
                    boolean earlier = revoked.from().isBefore(from.truncatedTo(ChronoUnit.SECONDS));
                    say(Strings.of(
                            earlier ? "evidence.revoked.earlier" : "evidence.revoked",
                            Spoken.at(revoked.from(), clock.getZone())));
                },
                answer);
    }

    private void once(
            Callable<OwnKey> work,
            String said,
            Function<OwnKey, SeenKeys> then,
            Consumer<String> answer,
            char[]... secrets) {
        opening.run(
                work,
                key -> {
                    keep(then.apply(key));
                    answer.accept("");
                    say(Strings.of(said, Formats.name(key.facts().name())));
                },
                answer,
                secrets);
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
                    certificates.forEach(one -> seen = seen.relied(SigningKey.fingerprint(one)));
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
