package org.countersign.ui.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.campaign.ReviewItem;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Why somebody has it: nodes and labelled edges from the identity to the access, and the key that links
/// the account.
final class PathView {
    private PathView() {}

    static Node of(ReviewItem item) {
        JsonNode grant = item.line().path("grant");
        JsonNode identity = item.line().path("identity");
        VBox box = Parts.column(7, Parts.whole(Strings.of("review.why"), "t-section"));
        if (!item.kind().isAccess()) {
            box.getChildren().add(Parts.sentence(about(item), "t-muted"));
        } else {
            box.getChildren().add(path(item, grant, identity));
            String key = "review.why." + grant.path("state").asText("unknown");
            box.getChildren()
                    .add(Parts.sentence(Strings.of(key, grant.path("mapping").asText()), "t-small", "t-muted"));
        }
        JsonNode link = item.line().path("link");
        if (!link.isMissingNode()) {
            // What has no room beside the others goes below.
            Label how = Parts.wrapping(Strings.of("review.linkedBy"), "t-small", "t-muted");
            Label values = Parts.wrapping(
                    Strings.of(
                            "review.linkValues",
                            link.path("accountValue").asText(),
                            link.path("identityValue").asText()),
                    "t-small",
                    "t-muted");
            var words = new FlowPane(6, 2, how, Parts.whole(link.path("key").asText(), "t-mono"), values);
            words.setMinWidth(0);
            how.maxWidthProperty().bind(words.widthProperty());
            values.maxWidthProperty().bind(words.widthProperty());
            HBox row = Parts.row(6, Parts.icon(BootstrapIcons.KEY, "i14", "k-subtle"), Parts.grow(words));
            box.getChildren().add(row);
        }
        return box;
    }

    private static String about(ReviewItem item) {
        return switch (item.kind()) {
            case ACCOUNT ->
                item.line().path("link").isMissingNode()
                        ? Strings.of("review.why.nobody")
                        : Strings.of("review.why.account");
            case EXCEPTION ->
                Strings.of(
                        "review.why.exception",
                        item.line().path("exception").path("owner").asText(Strings.of("review.noOwner")));
            case MAPPING, GROUP, MEMBERSHIP, ROLE, ENTITLEMENT -> Strings.of("review.why.policy");
        };
    }

    private static Node path(ReviewItem item, JsonNode grant, JsonNode identity) {
        var nodes = new ArrayList<Node>();
        nodes.add(start(item, identity));
        int step = 0;
        for (JsonNode group : grant.path("via")) {
            nodes.add(edge(Strings.of(step == 0 ? "review.edge.direct" : "review.edge.nested")));
            nodes.add(node(
                    Strings.of("review.node.group", identity.path("source").asText()),
                    step == 0 ? BootstrapIcons.PEOPLE : BootstrapIcons.DIAGRAM_3,
                    group.path("label").asText(),
                    group.path("id").asText(),
                    ""));
            step++;
        }
        nodes.add(edge(Strings.of(step == 0 ? "review.edge.appSide" : "review.edge.mapped")));
        nodes.add(node(
                item.line().path("sourceName").asText(),
                BootstrapIcons.WINDOW,
                ItemWords.access(item),
                Strings.of("review.kind." + item.kind().text()),
                "end"));
        var flow = new FlowPane(0, 8);
        flow.setAlignment(Pos.CENTER_LEFT);
        flow.getChildren().addAll(nodes);
        flow.setAccessibleText(Strings.of(
                "review.why." + grant.path("state").asText("unknown"),
                grant.path("mapping").asText()));
        return flow;
    }

    private static Node start(ReviewItem item, JsonNode identity) {
        if (identity.isMissingNode()) {
            return node(
                    Strings.of("review.node.account"),
                    BootstrapIcons.PERSON,
                    item.label(),
                    Strings.of("review.node.nobody"),
                    "new");
        }
        return node(
                Strings.of("review.node.identity"),
                BootstrapIcons.PERSON,
                identity.path("label").asText(),
                Strings.of(identity.path("active").asBoolean() ? "review.node.active" : "review.node.inactive"),
                "");
    }

    private static Node node(String over, Ikon icon, String name, String below, String style) {
        VBox box = Parts.styled(
                Parts.column(
                        1,
                        Parts.row(5, Parts.icon(icon, "i12", "k-subtle"), Parts.label(over, "t-over")),
                        Parts.label(Formats.name(name), "t-medium"),
                        Parts.label(below, "t-small", "t-muted")),
                "path-node");
        if (!style.isEmpty()) {
            box.getStyleClass().add(style);
        }
        box.setMinWidth(Zoom.of(104));
        box.setMaxWidth(Zoom.of(190));
        return box;
    }

    private static Node edge(String text) {
        VBox box = Parts.column(2, Parts.whole(text, "t-over"), Parts.icon(BootstrapIcons.ARROW_RIGHT, "k-subtle"));
        box.setAlignment(Pos.CENTER);
        box.setMinWidth(Zoom.of(64));
        return box;
    }
}
