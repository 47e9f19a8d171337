package org.countersign.scim.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.countersign.work.RefusedException;

/// Whatever a server answers, its page is read soon, or refused.
class ListPageFuzzTest {
    @FuzzTest(maxDuration = "4m")
    void page(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".json");
        long start = System.nanoTime();
        try {
            Files.write(file, bytes);
            look(file, bytes.length);
        } finally {
            Files.delete(file);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }

    private static void look(Path file, int length) throws IOException {
        try {
            ListPage page = ListPage.list(file, "http://127.0.0.1");
            assertThat(page.ids().size()).isLessThanOrEqualTo(page.resources());
            assertThat(page.withMembers()).isLessThanOrEqualTo(page.resources());
            assertThat(page.resources()).isLessThanOrEqualTo(length);
        } catch (RefusedException e) {
            assertThat(e.reason()).isNotBlank();
            assertThat(e.remedy()).isNotBlank();
        }
        try {
            assertThat(ListPage.single(file, "http://127.0.0.1").resources()).isLessThanOrEqualTo(1);
        } catch (RefusedException e) {
            assertThat(e.reason()).isNotBlank();
        }
    }
}
