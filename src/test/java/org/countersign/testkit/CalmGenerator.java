package org.countersign.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/// Takes from one source of some organisations what rules hold for in nearly every other: where nothing is wrong,
/// nothing is to be found.
final class CalmGenerator {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path dir;

    private CalmGenerator(Path dir) {
        this.dir = dir;
    }

    /// Calms an app or an IdP of the organisation in `dir`, which is that of the seed; of most seeds none.
    static void add(Path dir, long seed) throws IOException {
        Random random = new Random(seed * 0x369DEA0F31A53F85L);
        int what = random.nextInt(8);
        if (what > 1) {
            return;
        }
        NaiveDrift all = NaiveDrift.of(dir);
        List<String> apps = all.ofKind("app");
        List<String> idps = all.ofKind("idp");
        if (what == 0) {
            new CalmGenerator(dir).app(all, apps.get(random.nextInt(apps.size())));
        } else {
            new CalmGenerator(dir).idp(all, idps.get(random.nextInt(idps.size())));
        }
    }

    /// Nobody signs in, is a guest or is in a group, and there are no exceptions.
    private void app(NaiveDrift all, String app) throws IOException {
        for (int n = 1; n <= all.histories.get(app).size(); n++) {
            change(app, n, resource -> {
                Set<String> marks = new HashSet<>();
                resource.fieldNames().forEachRemaining(name -> {
                    String low = NaiveDrift.fold(name);
                    if (low.contains(":activity:") || low.contains(":guest:") || low.equals("usertype")) {
                        marks.add(name);
                    }
                });
                marks.addAll(
                        NaiveDrift.attribute(resource, "roles").toString().contains("guest_collab")
                                ? List.of("roles")
                                : List.of());
                marks.addAll(
                        NaiveDrift.attribute(resource, "emails").toString().contains("@Slack-Bots.com")
                                ? List.of("emails")
                                : List.of());
                resource.remove(marks);
                if (NaiveDrift.attribute(resource, "members") instanceof ArrayNode members) {
                    members.removeAll();
                }
            });
        }
        for (String name : List.of("governance.json", "governance-first.json")) {
            ObjectNode governance = read(name);
            ArrayNode kept = JSON.createArrayNode();
            governance
                    .path("exceptions")
                    .valueStream()
                    .filter(one -> !NaiveDrift.value(one, "source").equals(app))
                    .forEach(kept::add);
            governance.set("exceptions", kept);
            JSON.writeValue(dir.resolve(name).toFile(), governance);
        }
    }

    /// Nobody who is inactive is in a group, and every mapped group is documented.
    private void idp(NaiveDrift all, String idp) throws IOException {
        for (int n = 1; n <= all.histories.get(idp).size(); n++) {
            change(idp, n, resource -> {
                if (NaiveDrift.attribute(resource, "members") instanceof ArrayNode members) {
                    members.removeIf(member -> all.accounts(idp).stream()
                            .anyMatch(person -> person.isInactive()
                                    && person.id().equals(member.asText("") + NaiveDrift.text(member, "value"))));
                }
            });
        }
        ObjectNode governance = read("governance.json");
        for (NaiveDrift.Finding finding : NaiveDrift.evaluate(dir).findings()) {
            if (finding.rule().equals("undocumented-group") && finding.source().equals(idp)) {
                ObjectNode record = governance
                        .withArray("/groups")
                        .valueStream()
                        .filter(one -> NaiveDrift.value(one, "source").equals(idp)
                                && all.resolve(idp, NaiveDrift.value(one, "group"))
                                        .filter(group -> group.id().equals(finding.subjectId()))
                                        .isPresent())
                        .map(ObjectNode.class::cast)
                        .findFirst()
                        .orElseGet(() -> ((ArrayNode) governance.path("groups"))
                                .addObject()
                                .put("source", idp)
                                .put("group", finding.subjectId()));
                finding.listed().forEach(field -> record.put(field, value(field)));
            }
        }
        JSON.writeValue(dir.resolve("governance.json").toFile(), governance);
    }

    private static String value(String field) {
        return switch (field) {
            case "classification" -> "internal";
            case "cadence" -> "P90D";
            default -> "somebody@nowhere.example";
        };
    }

    private ObjectNode read(String name) throws IOException {
        return (ObjectNode) JSON.readTree(dir.resolve(name).toFile());
    }

    private void change(String source, int number, Consumer<ObjectNode> change) throws IOException {
        for (Path file : NaiveProvisioning.files(dir.resolve("snapshots/" + source + "/" + number), "*.json")) {
            JsonNode page = JSON.readTree(file.toFile());
            JsonNode resources = page.isArray() ? page : NaiveDrift.attribute(page, "Resources");
            resources.forEach(resource -> change.accept((ObjectNode) resource));
            JSON.writeValue(file.toFile(), page);
        }
    }
}
