package org.countersign.ui.dialog;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.countersign.evidence.SigningKey;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;

/// Asks whether a certificate is whose it says: a key with any address can be made by anybody, so the fingerprint is
/// compared by another way.
public final class CompareQuestion {
    private static final double NAMES = 110;

    private CompareQuestion() {}

    /// Asks.
    ///
    /// @param action what the default button says
    /// @param before what stands over the certificate
    /// @param after what stands under it
    /// @param problem says what the answer comes to, where it does not settle
    /// @param answer when somebody says that it is the same
    public static void ask(
            Questions questions,
            Stranger who,
            String action,
            List<Node> before,
            List<Node> after,
            Label problem,
            Questions.Answer answer) {
        Node groups = Parts.wrapping(Formats.groups(who.fingerprint()), "t-mono");
        groups.setId("packet-fingerprint");
        groups.setFocusTraversable(true);
        var body = new ArrayList<>(before);
        body.addAll(List.of(
                Parts.sentence(
                        Strings.of(
                                who.known().isEmpty() ? "campaigns.packet.new" : "campaigns.packet.other.certificate",
                                Formats.name(who.address())),
                        "t-medium"),
                Parts.fact(
                        Strings.of("campaigns.packet.certificate"),
                        Formats.name(SigningKey.nameOf(who.certificate())) + " <"
                                + String.join(", ", SigningKey.addresses(who.certificate())) + ">",
                        NAMES),
                groups,
                Parts.sentence(Strings.of("campaigns.packet.compare"), "t-muted")));
        body.addAll(after);
        questions.ask(
                Strings.of(who.owner() ? "campaigns.packet.isOwner" : "campaigns.packet.isReviewer"),
                action,
                "danger",
                answer,
                groups,
                problem,
                body.toArray(Node[]::new));
    }
}
