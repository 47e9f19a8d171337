package org.countersign.scim.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.countersign.work.RefusedException;

/// Whatever a server answers, its page is read soon, or refused.
class ListPageFuzzTest {
    /// Of the processor: a machine that is busy elsewhere proves nothing.
    private static final Duration SOON = Duration.ofSeconds(30);

    @FuzzTest(maxDuration = "4m")
    void page(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".json");
        long start = worked();
        try {
            Files.write(file, bytes);
            look(file, bytes.length);
        } finally {
            Files.delete(file);
        }
        assertThat(Duration.ofNanos(worked() - start)).isLessThan(SOON);
    }

    private static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
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
