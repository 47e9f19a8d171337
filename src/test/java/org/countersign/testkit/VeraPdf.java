package org.countersign.testkit;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/// The judge of PDF/A and PDF/UA that is not ours.
public final class VeraPdf {
    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private VeraPdf() {}

    /// What breaks PDF/A-3a or PDF/UA-1 in a document, a line each.
    public static List<String> faults(byte[] pdf) {
        return java.util.stream.Stream.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1)
                .flatMap(flavour -> faults(pdf, flavour).stream())
                .toList();
    }

    private static List<String> faults(byte[] pdf, PDFAFlavour flavour) {
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            if (result.getTotalAssertions() == 0) {
                return List.of(flavour + ": nothing was checked");
            }
            return result.getTestAssertions().stream()
                    .map(one -> flavour + " " + one.getRuleId().getClause() + " test "
                            + one.getRuleId().getTestNumber() + ": " + one.getMessage() + " at "
                            + one.getLocation().getContext())
                    .toList();
        } catch (Exception e) {
            return List.of(flavour + ": " + e);
        }
    }
}
