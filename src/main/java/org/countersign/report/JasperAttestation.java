package org.countersign.report;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.data.JRBeanCollectionDataSource;
import net.sf.jasperreports.engine.util.JRLoader;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.SimplePdfExporterConfiguration;
import net.sf.jasperreports.renderers.SimpleDataRenderer;
import org.countersign.evidence.AttestationMaker;
import org.countersign.evidence.SigningKey;
import org.countersign.text.English;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// The attestation, laid out by JasperReports from the template compiled in the build, signed by PDFBox.
public final class JasperAttestation implements AttestationMaker {
    private static final Glyphs GLYPHS = new Glyphs();

    @Override
    public byte[] signed(Content content, byte[] decisions, SigningKey key, Stamp stamp) throws RefusedException {
        return PdfSignature.sign(ready(content, decisions), key, content.madeAt(), stamp);
    }

    @Override
    public byte[] counterSigned(String place, byte[] pdf, SigningKey key, Instant at, Stamp stamp)
            throws RefusedException {
        PdfSignature.requireRoom(place, pdf);
        return PdfSignature.sign(pdf, key, at, stamp);
    }

    @Override
    public byte[] draft(Content content) {
        return archival(content, render(content, Optional.empty()), Optional.empty());
    }

    /// What is signed next.
    static byte[] ready(Content content, byte[] decisions) {
        return archival(content, render(content, Optional.of(Sha256.hex(decisions))), Optional.of(decisions));
    }

    private static byte[] archival(Content content, byte[] pdf, Optional<byte[]> decisions) {
        return ArchivalPdf.of(pdf, content.campaign().title(), content.madeAt(), decisions);
    }

    @Override
    public Optional<String> fault(byte[] pdf, Expected expected) {
        return PdfSignature.fault(pdf, expected);
    }

    @Override
    public Inspected inspect(byte[] pdf) {
        return PdfInspection.of(pdf);
    }

    /// @param decisionsSha256 absent in a draft
    static byte[] render(Content content, Optional<String> decisionsSha256) {
        try (InputStream template =
                Objects.requireNonNull(JasperAttestation.class.getResourceAsStream("attestation.jasper"))) {
            var report = (JasperReport) JRLoader.loadObject(template);
            var parameters = new HashMap<String, Object>();
            parameters.put("draft", decisionsSha256.isPresent() ? "" : English.of(mark(content)));
            parameters.put(
                    "footer",
                    GLYPHS.markup(content.campaign().name() + " · "
                            + content.campaign().title()));
            parameters.put("made", English.of("report.made", Formats.instant(content.madeAt())));
            parameters.put(
                    "chart",
                    SimpleDataRenderer.getInstance(
                            OutcomeBar.svg(content.figures()).getBytes(StandardCharsets.UTF_8)));
            JasperPrint print = JasperFillManager.fillReport(
                    report,
                    parameters,
                    new JRBeanCollectionDataSource(new Document(content, decisionsSha256, GLYPHS).blocks()));
            return export(print);
        } catch (JRException | java.io.IOException e) {
            throw new IllegalStateException("the template comes with the program", e);
        }
    }

    private static String mark(Content content) {
        return content.extract().isPresent() ? "report.extract" : "report.draft";
    }

    private static byte[] export(JasperPrint print) throws JRException {
        var out = new ByteArrayOutputStream();
        var exporter = new JRPdfExporter();
        exporter.setExporterInput(new SimpleExporterInput(print));
        exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(out));
        var configuration = new SimplePdfExporterConfiguration();
        configuration.setTagged(true);
        configuration.setTagLanguage("en");
        exporter.setConfiguration(configuration);
        exporter.exportReport();
        return out.toByteArray();
    }
}
