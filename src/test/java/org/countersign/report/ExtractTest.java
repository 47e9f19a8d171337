package org.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.countersign.evidence.AttestationMaker.Extract;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.testkit.VeraPdf;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports about one application or one group owner.
class ExtractTest {
    @TempDir
    private static Path folder;

    private static SignedCampaign campaign;

    @BeforeAll
    static void open() throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        campaign.close();
    }

    private static String text(Extract extract) throws Exception {
        Tools.need("pdftotext");
        byte[] pdf = campaign.app().exportEvidence().extract("q4", extract);
        assertThat(VeraPdf.faults(pdf)).isEmpty();
        Files.write(folder.resolve("extract.pdf"), pdf);
        return Tools.run(folder, "pdftotext", "-layout", "extract.pdf", "-").output();
    }

    @Test
    void anApplicationsReportHasItsItemsAloneAndSaysThatItIsNoEvidence() throws Exception {
        String text = text(new Extract.OfSource("slack"));
        assertThat(text)
                .contains("EXTRACT", "the application slack", "is no evidence by itself", "txt‹U+202E›exe.svc")
                .contains("Accounts read in each app")
                .doesNotContain("Answers pages.");
    }

    @Test
    void anOwnersReportHasTheirGroups() throws Exception {
        String text = text(new Extract.OfOwner("Grace@example.com"));
        assertThat(text)
                .contains("EXTRACT", "the groups of Grace@example.com", "Answers pages.", "g-oncall")
                .doesNotContain("txt‹U+202E›exe.svc")
                .doesNotContain("Accounts read in each app");
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> campaign.app().exportEvidence().extract("q4", new Extract.OfSource("nowhere")))
                .withMessageContaining("No item of q4 is of this source.");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () -> campaign.app().exportEvidence().extract("q4", new Extract.OfOwner("nobody@example.com")))
                .withMessageContaining("No group in q4 has this owner.");
    }
}
