package org.countersign.ui.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.queue.Context;
import org.countersign.campaign.queue.Difference;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What is different since the last signed review: at once by name, as the item is frozen with it; then, when the line
/// of
/// before is read, from what to what.
final class ChangedView {
    /// A department that was longer would push the decision off the screen.
    private static final int LONGEST = 120;

    private ChangedView() {}

    static Node of(ReviewItem item, Optional<Context> context) {
        JsonNode previous = item.line().path("previous");
        VBox box = Parts.column(
                6,
                Parts.row(
                        8,
                        Parts.wrapping(Strings.of("review.changed"), "t-section"),
                        Parts.space(),
                        Parts.label(
                                previous.isMissingNode()
                                        ? Strings.of("review.neverReviewed")
                                        : Strings.of(
                                                "review.previous",
                                                ItemWords.day(previous.path("decidedAt")
                                                        .asText("")),
                                                previous.path("reviewer").asText()),
                                "t-small",
                                "t-subtle")));
        List<Difference> differences = context.map(Context::differences).orElse(List.of());
        if (item.line().path("changed").isEmpty()) {
            box.getChildren().add(line(BootstrapIcons.CHECK, "subtle", Strings.of("review.unchanged")));
        } else if (differences.isEmpty()) {
            item.line().path("changed").forEach(part -> box.getChildren()
                    .add(line(
                            part.asText().equals("new") ? BootstrapIcons.PLUS_CIRCLE : BootstrapIcons.PENCIL,
                            "medium",
                            Strings.of("review.change." + part.asText()))));
        } else {
            differences.forEach(one -> box.getChildren().add(line(icon(one), "medium", words(one))));
        }
        return box;
    }

    private static Node line(Ikon icon, String tone, String text) {
        return Parts.top(
                10,
                Parts.padded(new VBox(Parts.icon(icon, "i14", "k-" + tone)), 3, 0, 0, 0),
                Parts.grow(Parts.sentence(text)));
    }

    private static Ikon icon(Difference one) {
        return switch (one.field()) {
            case "grant" -> BootstrapIcons.DIAGRAM_3;
            case "group.label", "role.label", "entitlement.label" -> BootstrapIcons.TAG;
            case "members.count", "members.moved" -> BootstrapIcons.PEOPLE;
            case "findings" -> BootstrapIcons.FLAG;
            case "privileged" -> BootstrapIcons.SHIELD_LOCK;
            default -> one.before().isEmpty() ? BootstrapIcons.PLUS_CIRCLE : BootstrapIcons.PENCIL;
        };
    }

    static String words(Difference one) {
        String before = value(one.field(), one.before());
        String now = value(one.field(), one.now());
        return switch (one.field()) {
            case "members.count", "members.moved" -> Strings.of("review.diff." + one.field(), before, now);
            case "findings" ->
                Strings.of(
                        "review.diff.findings",
                        now.isEmpty() ? Strings.of("review.diff.none") : now,
                        before.isEmpty() ? Strings.of("review.diff.none") : before);
            default ->
                Strings.of(
                        before.isEmpty()
                                ? "review.diff.added"
                                : now.isEmpty() ? "review.diff.removed" : "review.diff.changed",
                        Strings.of("review.field." + one.field()),
                        before.isEmpty() ? now : before,
                        now);
        };
    }

    private static String value(String field, String text) {
        if (text.isEmpty()) {
            return "";
        }
        return switch (field) {
            case "account.active", "identity.active", "privileged" -> Strings.of("review.diff." + field + "." + text);
            case "account.kind" -> Strings.of("review.account." + text);
            case "policy.cadence" -> Spoken.age(Duration.parse(text));
            case "policy.classification" -> Strings.of("classification." + text);
            case "exception.expires" -> ItemWords.end(text);
            case "grant" ->
                switch (text) {
                    case "pushed", "app-side", "unknown" -> Strings.of("review.diff.grant." + text);
                    default -> Formats.name(text);
                };
            case "members.count", "members.moved", "mapping.identities" -> Spoken.number(Long.parseLong(text));
            default -> Formats.name(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        };
    }
}
