package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.NotEvaluable;
import org.countersign.testkit.House;
import org.countersign.text.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// One rule asked of a small organisation in a real workspace.
abstract class Ruled {
    /// A mapping of an IdP group to an app group.
    static final String ONCALL = "mappings:\n  - {id: oncall, idpGroup: g-oncall, app: slack, appGroup: oncall}\n";
    /// A mapping of an IdP group to a role.
    static final String ADMINS = "mappings:\n  - {id: admins, idpGroup: g-admin, app: slack, role: admin}\n";

    private final String rule;
    House house;

    Ruled(String rule) {
        this.rule = rule;
    }

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /// `severity subject` of each finding of the rule; of suppressed ones with the exception.
    List<String> holds() {
        return all().map(finding ->
                        finding.severity().text() + " " + finding.subject().id()
                                + finding.suppressedBy().map(id -> " by " + id).orElse(""))
                .toList();
    }

    private Stream<Finding> all() {
        Evaluation evaluation = house.drift();
        return Stream.concat(evaluation.findings().stream(), evaluation.suppressed().stream())
                .filter(finding -> finding.rule().equals(rule));
    }

    /// The only finding of the rule, as reports show it.
    JsonNode only() {
        List<Finding> found = all().toList();
        assertThat(found).hasSize(1);
        return found.getFirst().json();
    }

    JsonNode evidence() {
        return only().path("evidence");
    }

    List<String> summaries() {
        return all().map(Finding::summary).toList();
    }

    String summary() {
        return only().path("summary").asText();
    }

    /// That the only finding has the fingerprint of the contract.
    void named(String source, String type, String subject) {
        JsonNode found = only();
        assertThat(found.path("source").asText()).isEqualTo(source);
        assertThat(found.path("subject").path("type").asText()).isEqualTo(type);
        assertThat(found.path("fingerprint").asText())
                .isEqualTo(Sha256.hex("[\"%s\",\"%s\",\"%s\",\"%s\"]".formatted(rule, source, type, subject))
                        .substring(0, 16));
    }

    /// `source: reason` of each time that the rule was not evaluable.
    List<String> unknown() {
        return house.drift().notEvaluable().stream()
                .filter(entry -> entry.rule().equals(rule))
                .map(entry -> entry.source() + ": " + entry.reason())
                .toList();
    }

    /// What to do about the only time that it was not.
    String remedy() {
        List<NotEvaluable> found = house.drift().notEvaluable().stream()
                .filter(entry -> entry.rule().equals(rule))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst().remedy();
    }

    /// An exception in force for an account of slack.
    static String allowed(String id, String account, String more) {
        return "exceptions:\n  - {id: " + id + ", source: slack, account: " + account + more
                + ", owner: ada, reason: r, expires: 2026-12-31}\n";
    }

    /// An account record of slack.
    static String record(String account, String kind, String owner) {
        return "accounts:\n  - {source: slack, account: " + account + ", kind: " + kind + owner + "}\n";
    }

    /// A user that does not say whether it is active.
    static String silent(String id, String name) {
        return user(id, name, "");
    }

    /// A snapshot that claims more than it has.
    void incomplete(String source, String... resources) throws Exception {
        house.file(House.TAKEN, source, "{\"totalResults\":99,\"Resources\":[" + String.join(",", resources) + "]}");
    }

    /// A group that lists another.
    static String nesting(String id, String name, String inner) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"" + id + "\",\"displayName\":\""
                + name + "\",\"members\":[{\"value\":\"" + inner + "\",\"type\":\"Group\"}]}";
    }

    /// A group that does not tell its members.
    static String closed(String id, String name) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"" + id + "\",\"displayName\":\""
                + name + "\"}";
    }
}
