package org.countersign.ui.evidence;

import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.countersign.evidence.Standing;
import org.countersign.evidence.Verification;
import org.countersign.text.Formats;
import org.countersign.ui.parts.Parts;

/// When each signature was made and what is known of its certificate, and which of it is only claimed: in the words of
/// `evidence verify`, English as the evidence is.
final class Times {
    private Times() {}

    static Node of(Verification found) {
        return found.verdict() == Verification.Verdict.NOT_GENUINE
                ? lines(List.of())
                : lines(found.standings().stream()
                        .map(one ->
                                Formats.visible(one.signer().address() + ": " + one.time() + " " + one.certificate()))
                        .toList());
    }

    static <S> Node of(List<S> signers, Function<S, String> address, Function<S, Standing> standing) {
        return lines(signers.stream()
                .map(one -> Formats.visible(address.apply(one) + ": " + said(standing.apply(one))))
                .toList());
    }

    /// No list comes with a document: what is said of its certificate is what this workspace knows.
    private static String said(Standing standing) {
        return standing.revocation() instanceof Standing.Revocation.From
                ? standing.time() + " " + standing.certificate()
                : standing.time();
    }

    private static Node lines(List<String> sentences) {
        VBox lines = Parts.column(6);
        lines.setId("evidence-times");
        sentences.forEach(one -> lines.getChildren().add(Parts.sentence(one, "t-small", "t-muted")));
        return lines;
    }
}
