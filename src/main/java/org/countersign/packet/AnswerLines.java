package org.countersign.packet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.DecisionRules;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// The decisions of an answer, held against the packet that it answers and against the rules of a review: a reviewer's
/// own Countersign asked the same, and nobody here has seen it do so.
final class AnswerLines {
    private static final Pattern MODE = Pattern.compile("single|bulk:[1-9][0-9]{0,8}");
    private static final long LONGEST_SECONDS = 365L * 24 * 3600;
    private static final int LONGEST_REASON = 100_000;

    private final String name;
    private final Campaign campaign;
    private final Sent sent;
    private final Answer answer;

    /// @param name of the file, for messages
    AnswerLines(String name, Campaign campaign, Sent sent, Answer answer) {
        this.name = name;
        this.campaign = campaign;
        this.sent = sent;
        this.answer = answer;
    }

    /// A decision with the item that it is on, as that stands here.
    record Line(Decision decision, ItemState state) {}

    /// In their order, one at most on each item of the packet, and none left out but what is covered.
    ///
    /// @param items of the packet
    /// @param states of the campaign, by id
    /// @param now when the ledger will tell of them: a decision made later would never verify
    List<Line> read(
            List<PacketStore.Item> items,
            Map<String, ItemState> states,
            CampaignStore campaigns,
            String osUser,
            Instant now)
            throws RefusedException {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            places.put(items.get(i).item(), i);
        }
        var lines = new ArrayList<Line>();
        int last = -1;
        for (int i = 0; i < answer.lines().size(); i++) {
            ObjectNode line = answer.lines().get(i);
            Decision decision = decision(line, i + 1, osUser);
            Integer place = places.get(decision.item());
            if (place == null) {
                throw refused(i + 1, "the item " + Formats.brief(decision.item(), 40) + " was not in the packet");
            }
            if (place <= last) {
                throw refused(i + 1, "the item " + decision.item() + " is there twice, or not in the packet's order");
            }
            last = place;
            ItemState state = java.util.Objects.requireNonNull(states.get(decision.item()));
            check(decision, state, place, i + 1, campaigns);
            if (decision.decidedAt().isAfter(now.plus(OpenPacket.SKEW))) {
                throw refused(i + 1, "it was made at " + Formats.instant(decision.decidedAt()) + ", which is not yet");
            }
            lines.add(new Line(decision, state));
        }
        complete(items, states, lines);
        return lines;
    }

    private Decision decision(ObjectNode line, int number, String osUser) throws RefusedException {
        try {
            var decision = new Decision(
                    line.path("number").asLong(),
                    campaign.name(),
                    line.path("item").asText(),
                    line.path("itemDigest").asText(),
                    Verdict.of(line.path("decision").asText())
                            .orElseThrow(() -> refused(number, "its decision is none")),
                    Optional.ofNullable(line.get("reason")).map(node -> node.asText()),
                    Optional.ofNullable(line.get("until")).map(node -> LocalDate.parse(node.asText())),
                    line.path("reviewer").asText(),
                    osUser,
                    Instant.parse(line.path("decidedAt").asText()),
                    false,
                    line.path("mode").asText(),
                    line.path("seconds").asLong(),
                    Optional.ofNullable(line.get("supersedes")).map(node -> node.asLong()));
            if (!CanonicalJson.text(decision.json()).equals(CanonicalJson.text(line))) {
                throw refused(number, "it is not as Countersign writes a decision");
            }
            return decision;
        } catch (DateTimeException e) {
            throw refused(number, "a day or an instant in it is none");
        } catch (IllegalArgumentException e) {
            throw refused(number, "it is not as Countersign writes a decision");
        }
    }

    private void check(Decision decision, ItemState state, int place, int number, CampaignStore campaigns)
            throws RefusedException {
        if (!decision.itemDigest().equals(state.item().digest())) {
            throw refused(number, "it was made on another content than the item " + decision.item() + " has");
        }
        if (!decision.reviewer().equals(sent.reviewer())) {
            throw refused(
                    number,
                    "it is by " + Formats.brief(decision.reviewer(), 80) + ", and the packet was for "
                            + sent.reviewer());
        }
        if (decision.number() != sent.first() + place) {
            throw refused(number, "it has not the number that was set aside for its item");
        }
        if (!supersedes(decision, campaigns.signedOn(campaign.name(), decision.item()))) {
            throw refused(number, "it does not name the signed decision that it changes");
        }
        if (decision.decidedAt().isAfter(answer.signedAt().plus(OpenPacket.SKEW))
                || decision.decidedAt().isBefore(campaign.openedAt().minus(OpenPacket.SKEW))) {
            throw refused(
                    number,
                    "it was made at " + Formats.instant(decision.decidedAt())
                            + ", before the campaign was opened or after it was signed");
        }
        if (!MODE.matcher(decision.mode()).matches()
                || decision.seconds() < 0
                || decision.seconds() > LONGEST_SECONDS
                || decision.reason()
                        .filter(text -> text.length() > LONGEST_REASON)
                        .isPresent()) {
            throw refused(number, "it does not tell in the way that it must how it was made");
        }
        LocalDate day = decision.decidedAt().atZone(ZoneOffset.UTC).toLocalDate();
        Optional<String> fault = DecisionRules.elsewhere(decision, state, campaign, day);
        if (fault.isPresent()) {
            throw refused(number, fault.get());
        }
    }

    /// As the verifier of the bundle will see it: it names the newest that is signed, or one before it that nobody but
    /// others have answered with `dont-know` since; whatever was signed meanwhile with a higher number, it cannot
    /// have
    /// known.
    private static boolean supersedes(Decision decision, List<Decision> signed) {
        if (!signed.isEmpty() && signed.getFirst().number() > decision.number()) {
            return false;
        }
        int newest = 0;
        while (newest < signed.size()
                && !decision.supersedes().equals(Optional.of(signed.get(newest).number()))
                && signed.get(newest).verdict() == Verdict.DONT_KNOW
                && !signed.get(newest).reviewer().equals(decision.reviewer())) {
            newest++;
        }
        return decision.supersedes()
                .equals(newest < signed.size() ? Optional.of(signed.get(newest).number()) : Optional.empty());
    }

    /// What is left out is covered by an account that the same answer revokes, or that was revoked here.
    private void complete(List<PacketStore.Item> items, Map<String, ItemState> states, List<Line> lines)
            throws RefusedException {
        var decided = new HashSet<String>();
        var revoked = new HashSet<String>();
        for (Line line : lines) {
            ReviewItem item = line.state().item();
            decided.add(item.id());
            if (item.kind() == Kind.ACCOUNT && line.decision().verdict() == Verdict.REVOKE) {
                revoked.add(item.source() + "/" + item.account().orElse(""));
            }
        }
        int open = 0;
        for (PacketStore.Item one : items) {
            ItemState state = java.util.Objects.requireNonNull(states.get(one.item()));
            boolean covered = state.item().kind().isAccess()
                    && revoked.contains(
                            state.item().source() + "/" + state.item().account().orElse(""));
            open += decided.contains(one.item()) || covered || state.covered() ? 0 : 1;
        }
        if (open > 0) {
            throw new RefusedException(
                    name,
                    "It leaves " + Formats.counted(open, "item") + " of the packet open; a packet is answered whole.",
                    "Nothing was changed.");
        }
    }

    private RefusedException refused(int line, String reason) {
        return new RefusedException(
                name, "Decision " + line + ": " + Formats.visible(reason) + ".", "Nothing was changed.");
    }
}
