package org.countersign.ui.evidence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.campaign.Campaign;
import org.countersign.ledger.Ledger;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.evidence.EvidenceState.Chosen;

/// The sentences of the page.
final class EvidenceWords {
    private static final Duration SOON = Duration.ofDays(30);

    private EvidenceWords() {}

    /// What needs somebody, else what can be handed over, else what has to happen first.
    static String lead(EvidenceState state) {
        List<Campaign> waiting = state.waiting();
        if (!waiting.isEmpty()) {
            Campaign first = waiting.getFirst();
            String more = waiting.size() == 1 ? "" : " " + Strings.count("evidence.lead.more", waiting.size() - 1);
            return Strings.of("evidence.lead.waits", Formats.line(first.title()), Formats.name(first.owner())) + more;
        }
        Optional<Campaign> signed = state.campaigns().stream()
                .filter(one -> one.state() == Campaign.State.SIGNED)
                .findFirst();
        if (signed.isPresent()) {
            return Strings.of("evidence.lead.signed", Formats.line(signed.get().title()));
        }
        return state.campaigns().stream()
                .filter(one -> one.state() == Campaign.State.OPEN)
                .findFirst()
                .map(one -> Strings.of("evidence.lead.open", Formats.line(one.title())))
                .orElseGet(() -> Strings.of("evidence.lead.none"));
    }

    /// What the owner of the campaign that is looked at can do.
    static String next(Chosen chosen, ZoneId zone) {
        Campaign campaign = chosen.campaign();
        return switch (campaign.state()) {
            case OPEN -> Strings.of("evidence.next.open");
            case CLOSED -> Strings.of("evidence.next.closed", Formats.name(campaign.owner()));
            case CLOSED_INCOMPLETE ->
                Strings.of(
                        "evidence.next.incomplete",
                        Formats.name(campaign.owner()),
                        campaign.incompleteReason().map(Formats::line).orElse(""));
            case SIGNED ->
                Strings.of(
                        "evidence.next.signed",
                        Formats.name(campaign.owner()),
                        chosen.bundle()
                                .map(bundle -> Spoken.at(bundle.at(), zone))
                                .orElse(""));
            case CANCELLED -> Strings.of("evidence.next.cancelled");
        };
    }

    /// `141 of 412 items decided: 104 approved, 9 until a date, 28 revoked; 4 not known, 267 open.` What is zero is
    /// left out.
    static String figures(org.countersign.campaign.Standing figures) {
        String decided = parts(
                part("approved", figures.approved()),
                part("until", figures.approvedUntil()),
                part("revoked", (long) figures.revoked() + figures.covered()));
        String left = parts(part("dontKnow", figures.dontKnow()), part("open", figures.open()));
        return Strings.count("evidence.figures", figures.items(), Spoken.number(figures.decided()))
                + (decided.isEmpty() ? "" : ": " + decided)
                + (left.isEmpty() ? "" : "; " + left)
                + ".";
    }

    private static String part(String kind, long many) {
        return many == 0 ? "" : Strings.of("evidence.figures." + kind, Spoken.number(many));
    }

    private static String parts(String... parts) {
        return Stream.of(parts).filter(one -> !one.isEmpty()).collect(Collectors.joining(", "));
    }

    static String bundle(Chosen chosen, ZoneId zone) {
        return chosen.bundle()
                .map(one -> Strings.of(
                        "evidence.bundle.facts",
                        Sizes.words(one.size()),
                        Formats.digest(one.sha256()),
                        Spoken.at(one.at(), zone)))
                .orElseGet(() -> Strings.of("evidence.bundle.notYet"));
    }

    static String document(Chosen chosen) {
        return chosen.bundle()
                .map(one -> Strings.of("evidence.pdf.facts", Sizes.words(one.attestation())))
                .orElseGet(() -> Strings.of("evidence.pdf.draft"));
    }

    static String ledger(Optional<LedgerCheck> check, long length, ZoneId zone) {
        return check.map(one -> switch (one.verdict()) {
                    case Ledger.Verdict.Holds(Ledger.Head head) ->
                        Strings.count("evidence.ledger.holds", head.seq(), Spoken.at(one.at(), zone));
                    case Ledger.Verdict.Broken(long seq, Ledger.Why why) ->
                        Strings.of("evidence.ledger.broken", Spoken.number(seq), Strings.of("ledger.why." + why));
                })
                .orElseGet(() -> Strings.count("evidence.ledger.length", length));
    }

    /// What happened, as people say it; a type that has no words yet stays as it is.
    static String event(String type) {
        String key = "evidence.event." + type;
        return Strings.bundle().containsKey(key) ? Strings.of(key) : type;
    }

    /// Until when a certificate is good.
    static String until(SignerFacts signer, Clock clock) {
        Instant now = clock.instant();
        return now.isBefore(signer.from())
                ? Strings.of("evidence.signer.from", Spoken.day(signer.from(), clock.getZone()))
                : Strings.of(
                        now.isAfter(signer.until()) ? "evidence.signer.ended" : "evidence.signer.until",
                        Spoken.day(signer.until(), clock.getZone()));
    }

    /// The same where there is little room.
    static String briefly(SignerFacts signer, Clock clock) {
        return standing(signer, clock) == Standing.OUT
                ? until(signer, clock)
                : Strings.of("evidence.signer.to", Spoken.day(signer.until(), clock.getZone()));
    }

    /// Whether a certificate is good now, soon no longer, or not.
    enum Standing {
        /// It is.
        GOOD,
        /// For less than a month.
        ENDING,
        /// Not yet, or no longer.
        OUT
    }

    static Standing standing(SignerFacts signer, Clock clock) {
        Instant now = clock.instant();
        if (now.isBefore(signer.from()) || now.isAfter(signer.until())) {
            return Standing.OUT;
        }
        return now.plus(SOON).isAfter(signer.until()) ? Standing.ENDING : Standing.GOOD;
    }
}
