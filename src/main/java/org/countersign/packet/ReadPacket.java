package org.countersign.packet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.ReceiveItems;
import org.countersign.campaign.ReceivedItem;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.queue.CarriedContext;
import org.countersign.evidence.Cades;
import org.countersign.evidence.SigningKey;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// Reads a packet, strictly: what it says of itself agrees, and nothing is in it that need not be.
public final class ReadPacket {
    static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    /// As many bytes as a packet or an answer may have.
    public static final int LARGEST = Container.LARGEST;

    /// As many signatures as a campaign has numbers for.
    static final int SIGNATURES = 998;
    private static final long EXACT = 1L << 53;

    private ReadPacket() {}

    /// What a file is.
    public enum Kind {
        /// Items for a reviewer.
        PACKET,
        /// What came of them.
        ANSWER,
        /// Something else.
        OTHER
    }

    /// What a file is, by the names in it; nothing of it is verified.
    public static Kind kind(byte[] bytes) {
        try {
            Container container = Container.read("", bytes);
            return container.holds(Packet.FACTS)
                    ? Kind.PACKET
                    : container.holds(Answer.FACTS) ? Kind.ANSWER : Kind.OTHER;
        } catch (RefusedException e) {
            return Kind.OTHER;
        }
    }

    /// Reads one.
    ///
    /// @param name of the file, for messages
    /// @throws RefusedException with the reason
    public static Packet of(String name, byte[] bytes) throws RefusedException {
        Container in = Container.read(name, bytes);
        if (in.holds(Answer.FACTS)) {
            throw new RefusedException(
                    name,
                    "This is the answer to a packet, not a packet.",
                    "The campaign's owner merges it: countersign packet import FILE",
                    "The campaign's owner merges it on their machine.");
        }
        if (!in.holds(Packet.FACTS)) {
            throw new RefusedException(name, "This is no packet.", "");
        }
        Cades.Signature by = in.requireSigned(Packet.FILES, Packet.NUMBER);
        try {
            return packet(in, by, Sha256.hex(bytes));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw in.refused("Something in it is not as Countersign writes it.");
        }
    }

    private static Packet packet(Container in, Cades.Signature by, String sha256) throws RefusedException {
        ObjectNode facts = in.object(Packet.FACTS);
        in.text(facts, "format", Pattern.compile(Pattern.quote(Packet.FORMAT)));
        if (in.number(facts, "version", 1, 1_000) != Packet.VERSION) {
            throw in.refused("It was made by a newer Countersign than this one.");
        }
        ObjectNode frozen = in.object(Packet.CAMPAIGN);
        in.text(frozen, "name", NAME);
        Campaign campaign = ReceiveItems.campaign(frozen);
        agree(in, facts, "campaign", campaign.name());
        agree(in, facts, "campaignSha256", Sha256.hex(in.file(Packet.CAMPAIGN)));
        agree(in, facts, "itemsSha256", Sha256.hex(in.file(Packet.ITEMS)));
        JsonNode roster = facts.path("roster");
        String owner = address(in, roster.path(0), "owner");
        String reviewer = address(in, roster.path(1), "reviewer");
        if (!Formats.folded(owner).equals(Formats.folded(campaign.owner()))
                || !SigningKey.carries(by.certificate(), campaign.owner())) {
            throw in.refused("It is not signed by the owner of its campaign, " + Formats.visible(campaign.owner())
                    + ": the certificate does not carry that address.");
        }
        if (!roster.path(0).path("certificateSha256").asText().equals(SigningKey.fingerprint(by.certificate()))
                || !Arrays.equals(
                        in.file(Packet.CERTIFICATE),
                        SigningKey.pem(by.certificate()).getBytes(StandardCharsets.US_ASCII))) {
            throw in.refused("It names another certificate than the one that signed it.");
        }
        ObjectNode around = in.object(Packet.AROUND);
        List<ReceivedItem> items = items(in, campaign, around);
        if (in.number(facts, "items", 1, Integer.MAX_VALUE) != items.size()) {
            throw in.refused("It does not hold as many items as it says.");
        }
        Instant madeAt = Instant.parse(facts.path("madeAt").asText());
        if (by.claimedAt().filter(madeAt::equals).isEmpty()) {
            throw in.refused("It was signed at another time than it says.");
        }
        var known = new ArrayList<String>();
        for (JsonNode one : roster.path(1).path("certificatesSha256")) {
            known.add(one.asText());
        }
        JsonNode head = facts.path("ledger");
        return new Packet(
                in.text(facts, "packet", ID),
                campaign,
                reviewer,
                known,
                madeAt,
                (int) in.number(facts, "signature", 1, SIGNATURES),
                in.number(facts, "firstDecision", 1, EXACT - items.size()),
                in.number(head, "seq", 0, EXACT) + " " + in.text(head, "hash", DIGEST),
                items,
                Sha256.hex(in.file(Packet.ITEMS)),
                around,
                sha256,
                by);
    }

    private static void agree(Container in, ObjectNode facts, String field, String value) throws RefusedException {
        if (!facts.path(field).asText().equals(value)) {
            throw in.refused("Its “" + field + "” is not that of the file that it names.");
        }
    }

    private static String address(Container in, JsonNode person, String role) throws RefusedException {
        String address = person.path("address").asText();
        if (!person.path("role").asText().equals(role) || !Formats.isAddress(address)) {
            throw in.refused("It does not tell its " + role + ".");
        }
        return address;
    }

    private static List<ReceivedItem> items(Container in, Campaign campaign, ObjectNode around)
            throws RefusedException {
        List<ObjectNode> lines = in.lines(Packet.ITEMS);
        List<ObjectNode> contexts = in.lines(Packet.CONTEXT);
        if (lines.size() != contexts.size()) {
            throw in.refused("It does not have a context for each item.");
        }
        var items = new ArrayList<ReceivedItem>();
        var seen = new HashSet<String>();
        for (int i = 0; i < lines.size(); i++) {
            ObjectNode context = contexts.get(i);
            ReviewItem item = ReviewItem.of(lines.get(i));
            String where = Formats.visible(Formats.brief(item.id(), 40));
            if (!ReviewItem.digestOf(item.line()).equals(item.digest())) {
                throw in.refused("The item " + where + " has another content than its digest says.");
            }
            if (!ReviewItem.idOf(campaign.name(), context.path("subject").asText())
                            .equals(item.id())
                    || !context.path("item").asText().equals(item.id())) {
                throw in.refused("The item " + where + " is not of this campaign.");
            }
            if (!seen.add(item.id())) {
                throw in.refused("The item " + where + " is there twice.");
            }
            item.findings();
            CarriedContext.check(context.path("context"), around);
            items.add(new ReceivedItem(
                    item,
                    context.path("subject").asText(),
                    context.has("supersedes")
                            ? Optional.of(in.number(context, "supersedes", 1, EXACT))
                            : Optional.empty(),
                    CanonicalJson.text(context.path("context"))));
        }
        return items;
    }
}
