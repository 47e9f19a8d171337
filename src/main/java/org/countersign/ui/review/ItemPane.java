package org.countersign.ui.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The item in the middle: who, what, what changed, why they have it, findings, what a revoke does.
final class ItemPane {
    private ItemPane() {}

    /// Which of the nodes tells what changed.
    static final int CHANGED = 2;

    /// @param position which of those that are shown it is
    /// @param delegated that it waits for somebody who is away, in words
    static List<Node> of(ItemState state, Node position, Optional<String> delegated, ZoneId zone) {
        ReviewItem item = state.item();
        var nodes = new ArrayList<Node>();
        VBox head = head(item, position, delegated);
        if (!state.notes().isEmpty()) {
            head.getChildren().add(Parts.padded(NotesView.of(state.notes(), zone), 6, 0, 0, 0));
        }
        nodes.add(head);
        nodes.add(Parts.hairline());
        nodes.add(ChangedView.of(item, Optional.empty()));
        nodes.add(Parts.hairline());
        nodes.add(PathView.of(item));
        nodes.add(Parts.hairline());
        nodes.add(findings(item));
        nodes.add(Parts.hairline());
        nodes.add(RevokeView.of(item));
        return nodes;
    }

    private static VBox head(ReviewItem item, Node position, Optional<String> delegated) {
        HBox chips = chips(item);
        chips.getChildren().addAll(Parts.space(), position);
        VBox head = Parts.column(
                5,
                chips,
                Parts.sentence(Formats.name(item.label()), "t-item"),
                Parts.sentence(sentence(item), "t-lead"));
        delegated.ifPresent(words -> head.getChildren()
                .add(
                        1,
                        Parts.row(
                                6,
                                Parts.icon(BootstrapIcons.PERSON_PLUS, "i14", "k-until"),
                                Parts.grow(Parts.sentence(words, "t-small", "c-until")))));
        String purpose = item.line().path("policy").path("purpose").asText("");
        String owner = item.line().path("policy").path("owner").asText("");
        if (!purpose.isEmpty()) {
            head.getChildren().add(Parts.sentence(Strings.of("review.purpose", purpose, owner), "t-muted"));
        } else if (item.kind() == Kind.GROUP) {
            head.getChildren().add(Parts.sentence(Strings.of("review.noPurpose"), "c-medium"));
        }
        return head;
    }

    private static HBox chips(ReviewItem item) {
        HBox chips = Parts.row(8);
        String classification = item.line().path("classification").asText("");
        if (!classification.isEmpty()) {
            chips.getChildren()
                    .add(Parts.chip(
                            BootstrapIcons.SHIELD_LOCK, Strings.of("classification." + classification), "info"));
        }
        if (item.privileged()) {
            chips.getChildren().add(Parts.chip(BootstrapIcons.SHIELD_LOCK, Strings.of("review.privileged"), "high"));
        }
        if (item.line().path("breakglass").asBoolean()) {
            chips.getChildren().add(Parts.chip(BootstrapIcons.KEY, Strings.of("review.breakglass"), "until"));
        }
        if (item.line().path("grant").path("nested").asBoolean()) {
            chips.getChildren().add(Parts.chip(BootstrapIcons.DIAGRAM_2, Strings.of("review.nested"), "info"));
        }
        if (item.line().has("independence")) {
            chips.getChildren().add(Parts.chip(BootstrapIcons.PERSON, Strings.of("review.yourself"), "unknown"));
        }
        return chips;
    }

    /// One sentence that says what is asked.
    private static String sentence(ReviewItem item) {
        String source = item.line().path("sourceName").asText();
        JsonNode members = item.line().path("members");
        return switch (item.kind()) {
            case ACCOUNT -> Strings.of("review.asks.account", source);
            case MEMBERSHIP -> Strings.of("review.asks.membership", ItemWords.access(item), source);
            case ROLE -> Strings.of("review.asks.role", ItemWords.access(item), source);
            case ENTITLEMENT -> Strings.of("review.asks.entitlement", ItemWords.access(item), source);
            case EXCEPTION ->
                Strings.of(
                        "review.asks.exception",
                        ItemWords.access(item),
                        source,
                        ItemWords.end(
                                item.line().path("exception").path("expires").asText("")),
                        item.line().path("exception").path("reason").asText(Strings.of("review.noReason")));
            case MAPPING ->
                Strings.of(
                        "review.asks.mapping",
                        item.line().path("mapping").path("access").asText(),
                        source,
                        item.line().path("mapping").path("identities").asInt());
            case GROUP ->
                Strings.of(
                        "review.asks.group",
                        members.path("effective").asInt(),
                        members.path("direct").asInt(),
                        item.line().path("reaches").size());
        };
    }

    private static Node findings(ReviewItem item) {
        VBox box = Parts.column(
                6,
                Parts.row(
                        8,
                        Parts.whole(Strings.of("review.findings"), "t-section"),
                        Parts.label(Integer.toString(item.findings().size()), "t-muted")));
        if (item.findings().isEmpty()) {
            box.getChildren().add(Parts.sentence(Strings.of("review.noFindings"), "t-muted"));
        }
        for (ReviewItem.ItemFinding finding : item.findings()) {
            box.getChildren()
                    .add(Parts.top(
                            10,
                            Parts.wide(Severities.named(finding.severity()), 84),
                            Parts.grow(Parts.sentence(finding.summary()))));
        }
        return box;
    }
}
