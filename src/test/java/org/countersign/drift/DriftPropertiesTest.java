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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.countersign.app.Countersign;
import org.countersign.testkit.GeneratedWorkspace;
import org.countersign.testkit.NaiveDrift;
import org.countersign.testkit.OrganisationGenerator;

/// What holds of the findings of every organisation, whatever the rules are: of organisations that were never looked at
/// before in every run. One that breaks a property is reported by its seed and number of people.
/// `-Djqwik.tries.default=500` looks at more of them.
class DriftPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_SEEDS = 1_000_000_000L;

    private Path folder = Path.of("");

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

    @BeforeTry
    void open() throws IOException {
        folder = Files.createTempDirectory("properties");
    }

    @AfterTry
    void delete() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private Path organisation(long seed, int people) {
        OrganisationGenerator.write(folder.resolve("organisation"), seed, people, 3);
        return folder.resolve("organisation");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void orderOfFilesPagesAndMembersDoesNotMatter(
            @ForAll @LongRange(min = 1, max = MOST_SEEDS) long seed, @ForAll @IntRange(min = 12, max = 90) int people)
            throws Exception {
        Path organisation = organisation(seed, people);
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

    @Property(edgeCases = EdgeCasesMode.NONE)
    void importingAgainChangesNothing(
            @ForAll @LongRange(min = 1, max = MOST_SEEDS) long seed, @ForAll @IntRange(min = 12, max = 90) int people)
            throws Exception {
        Path organisation = organisation(seed, people);
        try (var app = Countersign.openOrMake(folder.resolve("w.countersign"), Clock.systemUTC())) {
            GeneratedWorkspace.fill(app, organisation);
            Evaluation before = app.checkDrift().asOf(GeneratedWorkspace.asOf(organisation));
            GeneratedWorkspace.fill(app, organisation);
            Evaluation after = app.checkDrift().asOf(GeneratedWorkspace.asOf(organisation));
            assertThat(after).isEqualTo(before);
        }
    }

    /// In no group and with no name that anybody has: nothing that was found before may vanish.
    @Property(edgeCases = EdgeCasesMode.NONE)
    void anUnrelatedAccountMakesNoFindingVanish(
            @ForAll @LongRange(min = 1, max = MOST_SEEDS) long seed, @ForAll @IntRange(min = 12, max = 90) int people)
            throws Exception {
        Path organisation = organisation(seed, people);
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
    @Property(edgeCases = EdgeCasesMode.NONE)
    void suppressionHidesNothingFromTheListing(
            @ForAll @LongRange(min = 1, max = MOST_SEEDS) long seed, @ForAll @IntRange(min = 12, max = 90) int people)
            throws Exception {
        Path organisation = organisation(seed, people);
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
