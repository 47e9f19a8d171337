package org.countersign.evidence;

import static org.countersign.evidence.Attack.unseen;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Lies on which all signers agree: every signature, sum and digest holds, and the records contradict each other. Where
/// nothing contradicts it, a lie on which all agree is no attack that anybody could find.
final class RecordAttacks {
    private static final String DECISIONS = "decisions/001.ndjson";
    private static final String EVENTS = "events.ndjson";

    private RecordAttacks() {}

    static List<Attack> all() {
        var all = new ArrayList<Attack>();
        all.addAll(decisions());
        all.addAll(dates());
        all.addAll(events());
        all.addAll(heads());
        all.addAll(populations());
        all.addAll(writing());
        return all;
    }

    /// The first line of the first reviewer's decisions; its event says the same where it has the words.
    private static Forgery decision(Scene scene, UnaryOperator<String> change) throws Exception {
        Forgery forgery = scene.forge();
        String first = first(forgery);
        String number = number(first);
        forgery.change(DECISIONS, text -> change.apply(first) + text.substring(first.length()));
        forgery.events(lines -> lines.stream()
                .map(line -> line.contains("decision.recorded") && line.contains("\"number\":" + number + ",")
                        ? change.apply(line)
                        : line)
                .toList());
        return forgery.conspire();
    }

    private static String first(Forgery forgery) {
        return forgery.text(DECISIONS).lines().findFirst().orElseThrow();
    }

    private static String number(String line) {
        return line.replaceAll(".*\"number\":(\\d+).*", "$1");
    }

    /// The value of a name in the genuine bundle's first item that fits.
    private static String item(Scene scene, String name, Predicate<String> which) throws Exception {
        String line = new String(scene.file("items.ndjson"), StandardCharsets.UTF_8)
                .lines()
                .filter(which)
                .findFirst()
                .orElseThrow();
        return new ObjectMapper().readTree(line).path(name).asText();
    }

    private static List<Attack> decisions() {
        return List.of(
                unseen(
                        "a decision that is none",
                        "is none: “banana”",
                        scene -> decision(
                                scene,
                                text -> text.replaceFirst("\"decision\":\"[a-z-]*\"", "\"decision\":\"banana\""))),
                unseen(
                        "a decision on an item that is not in review",
                        "names another content than the item has",
                        scene -> decision(
                                scene,
                                text -> text.replaceFirst("\"item\":\"[^\"]*\"", "\"item\":\"iaaaaaaaaaaaaaaa\""))),
                unseen(
                        "a decision on another content of an item",
                        "names another content than the item has",
                        scene -> decision(
                                scene,
                                text -> text.replaceFirst(
                                        "\"itemDigest\":\"[^\"]*\"", "\"itemDigest\":\"" + "0".repeat(64) + "\""))),
                unseen(
                        "a decision on what another was asked",
                        "who was not asked",
                        scene -> graces(scene, line -> line.contains("\"reviewer\":\"" + Scene.FIRST + "\""), "")),
                unseen(
                        "a review of one's own access",
                        "is by the person whom it is about",
                        scene -> graces(
                                scene,
                                line -> line.contains("\"persons\":[\"grace\",\"grace@example.com\"]"),
                                "\"onBehalf\":true,")),
                unseen(
                        "a decision that supersedes one that there is not",
                        "does not name the one it supersedes",
                        scene -> decision(
                                scene, text -> text.replaceFirst("(\"seconds\":\\d+)", "$1,\"supersedes\":9999"))),
                unseen("two decisions of one number", "there are two decisions of the number", scene -> scene.forge()
                        .change(
                                DECISIONS,
                                text -> text + text.lines().findFirst().orElseThrow() + "\n")
                        .conspire()),
                unseen(
                        "an approval until no day",
                        "is until no day",
                        scene -> decision(
                                scene,
                                text -> text.replaceFirst(
                                        "\"decision\":\"[a-z-]*\"", "\"decision\":\"approve-until\""))),
                unseen("a decision put in later", "events.ndjson does not tell of decision 9999", scene -> scene.forge()
                        .change(
                                DECISIONS,
                                text -> text
                                        + text.lines()
                                                .findFirst()
                                                .orElseThrow()
                                                .replaceFirst("\"number\":(\\d+)", "\"number\":9999")
                                                .replaceFirst("}$", ",\"supersedes\":1}")
                                        + "\n")
                        .conspire()),
                Attack.seen(
                        "a decision in the name of another",
                        "is not its signer's",
                        scene -> decision(scene, text -> text.replaceFirst(Scene.FIRST, "grace@example.com"))));
    }

    /// Grace decides on another item than one of hers.
    ///
    /// @param more what else her decision says
    private static Forgery graces(Scene scene, Predicate<String> which, String more) throws Exception {
        Forgery forgery = scene.forge();
        String id = item(scene, "id", which);
        String digest = item(scene, "digest", which);
        String line = forgery.text("decisions/002.ndjson").lines().findFirst().orElseThrow();
        String number = number(line);
        UnaryOperator<String> change = text -> text.replaceFirst("\"item\":\"[^\"]*\"", "\"item\":\"" + id + "\"")
                .replaceFirst("\"itemDigest\":\"[^\"]*\"", "\"itemDigest\":\"" + digest + "\"");
        forgery.change(
                "decisions/002.ndjson",
                text -> change.apply(line).replaceFirst("\"reason\"", more + "\"reason\"")
                        + text.substring(line.length()));
        forgery.events(lines -> lines.stream()
                .map(event -> event.contains("\"number\":" + number + ",") ? change.apply(event) : event)
                .toList());
        return forgery.conspire();
    }

    private static List<Attack> dates() {
        return List.of(
                unseen(
                        "a decision dated before the opening",
                        "was made before the campaign was opened",
                        scene -> decision(
                                scene,
                                text -> text.replaceFirst(
                                        "\"decidedAt\":\"[^\"]*\"", "\"decidedAt\":\"2026-01-01T00:00:00Z\""))),
                unseen(
                        "a decision dated after the close",
                        "was made after the ledger told of it",
                        scene -> decision(
                                scene,
                                text -> text.replaceFirst(
                                        "\"decidedAt\":\"[^\"]*\"", "\"decidedAt\":\"2099-01-01T00:00:00Z\""))),
                unseen(
                        "a decision without a date",
                        "does not say when it was made",
                        scene -> decision(
                                scene,
                                text -> text.replaceFirst("\"decidedAt\":\"[^\"]*\"", "\"decidedAt\":\"yesterday\""))),
                unseen("a decision recorded before the opening", "lies outside the campaign", scene -> scene.forge()
                        .events(lines -> moved(lines, "decision.recorded", 0))
                        .conspire()),
                unseen("a decision recorded after the close", "lies outside the campaign", scene -> scene.forge()
                        .events(lines -> moved(lines, "decision.recorded", lines.size() - 1))
                        .conspire()),
                unseen(
                        "a signature recorded before its decisions",
                        "before the decisions that it signs",
                        scene -> scene.forge()
                                .events(lines -> moved(lines, "decisions.signed", 4))
                                .conspire()),
                new Attack(
                        "a signature older than what it signs",
                        "claims a time before the decisions",
                        Attack.Sight.UNSEEN,
                        scene -> {
                            SigningKey key = new OddKey().email(Scene.FIRST).self();
                            return scene.trusting(
                                    scene.forge()
                                            .reviewer(1, key, Scene.now().minusSeconds(7200))
                                            .document()
                                            .resign(),
                                    key);
                        }));
    }

    private static List<String> moved(List<String> lines, String type, int to) {
        var moved = new ArrayList<>(lines);
        String line = moved.stream()
                .filter(one -> one.contains("\"" + type + "\""))
                .findFirst()
                .orElseThrow();
        moved.remove(line);
        moved.add(to, line);
        return moved;
    }

    private static Attack events(String name, String reason, UnaryOperator<List<String>> change) {
        return unseen(name, reason, scene -> scene.forge().events(change).conspire());
    }

    private static UnaryOperator<List<String>> without(String type) {
        return lines -> {
            lines.remove(lines.stream()
                    .filter(line -> line.contains("\"type\":\"" + type + "\""))
                    .findFirst()
                    .orElseThrow());
            return lines;
        };
    }

    private static UnaryOperator<List<String>> each(String type, UnaryOperator<String> change) {
        return lines -> lines.stream()
                .map(line -> line.contains("\"type\":\"" + type + "\"") ? change.apply(line) : line)
                .toList();
    }

    private static List<Attack> events() {
        return List.of(
                events("a ledger without events", "does not tell that the campaign was opened", _ -> List.of()),
                events(
                        "a ledger without the opening",
                        "does not tell that the campaign was opened",
                        without("campaign.opened")),
                events(
                        "a ledger without the close",
                        "does not tell that the campaign was closed",
                        without("campaign.closed")),
                events("a ledger without a decision", "does not tell of decision", without("decision.recorded")),
                events(
                        "a ledger without a signature",
                        "does not tell of the signature in",
                        without("decisions.signed")),
                events(
                        "a decision hidden as another campaign's event",
                        "does not tell of decision",
                        each("decision.recorded", _ -> "{\"leaf\":\"" + "0".repeat(64) + "\"}")),
                events(
                        "an event that tells another decision",
                        "does not tell of decision",
                        each("decision.recorded", line -> line.replace("\"approve\"", "\"revoke\""))),
                events(
                        "an event by another person",
                        "does not tell of decision",
                        each(
                                "decision.recorded",
                                line -> line.replaceFirst("\"reviewer\":\"r[0-9a-f]+\"", "\"reviewer\":\"r0\""))),
                events("a decision that was undone", "does not tell of decision", lines -> {
                    String undone =
                            "{\"body\":{\"actor\":{\"osUser\":\"x\"},\"data\":{\"campaign\":\"q4\",\"number\":1},"
                                    + "\"type\":\"decision.undone\"}}";
                    lines.add(lines.size() - 1, undone);
                    return lines;
                }),
                events(
                        "events of another campaign",
                        "does not tell that the campaign was opened",
                        lines -> lines.stream()
                                .map(line -> line.replace("\"campaign\":\"q4\"", "\"campaign\":\"q3\""))
                                .toList()),
                events(
                        "a signature that the ledger tells of and the bundle does not hold",
                        "tells of a signature that is not here",
                        lines -> {
                            String line = lines.stream()
                                    .filter(one -> one.contains("decisions.signed"))
                                    .findFirst()
                                    .orElseThrow();
                            lines.add(
                                    lines.size() - 1,
                                    line.replaceFirst(
                                            "\"manifestSha256\":\"[^\"]*\"",
                                            "\"manifestSha256\":\"" + "0".repeat(64) + "\""));
                            return lines;
                        }));
    }

    private static List<Attack> heads() {
        return List.of(
                unseen("an event changed without its chain", "do not lead to events.head", scene -> scene.forge()
                        .change(EVENTS, text -> text.replaceFirst("\"osUser\":\"[^\"]*\"", "\"osUser\":\"eve\""))
                        .conspireOverEvents()),
                unseen("two events exchanged", "events.ndjson has a gap", scene -> scene.forge()
                        .change(EVENTS, text -> {
                            var lines = new ArrayList<>(text.lines().toList());
                            Collections.swap(lines, 1, 2);
                            return String.join("\n", lines) + "\n";
                        })
                        .conspireOverEvents()),
                unseen("a ledger cut off behind", "do not lead to events.head", scene -> scene.forge()
                        .change(EVENTS, text -> text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1))
                        .conspireOverEvents()),
                unseen("a ledger cut off in front", "events.ndjson has a gap", scene -> scene.forge()
                        .change(EVENTS, text -> text.substring(text.indexOf('\n') + 1))
                        .conspireOverEvents()),
                unseen("a head of another ledger", "do not lead to events.head", scene -> scene.forge()
                        .change("events.head", text -> text.replaceFirst("[0-9a-f]{64}", "0".repeat(64)))
                        .conspireOverEvents()),
                unseen("a head that says more than a head says", "do not lead to events.head", scene -> scene.forge()
                        .change("events.head", text -> text + "and it is all true\n")
                        .conspireOverEvents()),
                unseen("an event that is neither told nor a leaf", "is neither whole nor a leaf", scene -> scene.forge()
                        .change(EVENTS, text -> text.replaceFirst("\"leaf\":\"[0-9a-f]{64}\"", "\"leaf\":\"x\""))
                        .conspireOverEvents()),
                unseen("an event that says more than was hashed", "is neither whole nor a leaf", scene -> scene.forge()
                        .change(EVENTS, text -> text.replaceFirst("\"seq\":2}", "\"seq\":2,\"truth\":true}"))
                        .conspireOverEvents()));
    }

    private static List<Attack> populations() {
        return List.of(
                unseen(
                        "an item with another content than its digest",
                        "has another content than its digest says",
                        scene -> scene.forge()
                                .change(
                                        "items.ndjson",
                                        text -> text.replaceFirst("\"privileged\":true", "\"privileged\":false"))
                                .conspireOverItems()),
                unseen("an item twice", "is there twice", scene -> scene.forge()
                        .change("items.ndjson", text -> text + text.substring(0, text.indexOf('\n') + 1))
                        .conspireOverItems()),
                unseen("more items than the campaign counts", "campaign.json counts ", scene -> scene.forge()
                        .change("items.ndjson", text -> text.substring(text.indexOf('\n') + 1))
                        .conspireOverItems()),
                Attack.seen(
                        "items that the campaign did not freeze",
                        "items.ndjson is not the population",
                        scene -> scene.forge()
                                .change("items.ndjson", text -> text.substring(text.indexOf('\n') + 1))
                                .conspire()),
                Attack.seen(
                        "findings that the campaign did not freeze",
                        "findings.json is not what campaign.json",
                        scene -> scene.forge()
                                .change(
                                        "findings.json",
                                        text -> text.replaceFirst("\"severity\":\"[a-z]+\"", "\"severity\":\"info\""))
                                .conspire()),
                Attack.seen(
                        "governance that the campaign did not freeze",
                        "governance.json is not what campaign.json",
                        scene -> scene.forge()
                                .change("governance.json", text -> text.replaceFirst("Answers pages", "Answers all"))
                                .conspire()),
                unseen(
                        "figures of a snapshot that were not frozen",
                        "is not of the snapshots that campaign.json froze",
                        scene -> scene.forge()
                                .change(
                                        "snapshots/index.ndjson",
                                        text -> text.replaceFirst("\"rowsRead\":\\d+", "\"rowsRead\":99"))
                                .conspire()),
                unseen("another file in a snapshot", "are not those of its digest", scene -> scene.forge()
                        .change(
                                "snapshots/index.ndjson",
                                text -> text.replaceFirst(
                                        "(\"files\":\\[\\{[^}]*\"sha256\":\")[0-9a-f]{64}", "$1" + "0".repeat(64)))
                        .conspire()),
                unseen("a snapshot left out", "is not of the snapshots that campaign.json froze", scene -> scene.forge()
                        .change("snapshots/index.ndjson", text -> text.substring(text.indexOf('\n') + 1))
                        .conspire()));
    }

    private static List<Attack> writing() {
        return List.of(
                unseen(
                        "a line of JSON in another way of writing",
                        "line 1, is not canonical JSON",
                        scene -> scene.forge()
                                .change("snapshots/index.ndjson", text -> text.replaceFirst("\\{", "{ "))
                                .conspire()),
                unseen("a line that is no JSON", "line 1, is not JSON", scene -> scene.forge()
                        .put("snapshots/index.ndjson", "{\n")
                        .conspire()),
                unseen("a decision with a name twice", "line 1, is not canonical JSON", scene -> scene.forge()
                        .change(DECISIONS, text -> text.replaceFirst("\\{", "{\"decision\":\"approve\","))
                        .conspire()),
                unseen("a decision behind a carriage return", "is not written in lines", scene -> scene.forge()
                        .change(DECISIONS, text -> text.replaceFirst("\n", "\r"))
                        .conspire()),
                unseen("decisions without the end of the last line", "is not written in lines", scene -> scene.forge()
                        .change(DECISIONS, text -> text.substring(0, text.length() - 1))
                        .conspire()),
                Attack.seen("a line with nothing in it among decisions", "is not JSON", scene -> scene.forge()
                        .change(DECISIONS, text -> text.replaceFirst("\n", "\n\n"))
                        .conspire()),
                unseen("bytes that are no UTF-8 in a reason", "is not UTF-8", scene -> {
                    Forgery forgery = scene.forge();
                    byte[] text = forgery.text(DECISIONS)
                            .replaceFirst("looked at", "looked ~t")
                            .getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < text.length; i++) {
                        text[i] = text[i] == '~' ? (byte) 0xC0 : text[i];
                    }
                    forgery.files().put(DECISIONS, text);
                    return forgery.conspire();
                }),
                unseen(
                        "findings in another way of writing",
                        "findings.json is not canonical JSON",
                        scene -> scene.forge()
                                .change("findings.json", text -> text.replaceFirst("\\{", "{ "))
                                .conspireOverFindings()),
                unseen(
                        "a campaign that says one thing twice",
                        "campaign.json is not canonical JSON",
                        scene -> scene.forge()
                                .change("campaign.json", text -> text.replaceFirst("\\{", "{\"title\":\"x\","))
                                .conspireOverItems()),
                unseen("brackets without end", "is not JSON", scene -> scene.forge()
                        .put("snapshots/index.ndjson", "[".repeat(100_000) + "\n")
                        .conspire()));
    }
}
