package org.countersign.ui.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.VerifyDocument;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.RefusedException;

/// State of a verification: a bundle or a PDF that somebody handed over, and what it is worth. Nothing of it is taken
/// in.
public final class VerifyViewModel {
    /// A bundle is held whole while it is checked, and several times over.
    private static final int SHARE = 8;

    private final Countersign app;
    private final Clock clock;
    private final Background slow;
    private final ReadOnlyObjectWrapper<Optional<Verified>> result = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private long asked;

    /// Trusts the workspace's trusted signers where nobody names others.
    public VerifyViewModel(Countersign app, Clock clock, Background slow) {
        this.app = app;
        this.clock = clock;
        this.slow = slow;
    }

    /// What was found last.
    public ReadOnlyObjectProperty<Optional<Verified>> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// Why nothing could be found out; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The verdict of the file that was verified just now; announced.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// While it checks.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Verifies what was dropped or chosen: one bundle or PDF, and a file of certificates where there is one
    /// among them. The certificates alone are for the bundle that was verified last.
    ///
    /// @param done runs when there is something new to look at
    public void verify(List<Path> files, Runnable done) {
        List<Path> trust = files.stream().filter(VerifyViewModel::certificates).toList();
        List<Path> bundles = files.stream().filter(one -> !certificates(one)).toList();
        Optional<Path> last = result.get().map(Verified::file);
        if (files.isEmpty()) {
            return;
        }
        if (bundles.size() > 1 || trust.size() > 1) {
            problem.set(Strings.of("evidence.verify.one"));
        } else if (bundles.isEmpty() && last.isEmpty()) {
            problem.set(Strings.of("evidence.verify.noBundle"));
        } else {
            begin(
                    bundles.isEmpty() ? last.orElseThrow() : bundles.getFirst(),
                    trust.stream().findFirst(),
                    done);
        }
    }

    /// Says that something was copied.
    void say(String text) {
        message.set("");
        message.set(text);
    }

    private static boolean certificates(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).matches(".*\\.(pem|crt|cer)");
    }

    private void begin(Path bundle, Optional<Path> trust, Runnable done) {
        problem.set("");
        busy.set(true);
        long number = ++asked;
        slow.run(
                () -> check(bundle, trust),
                found -> {
                    if (number == asked) {
                        busy.set(false);
                        result.set(Optional.of(found));
                        say(Strings.of("evidence.verified", Formats.name(found.name()), found.head()));
                        done.run();
                    }
                },
                failure -> {
                    if (number == asked) {
                        busy.set(false);
                        problem.set(Failures.said(failure));
                    }
                });
    }

    private Verified check(Path bundle, Optional<Path> trust) throws RefusedException {
        List<X509Certificate> certificates = trust.isPresent() ? KeyWork.certificates(trust.get()) : roster();
        byte[] bytes = bytes(bundle);
        Map<String, Instant> revoked = revoked();
        return new Verified(
                bundle,
                bytes.length,
                Sha256.hex(bytes),
                clock.instant(),
                new Verified.Against(
                        certificates.size(),
                        trust.map(one -> String.valueOf(one.getFileName())).orElse("")),
                VerifyDocument.isDocument(bytes)
                        ? new Verified.Found.OfDocument(
                                Countersign.verifyDocument().run(bytes, certificates, revoked))
                        : new Verified.Found.OfBundle(
                                Countersign.verifyBundle().run(bytes, certificates, List.of(), revoked)));
    }

    /// What this workspace knows to be taken back.
    private Map<String, Instant> revoked() throws RefusedException {
        try (Countersign own = app.beside()) {
            var revoked = new HashMap<String, Instant>();
            own.workspace()
                    .read(tx -> new EvidenceStore(tx).revoked())
                    .forEach((one, how) -> revoked.put(one, how.from()));
            return revoked;
        }
    }

    private List<X509Certificate> roster() throws RefusedException {
        var roster = new ArrayList<X509Certificate>();
        try (Countersign own = app.beside()) {
            for (String pem : own.workspace().read(tx -> new EvidenceStore(tx).trusted())) {
                roster.addAll(KeyFile.certificates("certificate", pem.getBytes(StandardCharsets.US_ASCII)));
            }
        }
        return roster;
    }

    private static byte[] bytes(Path bundle) throws RefusedException {
        String name = Formats.visible(bundle.toString());
        try {
            if (Files.size(bundle) > Runtime.getRuntime().maxMemory() / SHARE) {
                throw new RefusedException(name, Strings.of("evidence.verify.large"), "");
            }
            return Files.readAllBytes(bundle);
        } catch (IOException e) {
            throw new RefusedException(name, Strings.of("evidence.verify.unreadable"), "");
        }
    }
}
