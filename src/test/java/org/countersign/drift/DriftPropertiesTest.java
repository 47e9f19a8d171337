package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.testkit.GeneratedWorkspace;
import org.countersign.testkit.NaiveDrift;
import org.countersign.testkit.OrganisationGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of the findings of every organisation, whatever the rules are.
class DriftPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Everything that a report says, but for the snapshots' digests, which are of files as given, and the words of
    /// completeness records, which count pages.
    private static List<String> told(Evaluation evaluation) {
        return Stream.of(
                        evaluation.findings().stream().map(finding -> "open " + sorted(finding.json())),
                        evaluation.suppressed().stream().map(finding -> "suppressed " + sorted(finding.json())),
                        evaluation.notEvaluable().stream().map(entry -> "unknown " + entry.rule() + entry.source()))
                .flatMap(lines -> lines)
                .filter(line -> !line.contains("\"rule\":\"snapshot-incomplete\""))
                .sorted()
                .toList();
    }

    /// The order within lists of evidence is not a property that anybody relies on.
    private static String sorted(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream()
                    .map(DriftPropertiesTest::sorted)
                    .sorted()
                    .toList()
                    .toString();
        }
        if (!node.isObject()) {
            return node.toString();
        }
        return node.properties().stream()
                .map(field -> "\"" + field.getKey() + "\":" + sorted(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Set<String> prints(List<Finding> findings) {
        return findings.stream().map(Finding::fingerprint).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path organisation(Path folder, long seed) {
        OrganisationGenerator.write(folder.resolve("organisation"), seed, 60, 3);
        return folder.resolve("organisation");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 7, 8, 11, 12})
    void orderOfFilesPagesAndMembersDoesNotMatter(long seed, @TempDir Path folder) throws Exception {
        Path organisation = organisation(folder, seed);
        List<String> before = told(GeneratedWorkspace.evaluate(folder.resolve("a.countersign"), organisation));
        var random = new Random(seed);
        for (Path snapshot : snapshots(organisation)) {
            shuffle(snapshot, random);
        }
        assertThat(told(GeneratedWorkspace.evaluate(folder.resolve("b.countersign"), organisation)))
                .isEqualTo(before);
    }

    private static List<Path> snapshots(Path organisation) throws IOException {
        try (Stream<Path> tree = Files.walk(organisation.resolve("snapshots"), 2)) {
            return tree.filter(path -> Files.exists(path.resolve("taken-at.txt")))
                    .sorted()
                    .toList();
        }
    }

    /// The same pages under other names, with their resources and members in another order.
    private static void shuffle(Path snapshot, Random random) throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.list(snapshot)) {
            pages = new ArrayList<>(files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList());
        }
        Collections.shuffle(pages, random);
        for (int i = 0; i < pages.size(); i++) {
            JsonNode page = JSON.readTree(pages.get(i).toFile());
            shuffle(page, random);
            Files.delete(pages.get(i));
            JSON.writeValue(snapshot.resolve("shuffled-" + i + ".json").toFile(), page);
        }
    }

    /// Resources and members: the order of an account's own values is the vendor's, and words follow it.
    private static void shuffle(JsonNode node, Random random) {
        node.forEach(child -> shuffle(child, random));
        node.properties().forEach(field -> {
            if (field.getValue() instanceof ArrayNode array && field.getKey().equalsIgnoreCase("members")) {
                shuffle(array, random);
            }
        });
        if (node instanceof ArrayNode array && array.path(0).has("id")) {
            shuffle(array, random);
        }
    }

    private static void shuffle(ArrayNode array, Random random) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        Collections.shuffle(elements, random);
        array.removeAll().addAll(elements);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 7, 9})
    void importingAgainChangesNothing(long seed, @TempDir Path folder) throws Exception {
        Path organisation = organisation(folder, seed);
        try (var app = Countersign.openOrMake(folder.resolve("w.countersign"), Clock.systemUTC())) {
            GeneratedWorkspace.fill(app, organisation);
            Evaluation before = app.checkDrift().asOf(GeneratedWorkspace.asOf(organisation));
            GeneratedWorkspace.fill(app, organisation);
            Evaluation after = app.checkDrift().asOf(GeneratedWorkspace.asOf(organisation));
            assertThat(after).isEqualTo(before);
        }
    }

    /// In no group and with no name that anybody has: nothing that was found before may vanish.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 7, 9})
    void anUnrelatedAccountMakesNoFindingVanish(long seed, @TempDir Path folder) throws Exception {
        Path organisation = organisation(folder, seed);
        Evaluation before = GeneratedWorkspace.evaluate(folder.resolve("a.countersign"), organisation);
        for (Path snapshot : snapshots(organisation)) {
            try (Stream<Path> files = Files.list(snapshot)) {
                for (Path file : files.filter(
                                one -> one.getFileName().toString().equals("users-001.json"))
                        .toList()) {
                    add(file, snapshot.getName(snapshot.getNameCount() - 2).toString());
                }
            }
        }
        Evaluation after = GeneratedWorkspace.evaluate(folder.resolve("b.countersign"), organisation);
        assertThat(prints(after.findings())).containsAll(prints(before.findings()));
        assertThat(prints(after.suppressed())).containsAll(prints(before.suppressed()));
    }

    /// One more on the first page, which claims one more: what was incomplete stays so.
    private static void add(Path file, String source) throws IOException {
        JsonNode page = JSON.readTree(file.toFile());
        for (var field : page.properties()) {
            if (field.getKey().equalsIgnoreCase("resources")) {
                ((ArrayNode) field.getValue()).add(JSON.readTree("""
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"%s-unrelated","active":true,
                         "userName":"unrelated-to-anybody-%s"}""".formatted(source, source)));
            }
        }
        for (String name : List.of("totalResults", "totalresults")) {
            if (page.has(name)) {
                ((ObjectNode) page).put(name, page.path(name).asInt() + 1);
            }
        }
        JSON.writeValue(file.toFile(), page);
    }

    /// With no exceptions at all the same is found, but for rules about exceptions: each finding that an exception
    /// suppresses is listed.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 7, 8})
    void suppressionHidesNothingFromTheListing(long seed, @TempDir Path folder) throws Exception {
        Path organisation = organisation(folder, seed);
        Evaluation with = GeneratedWorkspace.evaluate(folder.resolve("a.countersign"), organisation);
        for (String name : List.of("governance.json", "governance-first.json")) {
            Path file = organisation.resolve(name);
            ObjectNode governance = (ObjectNode) JSON.readTree(file.toFile());
            governance.remove("exceptions");
            JSON.writeValue(file.toFile(), governance);
        }
        Evaluation without = GeneratedWorkspace.evaluate(folder.resolve("b.countersign"), organisation);
        assertThat(without.suppressed()).isEmpty();
        assertThat(with.suppressed())
                .allSatisfy(finding -> assertThat(finding.suppressedBy()).isPresent());
        var listed = new ArrayList<Finding>(with.findings());
        listed.addAll(with.suppressed());
        listed.removeIf(finding -> finding.rule().startsWith("exception-"));
        assertThat(listed).extracting(Finding::fingerprint).doesNotHaveDuplicates();
        assertThat(prints(listed)).isEqualTo(prints(without.findings()));
        assertThat(NaiveDrift.evaluate(organisation).suppressed()).isEmpty();
    }
}
