package org.countersign.evidence;

import java.util.ArrayList;
import java.util.List;
import org.countersign.evidence.Verification.Check;
import org.countersign.text.Formats;

/// What a verification found, in the words that the command line prints and the desktop copies. English always: it goes
/// with the evidence.
public final class VerificationText {
    /// Why nobody should take a bundle for what it claims to be.
    public static final String NOT_GENUINE = "Do not rely on this bundle. It is not what was signed.";

    private VerificationText() {}

    /// Line by line.
    public static List<String> lines(Verification verification) {
        var lines = new ArrayList<String>();
        for (Check check : verification.checks()) {
            lines.add((check.holds() ? "OK    " : "FAIL  ")
                    + check.name()
                    + (check.figure().isEmpty() ? "" : " (" + check.figure() + ")"));
            check.faults().forEach(fault -> lines.add("      " + fault));
        }
        if (verification.verdict() == Verification.Verdict.NOT_GENUINE) {
            lines.add(NOT_GENUINE);
            return lines;
        }
        lines.add("");
        lines.add("Campaign " + verification.campaign() + " was signed by:");
        signers(verification.signers(), lines);
        lines.add("");
        verification.reviewed().ifPresent(reviewed -> lines.add(outcome(reviewed)));
        lines.add(
                switch (verification.verdict()) {
                    case NOT_GENUINE -> NOT_GENUINE;
                    case STRANGER ->
                        "A signer is not one of your trusted signers: "
                                + String.join(", ", verification.strangers())
                                + ". Do not rely on this bundle before you know who that is.";
                    case ASSERTED ->
                        "Consistent in itself. Who the signers are is as asserted by the campaign's owner: use --trust TRUST.pem.";
                    case INCOMPLETE, COMPLETE ->
                        "Genuine, and signed by these, each with a certificate that is or is issued by one of yours.";
                });
        return lines;
    }

    private static String outcome(Reviewed reviewed) {
        return reviewed.complete()
                ? "Complete: each of its " + Formats.counted(reviewed.items(), "item") + " has an outcome."
                : "Incomplete: " + Formats.number(reviewed.open()) + " of its "
                        + Formats.counted(reviewed.items(), "item")
                        + " have no outcome, and count as open.";
    }

    private static void signers(List<Signer> signers, List<String> lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("role", "address", "SHA-256 of the certificate"));
        signers.forEach(one ->
                rows.add(List.of(Formats.visible(one.role()), Formats.visible(one.address()), one.fingerprint())));
        int role = width(rows, 0);
        int address = width(rows, 1);
        rows.forEach(row -> lines.add(padded(row.get(0), role) + padded(row.get(1), address) + row.get(2)));
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .max()
                .orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.codePointCount(0, text.length()) + 2);
    }
}
