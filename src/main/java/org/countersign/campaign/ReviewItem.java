package org.countersign.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.drift.Severity;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;

/// One line of `items.ndjson`: a question, with everything that was known when the campaign was opened.
///
/// @param line the canonical object, `digest` included; what a decision binds
public record ReviewItem(String id, Kind kind, String source, String digest, ObjectNode line) {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// From a line as stored.
    public static ReviewItem of(ObjectNode line) {
        return new ReviewItem(
                line.path("id").asText(),
                Kind.valueOf(line.path("kind").asText().toUpperCase(Locale.ROOT)),
                line.path("source").asText(),
                line.path("digest").asText(),
                line);
    }

    /// The RFC 8785 form of `[source, kind, accountOrGroupId, target]`: the same thing in every campaign.
    public static String subjectKey(String source, Kind kind, String accountOrGroup, String target) {
        ArrayNode key = JsonNodeFactory.instance
                .arrayNode()
                .add(source)
                .add(kind.text())
                .add(accountOrGroup)
                .add(target);
        return CanonicalJson.text(key);
    }

    /// `i` and the first 15 characters of lower-case base32 of SHA-256(campaign name, 0x00, subject key).
    public static String idOf(String campaign, String subjectKey) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(campaign.getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
        bytes.writeBytes(subjectKey.getBytes(StandardCharsets.UTF_8));
        byte[] digest = Sha256.of(bytes.toByteArray());
        var id = new StringBuilder("i");
        for (int i = 0; i < 15; i++) {
            int bit = i * 5;
            int window = ((digest[bit / 8] & 0xff) << 8) | (digest[bit / 8 + 1] & 0xff);
            id.append(BASE32.charAt((window >> (11 - bit % 8)) & 31));
        }
        return id.toString();
    }

    /// SHA-256 of the RFC 8785 form of the line without `digest`.
    public static String digestOf(ObjectNode line) {
        ObjectNode bare = CanonicalJson.object();
        line.properties().stream()
                .filter(member -> !member.getKey().equals("digest"))
                .forEach(member -> bare.set(member.getKey(), member.getValue()));
        return Sha256.hex(CanonicalJson.bytes(bare));
    }

    /// The account's id, where the item is about one.
    public Optional<String> account() {
        return text(line.path("account"), "id");
    }

    /// Who or what it is about, as a person reads it.
    public String label() {
        return text(line.path("account"), "label")
                .or(() -> text(line.path("group"), "label"))
                .orElse(id);
    }

    /// What is held or asked: a group's or role's name, a mapping's or exception's id; "account as a
    /// whole".
    public String access() {
        return text(line, "access").orElse("");
    }

    /// The identity behind the account, as a person reads it.
    public Optional<String> identity() {
        return text(line.path("identity"), "label");
    }

    /// Whether account or access is privileged.
    public boolean privileged() {
        return line.path("privileged").asBoolean();
    }

    /// Whether the item is about the person of this address, who then does not decide it.
    public boolean isAbout(String address) {
        for (JsonNode person : line.path("persons")) {
            if (Formats.folded(person.asText()).equals(Formats.folded(address))) {
                return true;
            }
        }
        return false;
    }

    /// Who is asked next where somebody does not know: the fallback reviewer, then the owner, past whom the item is
    /// about;
    /// the owner is the last, whoever they are.
    ///
    /// @param past whose turn it was, and who answered
    public String next(Collection<String> past, String fallback, String owner) {
        boolean seen = past.stream()
                .map(Formats::folded)
                .anyMatch(one -> one.equals(Formats.folded(fallback)) || one.equals(Formats.folded(owner)));
        return seen || isAbout(fallback) ? owner : fallback;
    }

    /// The one who was to decide when the campaign was opened.
    public String frozenReviewer() {
        return line.path("reviewer").asText();
    }

    /// What was found on it.
    public List<ItemFinding> findings() {
        var findings = new ArrayList<ItemFinding>();
        for (JsonNode node : line.path("findings")) {
            findings.add(new ItemFinding(
                    node.path("rule").asText(),
                    Severity.valueOf(node.path("severity").asText().toUpperCase(Locale.ROOT)),
                    node.path("summary").asText()));
        }
        return findings;
    }

    /// A finding as frozen.
    public record ItemFinding(String rule, Severity severity, String summary) {}

    /// The worst of them.
    public Optional<Severity> worst() {
        return findings().stream().map(ItemFinding::severity).min(Severity::compareTo);
    }

    /// Whether it is new or changed since the last signed review.
    public boolean changed() {
        return !line.path("changed").isEmpty();
    }

    static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name).asText("")).filter(text -> !text.isEmpty());
    }
}
