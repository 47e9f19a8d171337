package org.countersign.ui.evidence;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// A person's own key: made here, or opened to be looked at.
final class KeyPanel {
    private final KeysViewModel keys;
    private final EvidenceQuestions questions;
    private final FilePicker picker;
    private final Clock clock;
    private final VBox facts = Parts.column(8);
    private final VBox view;
    private final KeyQuestions further;
    private final Runnable rotated;

    /// @param rotated runs once another key took the place of one
    KeyPanel(KeysViewModel keys, EvidenceAsks asks, Runnable rotated, FilePicker picker, Clock clock) {
        this.further = asks.keys();
        this.rotated = rotated;
        this.keys = keys;
        this.questions = asks.signing();
        this.picker = picker;
        this.clock = clock;
        Button make = new Button(Strings.of("evidence.key.make"));
        make.setId("evidence-key-make");
        make.setOnAction(_ -> asks.signing().make());
        Button look = new Button(Strings.of("evidence.key.look"));
        look.setId("evidence-key-look");
        look.setOnAction(_ -> asks.signing().look());
        Hyperlink take = link("evidence-key-take", "evidence.key.take", asks.keys()::take);
        view = Parts.styled(
                Parts.column(
                        10,
                        Parts.label(Strings.of("evidence.key"), "t-section"),
                        facts,
                        Parts.row(8, make, look),
                        take),
                "panel",
                "pad");
    }

    VBox view() {
        return view;
    }

    void show(Optional<OwnKey> own, Optional<EvidenceState> state) {
        if (own.isEmpty()) {
            facts.getChildren().setAll(Parts.sentence(Strings.of("evidence.key.none"), "t-muted"));
            return;
        }
        OwnKey key = own.get();
        SignerFacts signer = key.facts();
        Optional<Instant> revoked = state.map(one -> one.revoked().get(signer.fingerprint()));
        boolean trusted = state.filter(one -> one.trusts(signer.fingerprint())).isPresent();
        VBox named = Parts.column(
                1,
                Parts.label(Formats.name(signer.name()), "t-medium"),
                Parts.label(Formats.line(String.join(", ", signer.addresses())), "t-small", "t-muted"),
                Parts.label(
                        Strings.of("evidence.key.kind", signer.algorithm(), EvidenceWords.until(signer, clock)),
                        "t-small",
                        "t-muted"));
        Node fingerprint = RosterPanel.fingerprint(signer);
        fingerprint.setId("evidence-key-fingerprint");
        facts.getChildren()
                .setAll(
                        Parts.top(10, Parts.icon(BootstrapIcons.KEY, "i20", "k-accent"), Parts.grow(named)),
                        fingerprint,
                        revoked.map(this::taken).orElseGet(() -> standing(key, trusted)),
                        new FlowPane(
                                12,
                                2,
                                link("evidence-key-qr", "evidence.key.qr", () -> further.qr(signer)),
                                link("evidence-key-request", "evidence.key.request", further::request),
                                link("evidence-key-certify", "evidence.key.certify", further::certify),
                                link("evidence-key-rotate", "evidence.key.rotate", () -> further.rotate(rotated))));
    }

    private static Hyperlink link(String id, String key, Runnable then) {
        var link = new Hyperlink(Strings.of(key));
        link.setId(id);
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(_ -> then.run());
        return link;
    }

    private Node taken(Instant at) {
        return Parts.row(
                8,
                Parts.icon(BootstrapIcons.X_OCTAGON_FILL, "i14", "k-revoke"),
                Parts.label(Strings.of("evidence.revoked.on", Spoken.day(at, clock.getZone())), "t-small", "c-revoke"));
    }

    private Node standing(OwnKey key, boolean trusted) {
        var save = new Hyperlink(Strings.of("evidence.key.save"));
        save.setId("evidence-key-save");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(_ -> picker.save(
                        Strings.of("evidence.key.save"), key.facts().addresses().getFirst() + ".pem")
                .ifPresent(file -> keys.save(key, file)));
        if (trusted) {
            return Parts.row(
                    8,
                    Parts.icon(BootstrapIcons.CHECK_CIRCLE_FILL, "i14", "k-approve"),
                    Parts.grow(Parts.wrapping(Strings.of("evidence.key.trusted"), "t-small")),
                    save);
        }
        var trust = new Hyperlink(Strings.of("evidence.key.trust"));
        trust.setId("evidence-key-trust");
        trust.setMinWidth(Region.USE_PREF_SIZE);
        trust.setOnAction(_ -> questions.trust(List.of(key.certificate())));
        return Parts.row(
                8,
                Parts.icon(BootstrapIcons.CIRCLE, "i14", "k-subtle"),
                Parts.grow(Parts.wrapping(Strings.of("evidence.key.untrusted"), "t-small", "t-muted")),
                trust,
                save);
    }
}
