package org.countersign.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.countersign.app.Countersign;
import org.countersign.evidence.AttestationMaker;
import org.countersign.evidence.ExportEvidence;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// How long the report takes in a running program, and what its archival form and its signature add; `report.sh` runs it
/// beside a cold run of plain JasperReports (`PlainReport.java`). In this package, to see the steps one by one.
///
/// `first WORKSPACE SMALL OUT`: exports the report of a small campaign, then that of `WORKSPACE`, and prints how long the
/// second took. `steps WORKSPACE ROUNDS`: the steps in turns on the same content, the first time in a cold program, as a
/// command has it, and then so many times more in the warm one.
final class Report {
    private Report() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "first" -> first(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
            case "steps" -> steps(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void first(Path workspace, Path small, Path out) throws Exception {
        try (var app = Countersign.open(small, Clock.systemUTC())) {
            app.exportEvidence().document("q4");
        }
        try (var app = Countersign.open(workspace, Clock.systemUTC())) {
            long begun = System.nanoTime();
            byte[] pdf = app.exportEvidence().document("q4").pdf();
            Files.write(out, pdf);
            System.out.printf("%.3f s%n", (System.nanoTime() - begun) / 1e9);
        }
    }

    /// Remembers what it is asked to draw, and draws nothing.
    private static final class Listening implements AttestationMaker {
        private final JasperAttestation maker = new JasperAttestation();
        private Optional<Content> content = Optional.empty();

        @Override
        public byte[] signed(Content asked, byte[] decisions, SigningKey key, Stamp stamp) throws RefusedException {
            return maker.signed(asked, decisions, key, stamp);
        }

        @Override
        public byte[] counterSigned(String place, byte[] pdf, SigningKey key, Instant at, Stamp stamp)
                throws RefusedException {
            return maker.counterSigned(place, pdf, key, at, stamp);
        }

        @Override
        public byte[] draft(Content asked) {
            content = Optional.of(asked);
            return new byte[0];
        }

        @Override
        public Optional<String> fault(byte[] pdf, Expected expected) {
            return maker.fault(pdf, expected);
        }

        @Override
        public Inspected inspect(byte[] pdf) {
            return maker.inspect(pdf);
        }
    }

    private static void steps(Path workspace, int rounds) throws Exception {
        var listening = new Listening();
        try (var app = Countersign.open(workspace, Clock.systemUTC())) {
            new ExportEvidence(app.workspace(), app.ledger(), Clock.systemUTC(), listening).document("q4");
        }
        AttestationMaker.Content content = listening.content.orElseThrow();
        byte[] decisions = new byte[270 * content.items().size()];
        Arrays.fill(decisions, (byte) 'x');
        char[] password = "only for this measurement".toCharArray();
        Path file = workspace.resolveSibling("report.p12");
        Files.deleteIfExists(file);
        SigningKey key = KeyFile.create(file, "owner", "owner@example.com", password, Clock.systemUTC());
        String sha256 = Sha256.hex(decisions);
        var shares = new ArrayList<Double>();
        for (int round = 0; round <= rounds; round++) {
            long begun = System.nanoTime();
            byte[] drawn = JasperAttestation.render(content, Optional.of(sha256));
            long lifting = System.nanoTime();
            byte[] lifted =
                    ArchivalPdf.of(drawn, content.campaign().title(), content.madeAt(), Optional.of(decisions));
            long signing = System.nanoTime();
            byte[] signed = PdfSignature.sign(lifted, key, content.madeAt());
            long end = System.nanoTime();
            if (pages(drawn) != pages(signed) || signed.length <= lifted.length) {
                throw new IllegalStateException("not the same document");
            }
            shares.add((double) (end - begun) / (lifting - begun));
            System.out.printf(
                    "# drawn %.2f s, archival %.2f s, signed %.2f s; %d items, %d pages%n",
                    (lifting - begun) / 1e9, (signing - lifting) / 1e9, (end - signing) / 1e9,
                    content.items().size(), pages(signed));
        }
        System.out.printf("%.2f %.2f%n", shares.getFirst(), median(shares.subList(1, shares.size())));
    }

    private static int pages(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    private static double median(List<Double> of) {
        List<Double> sorted = of.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
