package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.countersign.scim.Archive;
import org.countersign.scim.Assembly;
import org.countersign.scim.Columns;
import org.countersign.scim.CsvReader;
import org.countersign.scim.Dialects;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Origin;
import org.countersign.scim.ResourceSink;
import org.countersign.scim.ScimReader;
import org.countersign.scim.UserResource;
import org.countersign.work.RefusedException;

/// Whatever bytes come, a reader ends soon, with success or a refusal; and what it takes is stored without loss.
///
/// Inputs that once broke one are in the resources, in `ReadersFuzzTestInputs`; development.md tells how to look
/// for more.
class ReadersFuzzTest {
    /// Of the processor: a machine that is busy elsewhere proves nothing.
    private static final Duration SOON = Duration.ofSeconds(30);

    private interface Reading {
        void run() throws IOException, RefusedException;
    }

    private static void ends(Reading reading) {
        long start = worked();
        try {
            reading.run();
        } catch (RefusedException e) {
            assertThat(e.reason()).isNotBlank();
            assertThat(e.remedy()).isNotBlank();
            assertThat(e.getMessage()).hasSizeLessThan(2_000);
        } catch (IOException e) {
            assertThat(Inputs.unreadable("file", e).getMessage()).doesNotContain("null");
        }
        assertThat(Duration.ofNanos(worked() - start)).isLessThan(SOON);
    }

    private static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @FuzzTest(maxDuration = "4m")
    void json(byte[] bytes) {
        ends(() -> {
            var assembly = new Assembly(new Storing());
            new ScimReader(Dialects.of("auto"))
                    .read(Origin.of("users.json", "users.json"), new ByteArrayInputStream(bytes), assembly);
            assembly.finish();
        });
    }

    @FuzzTest(maxDuration = "4m")
    void table(byte[] bytes) {
        ends(() -> {
            var assembly = new Assembly(new Storing());
            new CsvReader(Dialects.of("auto"), Columns.BY_HEADER)
                    .read(Origin.of("users.csv", "users.csv"), new ByteArrayInputStream(bytes), assembly);
            assembly.finish();
        });
    }

    @FuzzTest(maxDuration = "4m")
    void archive(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".zip");
        try {
            Files.write(file, bytes);
            ends(() -> {
                Archive archive = Archive.open(file);
                long total = 0;
                for (Archive.Entry entry : archive.entries()) {
                    try (InputStream in = archive.open(entry)) {
                        long size = in.transferTo(OutputStream.nullOutputStream());
                        assertThat(size).isEqualTo(entry.size());
                        total += size;
                    }
                }
                assertThat(total).isLessThanOrEqualTo((2L << 20) + 200L * bytes.length);
            });
        } finally {
            Files.delete(file);
        }
    }

    /// Numbers count by their value: `1e0` is written as `1`.
    private static void same(Object read, Object given) {
        if (!read.equals(given)) {
            assertThat(read)
                    .usingRecursiveComparison()
                    .withEqualsForType((one, other) -> one.equals(ReadersFuzzTest::compare, other), ObjectNode.class)
                    .isEqualTo(given);
        }
    }

    private static int compare(JsonNode one, JsonNode other) {
        boolean numbers = one.isNumber() && other.isNumber();
        boolean equal = numbers ? one.decimalValue().compareTo(other.decimalValue()) == 0 : one.equals(other);
        return equal ? 0 : 1;
    }

    /// Stores and reads again what it gets.
    private static final class Storing implements ResourceSink {
        @Override
        public void user(UserResource user) {
            assertThat(user.id()).isNotBlank();
            byte[] stored = ResourceJson.bytes(user);
            same(ResourceJson.user(stored).signedIn(user.lastSignIn()), user);
            assertThat(ResourceJson.bytes(ResourceJson.user(stored))).isEqualTo(stored);
        }

        @Override
        public void group(GroupResource group) {
            assertThat(group.id()).isNotBlank();
            byte[] stored = ResourceJson.bytes(group);
            same(ResourceJson.group(stored, group.members()), group);
            assertThat(ResourceJson.bytes(ResourceJson.group(stored, group.members())))
                    .isEqualTo(stored);
            group.members()
                    .ifPresent(members ->
                            members.forEach(member -> assertThat(member.value()).isNotBlank()));
        }

        @Override
        public void refusedRow(String place, String reason) {
            assertThat(place).isNotBlank();
            assertThat(reason).isNotBlank();
        }

        @Override
        public void page(Page page) {
            assertThat(page.users() + page.groups() + page.others() + page.refused())
                    .isNotNegative();
        }

        @Override
        public void warning(String text) {
            assertThat(text).isNotBlank();
        }
    }
}
