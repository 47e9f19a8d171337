package org.countersign.ui.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;

/// The column on the right: the person, earlier decisions, what a decision binds.
final class PersonPane {
    private PersonPane() {}

    static List<Node> of(ItemState state, String asOf) {
        ReviewItem item = state.item();
        return List.of(person(item), Parts.hairline(), earlier(item), Parts.hairline(), binds(item, asOf));
    }

    private static VBox person(ReviewItem item) {
        JsonNode identity = item.line().path("identity");
        JsonNode account = item.line().path("account");
        JsonNode policy = item.line().path("policy");
        VBox person = Parts.column(7, Parts.whole(Strings.of("review.person"), "t-section"));
        if (identity.isMissingNode() && item.kind() != Kind.MAPPING && item.kind() != Kind.GROUP) {
            person.getChildren().add(Parts.sentence(Strings.of("review.noIdentity"), "c-medium"));
        }
        fact(person, "review.fact.name", identity.path("label").asText(""));
        fact(person, "review.fact.title", identity.path("title").asText(""));
        fact(person, "review.fact.department", identity.path("department").asText(""));
        fact(person, "review.fact.manager", identity.path("manager").asText(""));
        fact(person, "review.fact.kind", ItemWords.account(item));
        fact(person, "review.fact.account", item.account().orElse(""));
        fact(
                person,
                "review.fact.signIn",
                ItemWords.day(account.path("lastSignIn").asText("")));
        fact(person, "review.fact.owner", policy.path("owner").asText(""));
        String cadence = policy.path("cadence").asText("");
        fact(person, "review.fact.cadence", cadence.isEmpty() ? "" : Spoken.age(Duration.parse(cadence)));
        return person;
    }

    private static VBox earlier(ReviewItem item) {
        JsonNode previous = item.line().path("previous");
        return Parts.column(
                8,
                Parts.whole(Strings.of("review.earlier"), "t-section"),
                previous.isMissingNode()
                        ? Parts.sentence(Strings.of("review.noEarlier"), "t-muted")
                        : Parts.sentence(Strings.of(
                                "review.earlier.one",
                                Strings.of("review.verdict."
                                        + previous.path("decision").asText()),
                                previous.path("reviewer").asText(),
                                ItemWords.day(previous.path("decidedAt").asText("")),
                                ItemWords.mode(previous.path("mode").asText()))));
    }

    private static VBox binds(ReviewItem item, String asOf) {
        VBox binds = Parts.column(
                5,
                Parts.whole(Strings.of("review.binds"), "t-section"),
                Parts.row(
                        8,
                        Parts.wide(Parts.label(Strings.of("review.fact.item"), "t-muted"), 84),
                        Parts.whole(Formats.digest(item.digest()), "t-mono")));
        fact(binds, "review.fact.asOf", asOf);
        fact(
                binds,
                "review.fact.shown",
                Strings.count("review.shown.findings", item.findings().size())
                        + ", "
                        + Strings.count(
                                "review.shown.changes",
                                item.line().path("changed").size()));
        return binds;
    }

    private static void fact(VBox box, String key, String value) {
        if (!value.isEmpty()) {
            box.getChildren()
                    .add(Parts.fact(Strings.of(key), value.length() > 1 ? value : value.toUpperCase(Locale.ROOT), 84));
        }
    }
}
