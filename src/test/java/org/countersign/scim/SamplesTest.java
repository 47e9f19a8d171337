package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;

/// Walks the folder of real payloads, where it is there, and compares with what a person counted in each
/// file.
class SamplesTest {
    private static final Path SAMPLES = Path.of("../shared/samples");
    /// Custom user schemas that no rule of RFC 7643 lets us know: the person took them, we leave them out.
    private static final Set<String> BORDERLINE = Set.of("imulab__go-scim/db_test__user_03.json");

    private record Truth(String path, String verdict, int users, int groups, int refused, int memberships) {}

    @Test
    void everyValidPayloadImportsAndEveryBrokenOneIsRefused() throws Exception {
        assumeTrue(Files.isDirectory(SAMPLES), "the samples are not on this machine");
        var wrong = new ArrayList<String>();
        int imported = 0;
        int refused = 0;
        for (Truth truth : truth()) {
            if (BORDERLINE.contains(truth.path())) {
                continue;
            }
            try (InputStream in = Files.newInputStream(SAMPLES.resolve(truth.path()))) {
                Collected found = Collected.of(truth.path(), in, "auto");
                imported++;
                if (!truth.verdict().equals("import")) {
                    wrong.add(truth.path() + " is " + truth.verdict() + ", but " + counts(found) + " were read");
                } else if (!counts(found).equals(expected(truth))) {
                    wrong.add(truth.path() + ": expected " + expected(truth) + ", read " + counts(found));
                }
            } catch (RefusedException e) {
                refused++;
                if (truth.verdict().equals("import")) {
                    wrong.add(truth.path() + " was refused: " + e.getMessage());
                }
                assertThat(e.place()).startsWith(truth.path());
                assertThat(e.reason()).isNotBlank();
            }
        }
        System.out.println("samples: " + imported + " imported, " + refused + " refused with place and reason");
        assertThat(wrong).isEmpty();
        assertThat(imported).isEqualTo(94);
        assertThat(refused).isEqualTo(37);
    }

    @Test
    void noSampleIsForgotten() throws Exception {
        assumeTrue(Files.isDirectory(SAMPLES), "the samples are not on this machine");
        var there = new TreeSet<String>();
        try (Stream<Path> tree = Files.walk(SAMPLES)) {
            tree.filter(Files::isRegularFile)
                    .map(file -> SAMPLES.relativize(file).toString())
                    .filter(name -> !name.equals("INDEX.md"))
                    .forEach(there::add);
        }
        var known = new TreeSet<String>();
        truth().forEach(truth -> known.add(truth.path()));
        assertThat(known).isEqualTo(there);
    }

    private static String expected(Truth truth) {
        return truth.users() + "/" + truth.groups() + "/" + truth.refused() + "/" + truth.memberships();
    }

    private static String counts(Collected found) {
        var users = new HashSet<String>();
        found.users.forEach(user -> users.add(user.id()));
        var groups = new HashSet<String>();
        found.groups.forEach(group -> groups.add(group.id()));
        int members = found.groups.stream()
                .mapToInt(group -> group.members().orElse(List.of()).size())
                .sum();
        return users.size() + "/" + groups.size() + "/" + found.refused.size() + "/" + members;
    }

    private static List<Truth> truth() throws IOException {
        try (InputStream in = Objects.requireNonNull(SamplesTest.class.getResourceAsStream("samples.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(part -> new Truth(
                            part[0], part[1], number(part[2]), number(part[3]), number(part[4]), number(part[5])))
                    .toList();
        }
    }

    private static int number(String text) {
        return text.isBlank() ? 0 : Integer.parseInt(text.strip());
    }
}
