package org.countersign.evidence;

import java.util.ArrayList;
import java.util.List;
import org.countersign.evidence.Verification.Check;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// What a verification found, in the words that the command line prints and the desktop copies. English always: it goes
/// with the evidence.
public final class VerificationText {
    private VerificationText() {}

    /// Line by line.
    public static List<String> lines(Verification verification) {
        var lines = new ArrayList<String>();
        checks(verification.checks(), lines);
        lines.add("");
        lines.add(VerificationWords.ENGLISH.head(verification));
        lines.add(VerificationWords.ENGLISH.reason(verification));
        if (verification.verdict() != Verification.Verdict.NOT_GENUINE) {
            lines.add("");
            lines.add("Campaign " + verification.campaign() + " was signed by:");
            signers(verification.signers(), lines);
            lines.add("");
            for (Standing one : verification.standings()) {
                lines.add(time(one.signer().role() + " " + one.signer().address(), one));
                lines.add("      " + one.certificate());
            }
        }
        unproven(VerificationWords.ENGLISH.unproven(verification), lines);
        return lines;
    }

    private static String time(String who, Standing standing) {
        return Formats.visible(who + ": " + standing.time());
    }

    /// The same of a document by itself.
    public static List<String> lines(DocumentVerification verification) {
        var lines = new ArrayList<String>();
        checks(verification.checks(), lines);
        lines.add("");
        lines.add(VerificationWords.ENGLISH.head(verification));
        lines.add(VerificationWords.ENGLISH.reason(verification));
        if (!verification.signers().isEmpty()) {
            lines.add("");
            lines.add("It was signed by, as the certificates say:");
            table(
                    List.of("name", "address", "SHA-256 of the certificate"),
                    verification.signers().stream()
                            .map(one -> List.of(
                                    Formats.visible(one.name()), Formats.visible(one.address()), one.fingerprint()))
                            .toList(),
                    lines);
            lines.add("");
            for (DocumentVerification.DocumentSigner one : verification.signers()) {
                lines.add(time(one.address(), one.standing()));
                if (one.standing().revocation() instanceof Standing.Revocation.From) {
                    lines.add("      " + one.standing().certificate());
                }
            }
        }
        verification.strangers().forEach(one -> lines.add("None of your certificates stands behind " + one + "."));
        unproven(VerificationWords.ENGLISH.unproven(verification), lines);
        return lines;
    }

    private static void checks(List<Check> checks, List<String> lines) {
        for (Check check : checks) {
            lines.add((check.holds() ? "OK    " : "FAIL  ")
                    + check.name()
                    + (check.figure().isEmpty() ? "" : " (" + check.figure() + ")"));
            check.faults().forEach(fault -> lines.add("      " + fault));
        }
    }

    private static void unproven(List<String> unproven, List<String> lines) {
        lines.add("");
        lines.add(English.of("evidence.unproven") + ":");
        unproven.forEach(line -> lines.add("- " + line));
    }

    private static void signers(List<Signer> signers, List<String> lines) {
        table(
                List.of("role", "address", "SHA-256 of the certificate"),
                signers.stream()
                        .map(one ->
                                List.of(Formats.visible(one.role()), Formats.visible(one.address()), one.fingerprint()))
                        .toList(),
                lines);
    }

    private static void table(List<String> head, List<List<String>> body, List<String> lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(head);
        rows.addAll(body);
        int first = width(rows, 0);
        int second = width(rows, 1);
        rows.forEach(row -> lines.add(padded(row.get(0), first) + padded(row.get(1), second) + row.get(2)));
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
