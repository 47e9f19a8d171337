package org.countersign.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.Dialects;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The governance file of cli-and-files.md, as YAML 1.2 (of which JSON is a part), read and written whole.
public final class GovernanceFile {
    private static final int FAULTS_SHOWN = 20;
    private static final Shape ID = Shape.matching("[a-z0-9][a-z0-9-]{0,39}", "an id of a-z, 0-9 and -");
    private static final Shape STATE = Shape.oneOf("revoked", "kept", "blocked", "unknown");
    private static final Shape TEXTS = Shape.list(Shape.text());
    private static final Shape SIDE = Shape.fields("idpGroups!", TEXTS);

    private static final Shape SCHEMA = Shape.fields(
            "defaults",
            Shape.fields("campaignOwner", Shape.text(), "fallbackReviewer", Shape.text()),
            "sources",
            Shape.listById(source(), "id"),
            "groups",
            Shape.listById(
                    Shape.fields(
                            "source!", ID,
                            "group!", Shape.text(),
                            "owner", Shape.text(),
                            "purpose", Shape.text(),
                            "classification", Shape.oneOf("public", "internal", "confidential", "restricted"),
                            "cadence", Shape.duration(),
                            "lastReviewed", Shape.date()),
                    "source",
                    "group"),
            "mappings",
            Shape.listById(
                    Shape.fields(
                            "id!", Shape.text(),
                            "idpGroup!", Shape.text(),
                            "app!", ID,
                            "appGroup", Shape.text(),
                            "role", Shape.text(),
                            "entitlement", Shape.text(),
                            "nesting", Shape.oneOf("expand", "direct")),
                    "id"),
            "accounts",
            Shape.listById(
                    Shape.fields(
                            "source!", ID,
                            "account!", Shape.text(),
                            "kind!", Shape.oneOf("service", "bot", "test", "breakglass"),
                            "owner", Shape.text(),
                            "purpose", Shape.text()),
                    "source",
                    "account"),
            "exceptions",
            Shape.listById(
                    Shape.fields(
                            "id!", Shape.text(),
                            "source!", ID,
                            "account!", Shape.text(),
                            "access",
                                    Shape.matching(
                                            "(group|role|entitlement):.*\\S.*", "group:…, role:… or entitlement:…"),
                            "owner", Shape.text(),
                            "reason", Shape.text(),
                            "granted", Shape.date(),
                            "expires", Shape.date()),
                    "id"),
            "separationOfDuties",
            Shape.listById(
                    Shape.fields("id!", Shape.text(), "name", Shape.text(), "left!", SIDE, "right!", SIDE), "id"),
            "rulesOff",
            TEXTS);

    private GovernanceFile() {}

    private static Shape source() {
        Shape token = Shape.fields(
                "holder", Shape.text(),
                "scope", Shape.text(),
                "issued", Shape.date(),
                "rotated", Shape.date(),
                "expires", Shape.date());
        var holdings = new ArrayList<Object>();
        for (String holding : Source.HOLDINGS) {
            holdings.add(holding);
            holdings.add(new Shape.Either(
                    STATE, Shape.fields("state!", STATE, "source", Shape.text(), "checked", Shape.date())));
        }
        return Shape.fields(
                "id!",
                ID,
                "name",
                Shape.text(),
                "kind!",
                Shape.oneOf("idp", "app"),
                "vendor",
                Shape.oneOf(Dialects.ids().toArray(String[]::new)),
                "owner",
                Shape.text(),
                "authoritativeIdp",
                ID,
                "idpApplications",
                TEXTS,
                "snapshotMaxAge",
                Shape.duration(),
                "scim",
                scim(token),
                "privileged",
                Shape.fields("roles", TEXTS, "entitlements", TEXTS, "groups", TEXTS),
                "compare",
                Shape.list(Shape.oneOf("email", "title", "department", "employeeNumber", "displayName", "userName")),
                "provisioningSla",
                Shape.duration(),
                "dormantAfter",
                Shape.duration(),
                "lifecycleTestEvery",
                Shape.duration(),
                "revocation",
                Shape.fields(holdings.toArray()),
                "deletion",
                Shape.fields(
                        "means", Shape.text(),
                        "messages", Shape.text(),
                        "profile", Shape.text(),
                        "groupReferences", Shape.text()));
    }

    /// Where and how a source is pulled (ADR 0014); secrets have no place here.
    private static Shape scim(Shape token) {
        return Shape.fields(
                "endpoint",
                Shape.url(),
                "token",
                token,
                "tokenExpires",
                Shape.date(),
                "oauth",
                Shape.fields(
                        "tokenEndpoint!", Shape.url(),
                        "clientId!", Shape.text(),
                        "scope", Shape.text(),
                        "clientAuthentication", Shape.oneOf("basic", "post")),
                "paging",
                Shape.oneOf("auto", "index", "cursor"),
                "listBy",
                Shape.oneOf("get", "search"),
                "pageSize",
                Shape.matching("[1-9]\\d{0,3}", "a number from 1 to 9999"),
                "members",
                Shape.oneOf("auto", "list", "each", "filter"));
    }

    /// Reads and checks a file.
    ///
    /// @param name for messages
    /// @param known sources that the workspace already has
    /// @param rules ids that `rulesOff` may name
    /// @return JSON of the file's shape, without its nulls
    /// @throws RefusedException with every fault, each with line and column
    public static ObjectNode parse(String name, String text, Set<String> known, Set<String> rules)
            throws RefusedException {
        Optional<Node> root = YamlText.read(name, text);
        var faults = new ArrayList<String>();
        Shape.Faults collect = (node, reason) -> faults.add(YamlText.place(node.getStartMark()) + ": " + reason);
        ObjectNode object = root.flatMap(node -> SCHEMA.read(node, collect))
                .map(ObjectNode.class::cast)
                .orElseGet(CanonicalJson::object);
        root.ifPresent(node -> {
            checkReferences(node, object, known, collect);
            checkMappings(node, collect);
            checkRules(node, rules, collect);
        });
        if (!faults.isEmpty()) {
            List<String> shown = faults.subList(0, Math.min(FAULTS_SHOWN, faults.size()));
            String more = faults.size() > FAULTS_SHOWN ? "; and " + (faults.size() - FAULTS_SHOWN) + " more" : "";
            throw new RefusedException(
                    name + ", " + String.join("; ", shown) + more, "", "Nothing was imported; mend the file.");
        }
        return object;
    }

    /// A reference to a source that neither the file nor the workspace has; everything else is a finding,
    /// later.
    private static void checkReferences(Node root, ObjectNode object, Set<String> known, Shape.Faults faults) {
        var sources = new HashSet<>(known);
        object.path("sources").forEach(source -> sources.add(source.path("id").asText()));
        for (String section : List.of("groups", "accounts", "exceptions")) {
            elements(root, section).forEach(element -> checkSource(element, "source", sources, faults));
        }
        elements(root, "mappings").forEach(element -> checkSource(element, "app", sources, faults));
        elements(root, "sources").forEach(element -> checkSource(element, "authoritativeIdp", sources, faults));
    }

    private static void checkSource(Node element, String key, Set<String> sources, Shape.Faults faults) {
        child(element, key).ifPresent(node -> {
            if (node instanceof ScalarNode scalar
                    && !scalar.getValue().isBlank()
                    && !sources.contains(scalar.getValue())) {
                faults.at(node, "there is no source " + Shape.quoted(scalar.getValue()));
            }
        });
    }

    private static void checkMappings(Node root, Shape.Faults faults) {
        for (Node mapping : elements(root, "mappings")) {
            long targets = List.of("appGroup", "role", "entitlement").stream()
                    .filter(key -> child(mapping, key).isPresent())
                    .count();
            if (targets != 1) {
                faults.at(mapping, "a mapping has exactly one of appGroup, role and entitlement");
            }
        }
    }

    private static void checkRules(Node root, Set<String> rules, Shape.Faults faults) {
        for (Node node : elements(root, "rulesOff")) {
            if (node instanceof ScalarNode scalar && !rules.contains(scalar.getValue())) {
                faults.at(node, "there is no rule " + Shape.quoted(scalar.getValue()));
            }
        }
    }

    private static List<Node> elements(Node root, String section) {
        return child(root, section)
                .filter(SequenceNode.class::isInstance)
                .map(node -> ((SequenceNode) node).getValue())
                .orElse(List.of());
    }

    private static Optional<Node> child(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key)) {
                    return Optional.of(tuple.getValueNode());
                }
            }
        }
        return Optional.empty();
    }

    /// The same facts as YAML that [#parse] reads back to the same JSON.
    public static String write(JsonNode governance) {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(120)
                .setIndentWithIndicator(true)
                .setIndicatorIndent(2)
                .build();
        return new Dump(settings).dumpToString(plain(governance));
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            var map = new java.util.LinkedHashMap<String, Object>();
            node.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
            return map;
        }
        if (node.isArray()) {
            var list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        return node.asText();
    }
}
