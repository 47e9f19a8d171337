package org.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileTemplateTest {
    private static final String JRXML = "src/main/resources/org/countersign/report/attestation.jrxml";

    @Test
    void theSameTemplateCompilesToTheSameBytes(@TempDir Path folder) throws Exception {
        Path one = folder.resolve("one.jasper");
        Path other = folder.resolve("other.jasper");
        CompileTemplate.main(new String[] {JRXML, one.toString()});
        CompileTemplate.main(new String[] {JRXML, other.toString()});
        assertThat(Files.readAllBytes(other)).isNotEmpty().isEqualTo(Files.readAllBytes(one));
    }

    @Test
    void anElementThatHasAnIdKeepsIt() {
        String template =
                "<jasperReport name=\"a\" uuid=\"1\"><element kind=\"line\"/><element uuid=\"2\" kind=\"line\"/>";
        assertThat(CompileTemplate.named(template))
                .contains("<jasperReport name=\"a\" uuid=\"1\">", "<element uuid=\"2\" kind")
                .containsPattern("<element uuid=\"[0-9a-f-]{36}\" kind=\"line\"/>")
                .isEqualTo(CompileTemplate.named(template));
    }
}
