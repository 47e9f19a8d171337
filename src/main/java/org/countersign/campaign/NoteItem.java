package org.countersign.campaign;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: a reviewer writes on an item without deciding it. Whoever is asked about it from then on reads it. A note
/// is
/// never changed; the newest stands first.
///
/// The ledger has a salted digest of the text, as it has ids for names: the text itself stays in its table.
public final class NoteItem {
    /// As many characters as a note can have.
    public static final int LONGEST = 1_000;

    private static final int SALT = 16;

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /// Appends to this ledger.
    public NoteItem(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Writes it.
    ///
    /// @param given the reviewer's address, in any case of letters
    /// @throws RefusedException where it is not theirs to write on, or there is nothing to write
    public ItemNote run(Actor actor, String campaign, String item, String given, String text) throws RefusedException {
        String said = said(item, text);
        return workspace.write(tx -> {
            Campaign open = new CampaignStore(tx).get(campaign);
            if (open.state() != Campaign.State.OPEN) {
                throw new RefusedException(
                        campaign, "The campaign is " + open.state().text() + "; no note can be written in it.", "");
            }
            new ReceivedStore(tx).requireWhole(open);
            var states = new StateStore(tx);
            String reviewer = states.spelled(open, given);
            ItemState state = Optional.ofNullable(
                            states.of(campaign, List.of(item)).get(item))
                    .orElseThrow(() -> new RefusedException(
                            Formats.visible(item),
                            "There is no item of this id in campaign " + campaign + ".",
                            "See: countersign campaign items " + campaign,
                            "Its items are listed under Campaigns."));
            LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
            boolean deputy = !state.item().isAbout(reviewer)
                    && new DelegationStore(tx)
                            .to(campaign, reviewer, today).stream().anyMatch(one -> same(one.from(), state.reviewer()));
            if (!deputy && !same(state.reviewer(), reviewer)) {
                throw new RefusedException(
                        item,
                        "It is " + state.reviewer() + "'s, not " + reviewer
                                + "'s; whoever is asked about an item writes on it.",
                        "");
            }
            if (state.signed()) {
                throw new RefusedException(
                        item,
                        "What was decided about it is signed, and a note would not be part of that.",
                        "Decide it again if something has changed.");
            }
            var store = new NoteStore(tx);
            var note = new ItemNote(
                    store.next(),
                    campaign,
                    item,
                    reviewer,
                    said,
                    salt(),
                    actor.osUser(),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS));
            store.insert(note);
            ledger.append(
                    tx,
                    actor.as(reviewer),
                    "item.noted",
                    CanonicalJson.object()
                            .put("campaign", campaign)
                            .put("number", note.number())
                            .put("item", item)
                            .put("itemDigest", state.item().digest())
                            .put("noteSha256", note.sha256()));
            return note;
        });
    }

    private static boolean same(String one, String other) {
        return Formats.folded(one).equals(Formats.folded(other));
    }

    private static String said(String item, String text) throws RefusedException {
        String said = text.strip();
        int length = said.codePointCount(0, said.length());
        if (length == 0) {
            throw new RefusedException(Formats.visible(item), "A note without a word says nothing.", "");
        }
        if (length > LONGEST) {
            throw new RefusedException(
                    Formats.visible(item),
                    "A note has at most " + Formats.number(LONGEST) + " characters; this one has "
                            + Formats.number(length) + ".",
                    "Nothing was written.");
        }
        return said;
    }

    private String salt() {
        var bytes = new byte[SALT];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
