import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import net.sf.jasperreports.engine.JRDataSource;
import net.sf.jasperreports.engine.JRField;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperExportManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.util.JRLoader;

/// The peer of the report: JasperReports as it comes, with the columns of the report's table of decisions and nothing else:
/// no tags, no PDF/A, no embedded fonts, no styled text, no first page.
///
/// `compile FILE.jasper`; `run FILE.jasper ROWS OUT.pdf`, which a shell times as a whole process.
final class PlainReport {
    private static final String[] HEADS = {"Account or group", "Access", "Decision", "Reviewer", "Item"};
    private static final int[] WIDTHS = {118, 110, 90, 132, 65};

    private PlainReport() {}

    public static void main(String[] arguments) throws Exception {
        Path template = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "compile" -> {
                try (OutputStream out = Files.newOutputStream(template)) {
                    JasperCompileManager.compileReportToStream(
                            new ByteArrayInputStream(jrxml().getBytes(StandardCharsets.UTF_8)), out);
                }
            }
            case "run" -> {
                var report = (JasperReport) JRLoader.loadObject(template.toFile());
                Map<String, Object> parameters = new HashMap<>();
                JasperPrint print =
                        JasperFillManager.fillReport(report, parameters, new Rows(Integer.parseInt(arguments[2])));
                try (OutputStream out = Files.newOutputStream(Path.of(arguments[3]))) {
                    JasperExportManager.exportReportToPdfStream(print, out);
                }
                System.out.println(print.getPages().size() + " pages");
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static String jrxml() {
        var out = new StringBuilder("<jasperReport name=\"plain\" language=\"java\" pageWidth=\"595\" pageHeight=\"842\" columnWidth=\"515\""
                + " leftMargin=\"40\" rightMargin=\"40\" topMargin=\"40\" bottomMargin=\"36\">\n");
        for (int i = 0; i < HEADS.length; i++) {
            out.append("<field name=\"c").append(i).append("\" class=\"java.lang.String\"/>\n");
        }
        out.append("<columnHeader height=\"22\">");
        int x = 0;
        for (int i = 0; i < HEADS.length; i++) {
            out.append("<element kind=\"staticText\" x=\"%d\" y=\"0\" width=\"%d\" height=\"20\" fontSize=\"7.5\" bold=\"true\"><text><![CDATA[%s]]></text></element>\n"
                    .formatted(x, WIDTHS[i], HEADS[i]));
            x += WIDTHS[i];
        }
        out.append("</columnHeader>\n<detail><band height=\"15\" splitType=\"Prevent\">");
        x = 0;
        for (int i = 0; i < HEADS.length; i++) {
            out.append("<element kind=\"textField\" x=\"%d\" y=\"0\" width=\"%d\" height=\"15\" fontSize=\"7.2\" textAdjust=\"StretchHeight\" stretchType=\"ElementGroupHeight\"><expression><![CDATA[$F{c%d}]]></expression><box><bottomPen lineWidth=\"0.4\" lineColor=\"#DDDAD2\"/></box></element>\n"
                    .formatted(x, WIDTHS[i], i));
            x += WIDTHS[i];
        }
        return out.append("</band></detail>\n<pageFooter height=\"24\"><element kind=\"textField\" x=\"430\" y=\"10\" width=\"60\" height=\"12\" fontSize=\"7.5\">"
                        + "<expression><![CDATA[\"Page \" + $V{PAGE_NUMBER}]]></expression></element></pageFooter>\n</jasperReport>")
                .toString();
    }

    /// What the report's table says of the accounts of `Bundle.java`.
    private static final class Rows implements JRDataSource {
        private final int rows;
        private int row = -1;

        Rows(int rows) {
            this.rows = rows;
        }

        @Override
        public boolean next() {
            row++;
            return row < rows;
        }

        @Override
        public Object getFieldValue(JRField field) {
            return switch (field.getName()) {
                case "c0" -> "Person Number " + row + "\nperson" + row + "@example.com · a" + (1_000_000 + row);
                case "c1" -> "App 1 · account\naccount as a whole";
                case "c2" -> "Approved\nasked their manager";
                case "c3" -> "reviewer1@example.com\n2026-01-01T08:10:00Z";
                default -> "i" + (1_000_000_000_000_00L + row);
            };
        }
    }
}
