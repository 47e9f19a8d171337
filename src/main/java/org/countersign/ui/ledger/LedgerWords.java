package org.countersign.ui.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.evidence.SignedHeads.Signed;
import org.countersign.evidence.VerifyLedger;
import org.countersign.evidence.events.About;
import org.countersign.evidence.events.LedgerRow;
import org.countersign.ledger.Ledger;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// The sentences of the ledger.
final class LedgerWords {
    private static final String SAID = "ledger.said.";

    private LedgerWords() {}

    /// What a type is called; one that has no words yet stays as it is.
    static String name(String type) {
        String key = "evidence.event." + type;
        return Strings.bundle().containsKey(key) ? Strings.of(key) : Formats.visible(type);
    }

    /// What happened, as whoever did it would say it.
    static String sentence(LedgerRow row) {
        JsonNode data = row.data();
        String key = SAID + row.type();
        return switch (row.type()) {
            case "campaign.opened" -> count(key, data, "items");
            case "campaign.closed" -> closed(data.path("figures"));
            case "decision.recorded" -> decision(data);
            case "decisions.signed" -> count(key, data, "decisions");
            case "items.delegated" -> Strings.of(key, day(data, "start"), day(data, "end"));
            case "items.reassigned" -> Strings.count(key, data.path("items").size());
            case "exception.added", "exception.extended" ->
                data.has("expires") ? Strings.of(key, day(data, "expires")) : Strings.of(key + ".open");
            case "finding.acknowledged" ->
                Strings.count(key, data.path("findings").size(), day(data, "until"));
            case "finding.reopened" -> Strings.count(key, data.path("findings").size());
            case "governance.changed" -> count(key, data, "changed", "number");
            case "governance.exported" -> Strings.of(key, figure(data, "number"));
            case "governance.imported" ->
                Strings.of(
                        key,
                        figure(data, "added"),
                        figure(data, "changed"),
                        figure(data, "ended"),
                        figure(data, "number"));
            case "group.attested" -> count(key, data, "members");
            case "provisioning-log.imported" -> count(key, data, "added");
            case "packet.exported", "packet.opened" -> count(key, data, "items");
            case "packet.imported" -> count(key, data, "decisions");
            case "snapshot.imported" -> snapshot(data);
            case "snapshot.pruned" -> Strings.count(key, data.path("removed").size());
            default ->
                Strings.bundle().containsKey(key) ? Strings.of(key) : Strings.of("ledger.fact", name(row.type()));
        };
    }

    private static String count(String key, JsonNode data, String of) {
        return Strings.count(key, data.path(of).asLong());
    }

    private static String count(String key, JsonNode data, String of, String more) {
        return Strings.count(key, data.path(of).asLong(), figure(data, more));
    }

    private static String figure(JsonNode data, String name) {
        return Spoken.number(data.path(name).asLong());
    }

    private static String closed(JsonNode figures) {
        long open = figures.path("open").asLong();
        return open == 0
                ? count(SAID + "campaign.closed", figures, "decided")
                : Strings.count(
                        SAID + "campaign.closed.open", open, figure(figures, "decided"), figure(figures, "items"));
    }

    private static String decision(JsonNode data) {
        String verdict = data.path("decision").asText();
        String known = "review.verdict." + verdict;
        String mode = data.path("mode").asText();
        String said = Strings.bundle().containsKey(known) ? Strings.of(known) : verdict;
        String how = mode.startsWith("bulk:")
                ? Strings.of("review.mode.bulk", mode.substring("bulk:".length()))
                : Strings.count(SAID + "decision.seconds", data.path("seconds").asLong());
        return Strings.of(SAID + (data.has("supersedes") ? "decision.again" : "decision.recorded"), said, how);
    }

    private static String day(JsonNode data, String name) {
        String text = data.path(name).asText();
        try {
            return Spoken.date(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static String snapshot(JsonNode data) {
        String said = Strings.of(
                SAID + "snapshot.imported", figure(data, "number"), figure(data, "accounts"), figure(data, "groups"));
        return data.path("complete").asBoolean(true) ? said : Strings.of(SAID + "snapshot.incomplete", said);
    }

    /// The sentence, and who signed the chain up to here.
    static String whole(LedgerRow row) {
        return row.signed()
                .map(one -> Strings.of("ledger.signedHere.row", sentence(row), Formats.name(one.by())))
                .orElseGet(() -> sentence(row));
    }

    /// What it is about in a cell: the narrowest, and how much more.
    static String about(LedgerRow row) {
        int findings = row.data().path("findings").size();
        String first = row.about().stream().findFirst().map(LedgerWords::about).orElse("");
        return findings > 1 ? Strings.count("ledger.about.more", findings - 1L, first) : first;
    }

    static String about(About about) {
        return about.kind() == About.Kind.GOVERNANCE
                ? Strings.of("ledger.about.version", about.label())
                : Formats.line(about.label());
    }

    /// As a line of text, its hash whole.
    static String line(LedgerRow row, ZoneId zone) {
        return List.of(
                        Long.toString(row.seq()),
                        Spoken.at(row.at(), zone),
                        row.who(),
                        whole(row),
                        about(row),
                        row.hash())
                .stream()
                .map(Csv::cell)
                .collect(Collectors.joining("\t"));
    }

    /// How many are listed of how many.
    static String count(long listed, long all) {
        if (all == 0) {
            return Strings.of("ledger.count.none");
        }
        return listed == all
                ? Strings.count("ledger.count", all)
                : Strings.count("ledger.count.some", all, Spoken.number(listed));
    }

    /// What a walk over the chain came to.
    static String walked(VerifyLedger.Outcome outcome, Instant at, ZoneId zone) {
        return switch (outcome.verdict()) {
            case Ledger.Verdict.Broken broken -> broken(outcome.first().orElse(broken));
            case Ledger.Verdict.Holds(Ledger.Head head)
            when outcome.stopped() ->
                head.seq() == 0
                        ? Strings.of("ledger.stopped.none")
                        : Strings.of("ledger.stopped", Spoken.number(head.seq()), Spoken.number(outcome.length()));
            case Ledger.Verdict.Holds(Ledger.Head head)
            when !outcome.lost().isEmpty() -> lost(head, outcome.lost().getFirst());
            case Ledger.Verdict.Holds(Ledger.Head head) ->
                Strings.count("ledger.holds", head.seq(), Spoken.at(at, zone)) + " "
                        + (outcome.heads().isEmpty()
                                ? Strings.of("ledger.heads.none")
                                : Strings.count("ledger.heads", outcome.heads().size()));
        };
    }

    private static String broken(Ledger.Verdict.Broken first) {
        return Strings.of(
                "ledger.broken",
                Spoken.number(first.seq()),
                Strings.of("ledger.why." + first.why()),
                first.seq() == 1
                        ? Strings.of("ledger.broken.first")
                        : Strings.of("ledger.broken.before", Spoken.number(first.seq() - 1)));
    }

    private static String lost(Ledger.Head head, VerifyLedger.Lost lost) {
        Signed signed = lost.signed();
        return Strings.of(
                "ledger.lost",
                Spoken.number(head.seq()),
                Formats.name(signed.owner()),
                signed.head().map(one -> Spoken.number(one.seq())).orElse("?"),
                signed.campaign(),
                Spoken.number(lost.first()));
    }
}
