package org.countersign.report;

import java.nio.file.Files;
import java.nio.file.Path;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperCompileManager;

/// Build step: compiles the template, so that no JRXML is ever compiled, or read, on a user's machine.
public final class CompileTemplate {
    private CompileTemplate() {}

    /// Compiles `arguments[0]`, a JRXML, to `arguments[1]`; does nothing where that is newer.
    public static void main(String[] arguments) throws JRException, java.io.IOException {
        Path from = Path.of(arguments[0]);
        Path to = Path.of(arguments[1]);
        if (Files.exists(to) && Files.getLastModifiedTime(to).compareTo(Files.getLastModifiedTime(from)) > 0) {
            return;
        }
        Files.createDirectories(to.toAbsolutePath().getParent());
        JasperCompileManager.compileReportToFile(from.toString(), to.toString());
    }
}
