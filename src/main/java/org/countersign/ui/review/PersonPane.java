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
import org.countersign.campaign.queue.Context;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.SplitBar;
import org.countersign.ui.parts.Verdicts;

/// The column on the right: the person, earlier decisions, what a decision binds.
final class PersonPane {
    /// As many earlier decisions as have room.
    private static final int SHOWN = 4;

    private PersonPane() {}

    /// Which of the nodes tells earlier decisions.
    static final int EARLIER = 2;

    static List<Node> of(ItemState state, String asOf) {
        ReviewItem item = state.item();
        return List.of(person(item), Parts.hairline(), earlier(item), Parts.hairline(), binds(item, asOf));
    }

    /// Every earlier decision that counted, with its reason and the size of its batch.
    static Node earlier(ReviewItem item, Context context) {
        if (context.earlier().isEmpty()) {
            return earlier(item);
        }
        VBox box = Parts.column(8, Parts.whole(Strings.of("review.earlier"), "t-section"));
        context.earlier().stream().limit(SHOWN).forEach(one -> {
            VBox lines = Parts.column(
                    1,
                    Parts.sentence(
                            Strings.of(
                                    "review.earlier.who",
                                    Strings.of("review.verdict." + one.verdict().text()),
                                    one.reviewer()),
                            "t-medium"),
                    Parts.sentence(
                            Strings.of(
                                    "review.earlier.when",
                                    Spoken.day(one.decidedAt()),
                                    one.reason().map(Formats::name).orElseGet(() -> ItemWords.mode(one.mode()))),
                            "t-small",
                            "t-muted"));
            box.getChildren()
                    .add(Parts.top(
                            8, Parts.padded(new VBox(Verdicts.icon(one.verdict())), 2, 0, 0, 0), Parts.grow(lines)));
        });
        if (context.earlier().size() > SHOWN) {
            box.getChildren()
                    .add(Parts.sentence(
                            Strings.of(
                                    "review.earlier.more",
                                    Spoken.number(context.earlier().size() - SHOWN)),
                            "t-small",
                            "t-muted"));
        }
        return box;
    }

    /// Who else has it, by department, and how many of those who could; nothing for what is no access.
    static List<Node> peers(Context context) {
        if (context.holders() == 0) {
            return List.of();
        }
        VBox box = Parts.column(
                6,
                Parts.whole(Strings.of("review.peers"), "t-section"),
                Parts.sentence(Strings.count("review.peers.all", context.holders()), "t-small", "t-muted"));
        context.peers().forEach(one -> {
            String department =
                    one.department().isEmpty() ? Strings.of("review.peers.nowhere") : Formats.name(one.department());
            boolean known = one.of() >= one.holding();
            box.getChildren()
                    .add(Parts.sentence(
                            one.department().isEmpty() && known
                                    ? Strings.of(
                                            "review.peers.without",
                                            Spoken.number(one.holding()),
                                            Spoken.number(one.of()))
                                    : known
                                            ? Strings.of(
                                                    "review.peers.of",
                                                    Spoken.number(one.holding()),
                                                    Spoken.number(one.of()),
                                                    department)
                                            : Strings.of("review.peers.in", Spoken.number(one.holding()), department),
                            "t-small"));
            if (known) {
                var bar = new SplitBar();
                bar.show(List.of(
                        new SplitBar.Part(one.holding(), "bar-accent"),
                        new SplitBar.Part((double) one.of() - one.holding(), "bar-open")));
                box.getChildren().add(bar);
            }
        });
        return List.of(Parts.hairline(), box);
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
