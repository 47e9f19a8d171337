package org.countersign.ui.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What a revoke will and won't do, shown before the decision.
final class RevokeView {
    private RevokeView() {}

    static Node of(ReviewItem item) {
        VBox box = Parts.column(8, Parts.whole(Strings.of("review.ifRevoked"), "t-section"));
        box.getChildren().add(note(item));
        JsonNode effects = item.line().path("revoke");
        if (item.kind() == Kind.ACCOUNT && !effects.isMissingNode()) {
            var taken = new ArrayList<Map.Entry<String, String>>();
            var left = new ArrayList<Map.Entry<String, String>>();
            effects.properties().forEach(entry -> (entry.getValue().asText().equals("revoked") ? taken : left)
                    .add(Map.entry(entry.getKey(), entry.getValue().asText())));
            VBox goes = Parts.column(5, Parts.whole(Strings.of("review.takesAway"), "t-small", "t-medium"));
            goes.getChildren().add(line("account", "revoked"));
            taken.forEach(entry -> goes.getChildren().add(line(entry.getKey(), entry.getValue())));
            VBox stays = Parts.column(
                    5,
                    Parts.whole(
                            Strings.of(
                                    "review.leavesAlive",
                                    item.line().path("sourceName").asText()),
                            "t-small",
                            "t-medium"));
            left.forEach(entry -> stays.getChildren().add(line(entry.getKey(), entry.getValue())));
            box.getChildren().add(Parts.top(24, Parts.grow(goes), Parts.grow(stays)));
            goes.setPrefWidth(Zoom.of(280));
            stays.setPrefWidth(Zoom.of(280));
        }
        return box;
    }

    private static Node note(ReviewItem item) {
        String source = item.line().path("sourceName").asText();
        JsonNode grant = item.line().path("grant");
        if (!item.kind().isAccess()) {
            return Parts.note(
                    BootstrapIcons.INFO_CIRCLE,
                    "info",
                    Strings.of("review.revoke." + item.kind().text() + ".head"),
                    Strings.of("review.revoke." + item.kind().text() + ".body", source));
        }
        return switch (grant.path("state").asText()) {
            case "pushed" ->
                Parts.note(
                        BootstrapIcons.ARROW_REPEAT,
                        "medium",
                        Strings.of("review.revoke.pushed.head", source),
                        Strings.of(
                                "review.revoke.pushed.body",
                                grant.path("mapping").asText()));
            case "app-side" ->
                Parts.note(
                        BootstrapIcons.CHECK_CIRCLE,
                        "approve",
                        Strings.of("review.revoke.holds.head"),
                        Strings.of("review.revoke.holds.body", source));
            default ->
                Parts.note(
                        BootstrapIcons.DASH_SQUARE_DOTTED,
                        "unknown",
                        Strings.of("review.revoke.unknown.head"),
                        Strings.of("review.revoke.unknown.body"));
        };
    }

    private static Node line(String holding, String state) {
        String tone =
                switch (state) {
                    case "revoked" -> "approve";
                    case "unknown" -> "unknown";
                    default -> "medium";
                };
        return Parts.row(
                8,
                Parts.icon(
                        switch (state) {
                            case "revoked" -> BootstrapIcons.CHECK;
                            case "unknown" -> BootstrapIcons.DASH_SQUARE_DOTTED;
                            default -> BootstrapIcons.EXCLAMATION_TRIANGLE;
                        },
                        "i14",
                        "k-" + tone),
                Parts.grow(Parts.label(Strings.of("holding." + holding))),
                Parts.whole(Strings.of("coverage." + state), "t-small", "c-" + tone));
    }
}
