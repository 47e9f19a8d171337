package org.countersign.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperCompileManager;

/// Build step: compiles the template, so that no JRXML is ever compiled, or read, on a user's machine.
public final class CompileTemplate {
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
                    new ByteArrayInputStream(template.getBytes(StandardCharsets.UTF_8)), out);
        }
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }
}
