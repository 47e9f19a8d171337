package org.countersign.ui.evidence;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// The signers whom this workspace trusts, with fingerprints to compare.
final class RosterPanel {
    private static final double HIGHEST = 300;

    private final Clock clock;
    private List<SignerFacts> shown = List.of();
    private final VBox signers = Parts.column(10);
    private final ScrollPane scroll = Parts.scrolled(signers);
    private final TextFlow none = Parts.sentence(Strings.of("evidence.roster.none"), "t-muted");
    private final VBox view;

    /// @param add asks for a certificate
    /// @param revoke asks for one to be taken back
    RosterPanel(Runnable add, Consumer<List<SignerFacts>> revoke, Clock clock) {
        this.clock = clock;
        var link = new Hyperlink(Strings.of("evidence.roster.add"));
        link.setId("evidence-trust-add");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(_ -> add.run());
        var back = new Hyperlink(Strings.of("evidence.revoke"));
        back.setId("evidence-revoke");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(_ -> revoke.accept(shown));
        scroll.setMaxHeight(Zoom.of(HIGHEST));
        scroll.getStyleClass().add("person-scroll");
        signers.setId("evidence-roster");
        view = Parts.styled(
                Parts.column(
                        10,
                        Parts.row(8, Parts.label(Strings.of("evidence.roster"), "t-section"), Parts.space(), link),
                        none,
                        scroll,
                        back),
                "panel",
                "pad");
    }

    VBox view() {
        return view;
    }

    void show(List<SignerFacts> roster, Map<String, Instant> taken) {
        shown = roster;
        none.setVisible(roster.isEmpty());
        none.setManaged(roster.isEmpty());
        scroll.setVisible(!roster.isEmpty());
        scroll.setManaged(!roster.isEmpty());
        signers.getChildren()
                .setAll(roster.stream()
                        .map(one -> signer(one, Optional.ofNullable(taken.get(one.fingerprint()))))
                        .toList());
    }

    /// @param taken since when it is revoked
    private VBox signer(SignerFacts signer, Optional<Instant> taken) {
        EvidenceWords.Standing standing = EvidenceWords.standing(signer, clock);
        Label name = Parts.label(Formats.name(signer.name()), "t-medium");
        name.setTooltip(new Tooltip(Formats.line(String.join(", ", signer.addresses()))));
        return Parts.column(
                2,
                Parts.row(
                        8,
                        taken.isPresent()
                                ? Parts.icon(BootstrapIcons.X_OCTAGON_FILL, "i14", "k-revoke")
                                : icon(standing),
                        name,
                        Parts.space(),
                        taken.map(at -> Parts.whole(
                                        Strings.of("evidence.revoked.on", Spoken.day(at, clock.getZone())),
                                        "t-small",
                                        "c-revoke"))
                                .orElseGet(() -> Parts.whole(
                                        EvidenceWords.briefly(signer, clock),
                                        "t-small",
                                        standing == EvidenceWords.Standing.ENDING ? "c-medium" : "t-muted"))),
                Parts.padded(fingerprint(signer), 0, 0, 0, 22));
    }

    private static FontIcon icon(EvidenceWords.Standing standing) {
        return switch (standing) {
            case GOOD -> Parts.icon(BootstrapIcons.CHECK_CIRCLE, "i14", "k-approve");
            case ENDING -> Parts.icon(BootstrapIcons.DIAMOND_FILL, "i14", "k-medium");
            case OUT -> Parts.icon(BootstrapIcons.DASH_CIRCLE, "i14", "k-subtle");
        };
    }

    static VBox fingerprint(SignerFacts signer) {
        VBox lines = Parts.column(0);
        signer.groups().forEach(line -> lines.getChildren().add(Parts.whole(line, "t-mono", "t-muted")));
        lines.setAccessibleText(Strings.of("evidence.fingerprint", signer.fingerprint()));
        return lines;
    }
}
