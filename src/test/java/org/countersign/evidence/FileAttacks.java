package org.countersign.evidence;

import static org.countersign.evidence.Attack.seen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.countersign.text.Sha256;

/// Changes by somebody who has no key of any signer, packed again as a bundle must be packed; and signers taken out by
/// the owner, who has one.
final class FileAttacks {
    private static final String SIGNED = " is not what was signed in META-INF/ASiCManifest003.xml";
    private static final String NAMED = "SIGNERS and the signatures in META-INF do not name each other";

    private FileAttacks() {}

    static List<Attack> all() {
        var all = new ArrayList<Attack>();
        all.addAll(changed());
        all.addAll(added());
        all.addAll(signatures());
        all.addAll(signers());
        return all;
    }

    private static Attack changed(String name, String file, UnaryOperator<String> change) {
        return seen(name, file + SIGNED, scene -> scene.forge().change(file, change));
    }

    private static List<Attack> changed() {
        return List.of(
                changed("a changed decision", "decisions/001.ndjson", text -> text.replaceFirst("revoke", "approve")),
                changed("a changed reason", "decisions/001.ndjson", text -> text.replaceFirst("looked at", "looks ok")),
                changed("a decision taken out", "decisions/002.ndjson", text -> text.substring(text.indexOf('\n') + 1)),
                changed("an item taken out", "items.ndjson", text -> text.substring(text.indexOf('\n') + 1)),
                changed(
                        "a finding made harmless",
                        "findings.json",
                        text -> text.replaceFirst("\"severity\":\"[a-z]+\"", "\"severity\":\"info\"")),
                changed("a changed owner", "campaign.json", text -> text.replace(Scene.OWNER, "bob@example.com")),
                changed("a changed rule of governance", "governance.json", text -> text.replaceFirst("P90D", "P99D")),
                changed(
                        "a changed snapshot",
                        "snapshots/index.ndjson",
                        text -> text.replaceFirst("\"rowsRefused\":0", "\"rowsRefused\":9")),
                changed(
                        "a changed event",
                        "events.ndjson",
                        text -> text.replaceFirst("\"seconds\":3", "\"seconds\":9")),
                changed(
                        "a rolled-back head of the ledger",
                        "events.head",
                        text -> text.replaceFirst("\n\\d+\n", "\n3\n")),
                changed("a certificate beside the signature exchanged", "certs/003.pem", text -> text.replaceFirst(
                                "[A-Z]=", "A=")
                        .replaceFirst("MII", "MIJ")),
                changed("a byte of the report", "attestation.pdf", text -> text.replaceFirst("startxref", "startxreg")),
                changed("sums that were made anew", "SHA256SUMS", text -> "0".repeat(64) + text.substring(64)),
                seen(
                        "a decision changed together with its sum and manifest",
                        "signature003.p7s: The signature does not",
                        scene -> {
                            Forgery forgery = scene.forge();
                            String before = forgery.text("decisions/001.ndjson");
                            forgery.change("decisions/001.ndjson", text -> text.replaceFirst("revoke", "approve"));
                            String after = forgery.text("decisions/001.ndjson");
                            forgery.change("SHA256SUMS", text -> text.replace(Sha256.hex(before), Sha256.hex(after)));
                            redigest(forgery, "decisions/001.ndjson", AsicManifest.name(1));
                            redigest(forgery, "decisions/001.ndjson", AsicManifest.name(3));
                            redigest(forgery, "SHA256SUMS", AsicManifest.name(3));
                            redigest(forgery, AsicManifest.name(1), AsicManifest.name(3));
                            return forgery;
                        }),
                Attack.seen(
                        "an address in SIGNERS that draws over the verdict",
                        "roster.json and SIGNERS do not say the same",
                        scene -> scene.forge()
                                .change("SIGNERS", text -> text.replace(Scene.OWNER, "a\\nALL GOOD\\n\u001b[8m"))
                                .resign()),
                Attack.unseen("a lying VERIFY.sh", "VERIFY.sh is not that of a known release", scene -> scene.forge()
                        .put("VERIFY.sh", "echo ALL GOOD, whatever you ask\nexit 1 # else nobody could test it\n")
                        .resign()),
                Attack.unseen("a lying VERIFY.md", "VERIFY.md is not that of a known release", scene -> scene.forge()
                        .change("VERIFY.md", text -> text.replace("-CAfile ../TRUST.pem", "-CAfile certs/003.pem"))
                        .resign()),
                seen("another mimetype", "mimetype is not that of ASiC-E", scene -> scene.forge()
                        .put("mimetype", "application/zip")
                        .resign()));
    }

    /// The manifest then names the file as it is.
    private static void redigest(Forgery forgery, String file, String manifest) {
        String digest =
                Base64.getEncoder().encodeToString(Sha256.of(forgery.files().get(file)));
        forgery.change(
                manifest, text -> text.replaceFirst("(URI=\"" + file + "\">.*?<ds:DigestValue>)[^<]*", "$1" + digest));
    }

    private static List<Attack> added() {
        return List.of(
                seen(
                        "decisions that nobody signed",
                        "There is a decisions file that nobody signed",
                        scene -> scene.forge().put("decisions/009.ndjson", "").resign()),
                seen("a manifest that nobody signed", NAMED, scene -> {
                    Forgery forgery = scene.forge();
                    forgery.files().put(AsicManifest.name(9), forgery.files().get(AsicManifest.name(1)));
                    return forgery.resign();
                }),
                seen("a signature over nothing", NAMED, scene -> {
                    Forgery forgery = scene.forge();
                    forgery.files().put(AsicManifest.signatureName(9), scene.file(AsicManifest.signatureName(1)));
                    return forgery.resign();
                }),
                seen(
                        "a certificate that nobody signed with",
                        "certs/009.pem belongs to no signature",
                        scene -> scene.forge()
                                .put(
                                        "certs/009.pem",
                                        new String(scene.file("certs/001.pem"), StandardCharsets.US_ASCII))
                                .resign()));
    }

    private static List<Attack> signatures() {
        return List.of(
                seen("a signature taken out", NAMED, scene -> without(scene, AsicManifest.signatureName(2))),
                seen("the owner's signature taken out", NAMED, scene -> without(scene, AsicManifest.signatureName(3))),
                seen("a manifest taken out", NAMED, scene -> without(scene, AsicManifest.name(2))),
                seen(
                        "two signatures exchanged",
                        "signature001.p7s: ",
                        scene -> exchanged(scene, AsicManifest.signatureName(1), AsicManifest.signatureName(2))),
                seen(
                        "two manifests exchanged with their signatures",
                        "names a signature that is not its own",
                        scene -> {
                            Forgery forgery =
                                    exchanged(scene, AsicManifest.signatureName(1), AsicManifest.signatureName(2));
                            byte[] one = forgery.files().get(AsicManifest.name(1));
                            forgery.files()
                                    .put(AsicManifest.name(1), forgery.files().get(AsicManifest.name(2)));
                            forgery.files().put(AsicManifest.name(2), one);
                            return forgery.resign();
                        }),
                seen(
                        "decisions of one reviewer under the signature of another",
                        "decisions/001.ndjson is not what",
                        scene -> exchanged(scene, "decisions/001.ndjson", "decisions/002.ndjson")
                                .resign()),
                seen("a manifest that leaves a file out", "does not cover exactly the files that it must", scene -> {
                    Forgery forgery = scene.forge();
                    var covered = new TreeMap<>(forgery.files());
                    List.of("mimetype", "items.ndjson", AsicManifest.name(3), AsicManifest.signatureName(3))
                            .forEach(covered::remove);
                    return forgery.signed(
                            AsicManifest.over(3, covered).bytes(), scene.owner(), java.util.Optional.of(Scene.now()));
                }),
                manifest(
                        "a manifest without a digest",
                        text -> text.replaceFirst(
                                "(URI=\"items\\.ndjson\">.*?)<ds:DigestValue>[^<]*</ds:DigestValue>", "$1")),
                manifest(
                        "a manifest of another way to digest",
                        text -> text.replaceFirst("xmlenc#sha256", "xmlenc#sha512")),
                manifest(
                        "a manifest with a comment around a file",
                        text -> text.replaceFirst("(?m)^<asic:DataObjectReference URI=\"items.*$", "<!-- $0 -->")),
                manifest(
                        "a manifest with a DOCTYPE",
                        text -> text.replaceFirst(
                                "\\?>\n", "?>\n<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>\n")),
                manifest(
                        "a manifest with a file twice",
                        text -> text.replaceFirst("(?m)^(<asic:DataObjectReference URI=\"items.*\n)", "$1$1")),
                manifest("a manifest in UTF-16's disguise", text -> "\uFEFF" + text));
    }

    private static Attack manifest(String name, UnaryOperator<String> change) {
        return seen(name, "ASiCManifest003.xml is missing or not as Countersign writes it", scene -> {
            Forgery forgery = scene.forge();
            return forgery.signed(
                    change.apply(forgery.text(AsicManifest.name(3))).getBytes(StandardCharsets.UTF_8),
                    scene.owner(),
                    java.util.Optional.of(Scene.now()));
        });
    }

    private static Forgery without(Scene scene, String name) throws Exception {
        Forgery forgery = scene.forge();
        forgery.files().remove(name);
        return forgery;
    }

    private static Forgery exchanged(Scene scene, String one, String other) throws Exception {
        Forgery forgery = scene.forge();
        byte[] first = forgery.files().get(one);
        forgery.files().put(one, forgery.files().get(other));
        forgery.files().put(other, first);
        return forgery;
    }

    /// The second reviewer taken out with all that is theirs; the owner is number two then.
    private static Forgery removed(Scene scene) throws Exception {
        Forgery forgery = scene.forge();
        for (String name : List.of(
                "decisions/002.ndjson",
                "certs/002.pem",
                AsicManifest.name(2),
                AsicManifest.signatureName(2),
                AsicManifest.name(3),
                AsicManifest.signatureName(3))) {
            forgery.files().remove(name);
        }
        forgery.files().put("certs/002.pem", forgery.files().remove("certs/003.pem"));
        forgery.change("SIGNERS", text -> text.replaceFirst("(?m)^.*Manifest002.*\n", "")
                .replace("003", "002"));
        return forgery.change("roster.json", text -> text.replaceFirst("\\{[^{}]*Manifest002[^{}]*},", "")
                .replace("Manifest003", "Manifest002"));
    }

    private static List<Attack> signers() {
        return List.of(
                seen("a reviewer removed with their manifest, signature and decisions", NAMED, scene -> {
                    Forgery forgery = without(scene, AsicManifest.name(2));
                    forgery.files().remove(AsicManifest.signatureName(2));
                    forgery.files().remove("decisions/002.ndjson");
                    return forgery;
                }),
                Attack.unseen(
                        "a reviewer removed by the owner, who signs the rest anew",
                        "tells of a signature that is not here",
                        scene -> removed(scene).document().resign()),
                seen(
                        "a reviewer removed by the owner, who leaves a gap",
                        "are not numbered one after the other",
                        scene -> {
                            Forgery forgery = scene.forge();
                            for (String name : List.of(
                                    "decisions/001.ndjson",
                                    "certs/001.pem",
                                    AsicManifest.name(1),
                                    AsicManifest.signatureName(1))) {
                                forgery.files().remove(name);
                            }
                            forgery.change("SIGNERS", text -> text.substring(text.indexOf('\n') + 1));
                            forgery.change(
                                    "roster.json", text -> text.replaceFirst("\\{[^{}]*Manifest001[^{}]*},", ""));
                            return forgery.resign();
                        }),
                seen("no signers", NAMED, scene -> scene.forge().put("SIGNERS", "")),
                seen("an owner who is not the last signer", "The owner is not the last signer", scene -> scene.forge()
                        .change("SIGNERS", text -> {
                            var lines = new ArrayList<>(text.lines().toList());
                            lines.addFirst(lines.removeLast());
                            return String.join("\n", lines) + "\n";
                        })
                        .resign()),
                seen("two owners", "The owner is not the last signer", scene -> scene.forge()
                        .change("SIGNERS", text -> text.replaceFirst(" reviewer ", " owner "))
                        .resign()),
                seen(
                        "a last signer whom the campaign does not name",
                        "The last signer is not the owner that campaign.json",
                        scene -> scene.forge()
                                .change("SIGNERS", text -> text.replace(" " + Scene.OWNER, " " + Scene.FIRST))
                                .change("roster.json", text -> text.replace(Scene.OWNER, Scene.FIRST))
                                .resignAs(scene.key(Scene.FIRST), java.util.Optional.of(Scene.now()))),
                seen("a role that there is not", "SIGNERS names a role that there is not", scene -> scene.forge()
                        .change("SIGNERS", text -> text.replaceFirst(" reviewer ", " witness "))
                        .change("roster.json", text -> text.replaceFirst("\"reviewer\"", "\"witness\""))
                        .resign()),
                seen(
                        "a line of SIGNERS without its end",
                        "SIGNERS is not as Countersign writes it",
                        scene -> scene.forge()
                                .change("SIGNERS", text -> text.substring(0, text.length() - 1))
                                .resign()),
                seen(
                        "a line of SIGNERS hidden behind a carriage return",
                        "SIGNERS is not as Countersign writes it",
                        scene -> scene.forge()
                                .change("SIGNERS", text -> text.replaceFirst("\n", "\r"))
                                .resign()),
                Attack.unseen(
                        "a roster that says other than SIGNERS",
                        "roster.json and SIGNERS do not say the same",
                        scene -> scene.forge()
                                .change("roster.json", text -> text.replaceFirst("grace@", "brace@"))
                                .resign()),
                Attack.unseen(
                        "a roster that says one thing twice",
                        "roster.json is not canonical JSON",
                        scene -> scene.forge()
                                .change("roster.json", text -> text.replaceFirst("\\{", "{\"signers\":[],"))
                                .resign()),
                Attack.unseen(
                        "a roster of another campaign", "roster.json is of another campaign", scene -> scene.forge()
                                .change(
                                        "roster.json",
                                        text -> text.replace("\"campaign\":\"q4\"", "\"campaign\":\"q3\""))
                                .resign()),
                Attack.unseen(
                        "a roster that takes two people for one",
                        "roster.json takes two people for one",
                        scene -> scene.forge()
                                .change(
                                        "roster.json",
                                        text -> text.replaceFirst(
                                                "(\"ledgerId\":\"r[0-9a-f]+\")(.*)\"ledgerId\":\"r[0-9a-f]+\"",
                                                "$1$2$1"))
                                .resign()));
    }
}
