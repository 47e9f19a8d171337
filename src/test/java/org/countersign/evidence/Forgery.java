package org.countersign.evidence;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.countersign.app.Countersign;
import org.countersign.ledger.Event;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;

/// A bundle in the hands of somebody who holds keys of its signers and makes it consistent again.
final class Forgery {
    private static final com.fasterxml.jackson.databind.ObjectMapper JSON =
            new com.fasterxml.jackson.databind.ObjectMapper();

    private final SignedCampaign campaign;
    private final TreeMap<String, byte[]> files;

    Forgery(SignedCampaign campaign, byte[] bundle) throws Exception {
        this.campaign = campaign;
        this.files = new TreeMap<>(Tools.unzip(bundle));
    }

    Map<String, byte[]> files() {
        return files;
    }

    String text(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    Forgery put(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Forgery change(String name, UnaryOperator<String> change) {
        String before = text(name);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("the attack changed nothing in " + name);
        }
        return put(name, after);
    }

    private int last() {
        return (int) text("SIGNERS").lines().count();
    }

    /// Events as they are now, with a head that they lead to.
    Forgery events(UnaryOperator<List<String>> change) throws Exception {
        List<String> lines =
                change.apply(new ArrayList<>(text("events.ndjson").lines().toList()));
        byte[] hash = new byte[32];
        var text = new StringBuilder();
        long seq = 0;
        for (String line : lines) {
            seq++;
            var node = (com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(line);
            node.put("seq", seq);
            byte[] leaf = node.has("body")
                    ? Event.leaf(CanonicalJson.bytes(node.path("body")))
                    : HexFormat.of().parseHex(node.path("leaf").asText());
            hash = Event.chain(seq, hash, leaf);
            text.append(CanonicalJson.text(node)).append('\n');
        }
        put("events.ndjson", text.toString());
        return put(
                "events.head",
                "countersign-ledger\n" + seq + "\n" + HexFormat.of().formatHex(hash) + "\n");
    }

    /// What a reviewer signs, signed anew by them.
    Forgery resignReviewer(int number) throws Exception {
        String address = text("SIGNERS").lines().toList().get(number - 1).split(" ")[3];
        var covered = new TreeMap<String, byte[]>();
        for (String name : List.of("campaign.json", "items.ndjson", "decisions/%03d.ndjson".formatted(number))) {
            covered.put(name, files.get(name));
        }
        byte[] manifest = AsicManifest.over(number, covered).bytes();
        files.put(AsicManifest.name(number), manifest);
        files.put(
                AsicManifest.signatureName(number),
                Cades.sign(manifest, campaign.key(address), Optional.of(Instant.now())));
        return this;
    }

    /// Sums, the owner's manifest and the owner's signature anew, with the owner's key.
    Forgery resign() throws Exception {
        return resign(campaign.key("amara@example.com"), Optional.of(Instant.now()));
    }

    /// The same, signed in another way.
    Forgery resignWith(OddSignature signature) throws Exception {
        resign();
        files.put(AsicManifest.signatureName(last()), signature.over(files.get(AsicManifest.name(last()))));
        return this;
    }

    /// As if all signers conspired: each reviewer signs what is theirs anew, the events tell of those signatures, the
    /// document prints and carries what the files now say, and the owner signs it all.
    Forgery conspire() throws Exception {
        var told = new TreeMap<String, String>();
        for (int number = 1; number < last(); number++) {
            String before = Sha256.hex(files.get(AsicManifest.name(number)));
            resignReviewer(number);
            told.put(before, Sha256.hex(files.get(AsicManifest.name(number))));
        }
        String before = text("events.ndjson");
        String after = before;
        for (var one : told.entrySet()) {
            after = after.replace(one.getKey(), one.getValue());
        }
        List<String> lines = after.lines().toList();
        return (after.equals(before) ? this : events(_ -> lines)).document().resign();
    }

    /// The same, where the events say what they say.
    Forgery conspireOverEvents() throws Exception {
        return document().resign();
    }

    /// The same, where the campaign and its opening are told to be about the items that are here.
    Forgery conspireOverItems() throws Exception {
        return frozen("itemsSha256", "items.ndjson");
    }

    /// The same for its findings.
    Forgery conspireOverFindings() throws Exception {
        return frozen("findingsSha256", "findings.json");
    }

    private Forgery frozen(String name, String file) throws Exception {
        String items = Sha256.hex(files.get(file));
        put("campaign.json", text("campaign.json").replaceFirst("(\"" + name + "\":\")[0-9a-f]{64}", "$1" + items));
        String campaign = Sha256.hex(files.get("campaign.json"));
        return events(lines -> lines.stream()
                        .map(line -> line.contains("campaign.opened")
                                ? line.replaceFirst("(\"" + name + "\":\")[0-9a-f]{64}", "$1" + items)
                                        .replaceFirst("(\"campaignSha256\":\")[0-9a-f]{64}", "$1" + campaign)
                                : line)
                        .toList())
                .conspire();
    }

    /// A reviewer's signature by another key at another time, of which the events tell.
    Forgery reviewer(int number, SigningKey key, Instant at) throws Exception {
        String[] line = text("SIGNERS").lines().toList().get(number - 1).split(" ");
        String fingerprint = SigningKey.fingerprint(key.certificate());
        for (String name : List.of("SIGNERS", "roster.json", "events.ndjson")) {
            put(name, text(name).replace(line[0], fingerprint));
        }
        put("certs/%03d.pem".formatted(number), SigningKey.pem(key.certificate()));
        files.put(AsicManifest.signatureName(number), Cades.sign(files.get(line[2]), key, Optional.of(at)));
        return events(lines -> lines);
    }

    /// Everything signed anew by keys that only the attacker has, under the names that were there.
    Forgery strangers(Scene scene) throws Exception {
        for (int number = 1; number <= last(); number++) {
            String[] line = text("SIGNERS").lines().toList().get(number - 1).split(" ");
            SigningKey stranger = scene.stranger(line[3]);
            String fingerprint = SigningKey.fingerprint(stranger.certificate());
            for (String name : List.of("SIGNERS", "roster.json", "events.ndjson")) {
                put(name, text(name).replace(line[0], fingerprint));
            }
            put("certs/%03d.pem".formatted(number), SigningKey.pem(stranger.certificate()));
            if (number < last()) {
                files.put(
                        AsicManifest.signatureName(number),
                        Cades.sign(files.get(line[2]), stranger, Optional.of(Scene.now())));
            } else {
                files.put("attestation.pdf", ForgedDocument.about(files, stranger));
                events(lines -> lines).resign(stranger, Optional.of(Scene.now()));
            }
        }
        return this;
    }

    /// A document of the owner's about what the files now say.
    Forgery document() throws Exception {
        files.put("attestation.pdf", ForgedDocument.about(files, campaign.key("amara@example.com")));
        return this;
    }

    /// The same by another key, which SIGNERS, roster and certs then name under the owner's address.
    Forgery resignAs(SigningKey key, Optional<Instant> at) throws Exception {
        return named(key).resign(key, at);
    }

    /// As if this were the owner's key.
    Forgery named(SigningKey key) throws Exception {
        String fingerprint = SigningKey.fingerprint(key.certificate());
        String before = text("SIGNERS").lines().toList().getLast().split(" ")[0];
        change("SIGNERS", text -> text.replace(before, fingerprint));
        change("roster.json", text -> text.replace(before, fingerprint));
        put("certs/%03d.pem".formatted(last()), SigningKey.pem(key.certificate()));
        return this;
    }

    private Forgery resign(SigningKey key, Optional<Instant> at) {
        int last = last();
        files.remove("SHA256SUMS");
        files.remove(AsicManifest.name(last));
        files.remove(AsicManifest.signatureName(last));
        var sums = new StringBuilder();
        files.forEach((name, content) -> {
            if (!name.startsWith("META-INF/") && !name.startsWith("VERIFY.")) {
                sums.append(Sha256.hex(content)).append("  ").append(name).append('\n');
            }
        });
        put("SHA256SUMS", sums.toString());
        var covered = new TreeMap<>(files);
        covered.remove("mimetype");
        return signed(AsicManifest.over(last, covered).bytes(), key, at);
    }

    /// A manifest of any bytes, with the owner's signature over them.
    Forgery signed(byte[] manifest, SigningKey key, Optional<Instant> at) {
        int last = last();
        files.put(AsicManifest.name(last), manifest);
        files.put(AsicManifest.signatureName(last), Cades.sign(manifest, key, at));
        return this;
    }

    /// What Countersign finds wrong.
    List<String> faults(Path trust) throws Exception {
        return Countersign.verifyBundle()
                .run(CanonicalZip.write(files), KeyFile.certificates("trust", Files.readAllBytes(trust)))
                .faults();
    }

    /// What the script says.
    Tools.Answer script(Path folder, String shell, Path trust) throws Exception {
        Path unpacked = Files.createTempDirectory(folder, "forged");
        Tools.write(unpacked, files);
        var command = new ArrayList<>(List.of(shell.split(" ")));
        command.addAll(List.of("VERIFY.sh", trust.toString()));
        return Tools.run(unpacked, command.toArray(String[]::new));
    }
}
