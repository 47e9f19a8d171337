package org.countersign.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperCompileManager;

/// Build step: compiles the template, so that no JRXML is ever compiled, or read, on a user's machine.
public final class CompileTemplate {
    private static final Pattern UNNAMED = Pattern.compile("<(element|jasperReport)(?=\\s)(?![^>]*\\suuid=)");

    private CompileTemplate() {}

    /// Compiles `arguments[0]`, a JRXML whose places for tables are filled, to `arguments[1]`; does nothing where that
    /// is newer.
    public static void main(String[] arguments) throws JRException, IOException {
        Path from = Path.of(arguments[0]);
        Path to = Path.of(arguments[1]);
        if (isNewer(to, from)
                && isNewer(
                        to,
                        Path.of(Block.Kind.class.getResource("Block$Kind.class").getPath()))) {
            return;
        }
        String template = Files.readString(from)
                .replace("<!-- repeated heads of tables -->", TableBands.repeated())
                .replace("<!-- tables -->", TableBands.detail());
        Files.createDirectories(to.toAbsolutePath().getParent());
        try (var out = Files.newOutputStream(to)) {
            JasperCompileManager.compileReportToStream(
                    new ByteArrayInputStream(named(template).getBytes(StandardCharsets.UTF_8)), out);
        }
    }

    /// With an id for each element that has none: JasperReports would draw one at random, and no two builds would be
    /// equal.
    static String named(String template) {
        int[] number = {0};
        return UNNAMED.matcher(template).replaceAll(tag -> {
            number[0]++;
            UUID id = UUID.nameUUIDFromBytes(("element " + number[0]).getBytes(StandardCharsets.US_ASCII));
            return tag.group() + " uuid=\"" + id + "\"";
        });
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }
}
