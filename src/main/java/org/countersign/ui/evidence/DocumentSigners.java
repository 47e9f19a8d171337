package org.countersign.ui.evidence;

import javafx.scene.Node;
import javafx.scene.control.TableView;
import org.countersign.evidence.DocumentVerification;
import org.countersign.evidence.DocumentVerification.DocumentSigner;
import org.countersign.evidence.DocumentVerification.Verdict;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.Look;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Who signed a document, as their certificates say.
final class DocumentSigners {
    private DocumentSigners() {}

    static Node of(DocumentVerification found) {
        boolean reliable = found.verdict() != Verdict.NOT_GENUINE;
        TableView<DocumentSigner> table = VerifyPage.table(
                "evidence-signers",
                found.signers(),
                Look.column(Strings.of("evidence.column.signer"), 240, one -> signer(found, one)),
                Look.column(
                        Strings.of("evidence.key.name"),
                        140,
                        one -> Look.of(Formats.name(Formats.visible(one.name())), "t-muted")),
                Look.column(
                        Strings.of("evidence.column.fingerprint"),
                        180,
                        one -> Look.of(Formats.digest(Formats.visible(one.fingerprint())), "t-muted")));
        return VerifyPage.panel(
                Strings.of(reliable ? "evidence.signers" : "evidence.signers.claimed"),
                Parts.whole(
                        Strings.count("evidence.signers.many", found.signers().size()), "t-small", "t-muted"),
                Parts.column(10, table, Times.of(found.signers(), DocumentSigner::address, DocumentSigner::standing)));
    }

    private static Look signer(DocumentVerification found, DocumentSigner one) {
        String address = Formats.name(Formats.visible(one.address()));
        return switch (found.verdict()) {
            case NOT_GENUINE -> Look.of(address, "");
            case GENUINE -> Look.of(BootstrapIcons.CHECK_CIRCLE_FILL, "k-approve", address, "");
            case ASSERTED -> Look.of(BootstrapIcons.QUESTION_SQUARE_FILL, "k-unknown", address, "");
            case STRANGER ->
                found.strangers().contains(one.fingerprint())
                        ? Look.of(BootstrapIcons.QUESTION_SQUARE_FILL, "k-unknown", address, "")
                        : Look.of(BootstrapIcons.CHECK_CIRCLE_FILL, "k-approve", address, "");
        };
    }
}
