package org.countersign.ui.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;

/// What a campaign was opened on, as its `campaign.json` has it: the scope, what adds up to it, the snapshots.
final class CampaignScope {
    private static final double NAMES = 190;

    private CampaignScope() {}

    static Region of(JsonNode frozen) {
        VBox column = Parts.column(12);
        String keys = frozen.path("scope").properties().stream()
                .map(entry -> Strings.of("campaigns.scope." + entry.getKey()) + " "
                        + entry.getValue().valueStream().map(JsonNode::asText).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        JsonNode period = frozen.path("period");
        column.getChildren()
                .addAll(
                        fact("campaigns.scope", keys.isEmpty() ? Strings.of("campaigns.scope.all") : keys),
                        fact(
                                "campaigns.period",
                                Strings.of(
                                        "campaigns.fromTo",
                                        period.path("from").asText(),
                                        period.path("to").asText())));
        JsonNode despite = frozen.path("despite");
        if (despite.has("reason")) {
            column.getChildren()
                    .add(fact(
                            "campaigns.despite",
                            Formats.line(despite.path("reason").asText())));
        }
        if (frozen.path("timestampRequired").asBoolean()) {
            column.getChildren().add(fact("timestamps.name", Strings.of("timestamps.required")));
        }
        if (frozen.has("instructions")) {
            column.getChildren()
                    .add(Parts.top(
                            8,
                            Parts.wide(Parts.label(Strings.of("instructions.title"), "t-muted"), NAMES),
                            Parts.grow(Parts.sentence(
                                    Formats.line(frozen.path("instructions").asText())))));
        }
        column.getChildren().add(Parts.label(Strings.of("campaigns.frozen"), "t-section"));
        frozen.path("reconciliation").forEach(one -> column.getChildren().add(reconciled(one)));
        column.getChildren().add(Parts.label(Strings.of("campaigns.rests"), "t-section"));
        frozen.path("snapshots").forEach(one -> column.getChildren().add(snapshot(one)));
        return Parts.scrolled(column);
    }

    private static HBox fact(String key, String value) {
        return Parts.fact(Strings.of(key), value, NAMES);
    }

    private static HBox reconciled(JsonNode one) {
        return Parts.fact(
                one.path("source").asText(),
                Strings.of(
                        "campaigns.reconciled",
                        Spoken.number(one.path("accountsRead").asLong()),
                        Spoken.number(one.path("inReview").asLong()),
                        Spoken.number(one.path("inactiveWithoutAccess").asLong()),
                        Spoken.number(one.path("outOfScope").asLong())),
                NAMES);
    }

    private static HBox snapshot(JsonNode one) {
        return Parts.fact(
                one.path("source").asText(),
                Strings.of(
                        one.path("complete").asBoolean() ? "campaigns.snapshot" : "campaigns.snapshot.incomplete",
                        one.path("number").asText(),
                        one.path("takenAt").asText(),
                        Spoken.number(one.path("rowsRead").asLong()),
                        Formats.digest(one.path("sha256").asText())),
                NAMES);
    }
}
