package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// What a bundle brings along for whoever verifies it: the authorities of its signers (`certs/chain.pem`), their
/// revocation lists (`crls/NNN.crl`), what the roster says of revoked certificates and the ledger of signatures. All of
/// it is the owner's word, or speaks for itself by its own signature; none of it makes anybody trusted.
final class BroughtTrust {
    static final String CHAIN = "certs/chain.pem";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> files;
    private final List<X509Certificate> authorities = new ArrayList<>();
    private final List<RevocationList> lists = new ArrayList<>();
    private final Map<String, Instant> rostered = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();

    /// @param faults gets what is not as Countersign writes it
    BroughtTrust(Map<String, byte[]> files, List<String> faults) {
        this.files = Map.copyOf(files);
        chain(faults);
        files.keySet().stream()
                .filter(name -> name.startsWith("crls/"))
                .sorted()
                .forEach(name -> list(name, faults));
        for (JsonNode one : json("roster.json").path("revoked")) {
            instant(one.path("from"))
                    .ifPresentOrElse(
                            from -> rostered.put(one.path("certificateSha256").asText(), from),
                            () -> faults.add("roster.json revokes a certificate at no time."));
        }
        new String(files.getOrDefault("events.ndjson", new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("\"decisions.signed\""))
                .forEach(this::event);
    }

    private void chain(List<String> faults) {
        byte[] pem = files.get(CHAIN);
        if (pem == null) {
            return;
        }
        try {
            authorities.addAll(KeyFile.certificates(CHAIN, pem));
        } catch (RefusedException e) {
            faults.add(CHAIN + " cannot be read.");
        }
        if (!Arrays.equals(pem(authorities), pem)) {
            faults.add(CHAIN + " is not as Countersign writes it.");
        }
    }

    private void list(String name, List<String> faults) {
        byte[] bytes = files.getOrDefault(name, new byte[0]);
        try {
            RevocationList list = RevocationList.of(name, bytes);
            lists.add(list);
            if (!Arrays.equals(list.der(), bytes)) {
                faults.add(name + " is not as Countersign writes it.");
            }
            if (authorities.stream().noneMatch(list::isBy)) {
                faults.add(name + " is not by an authority of " + CHAIN + ".");
            }
        } catch (RefusedException e) {
            faults.add(name + ": " + e.reason());
        }
    }

    private void event(String line) {
        try {
            JsonNode body = JSON.readTree(line).path("body");
            if (body.path("type").asText().equals("decisions.signed")) {
                instant(body.path("at"))
                        .ifPresent(at -> told.merge(
                                body.path("data").path("manifestSha256").asText(), at, BroughtTrust::earlier));
            }
        } catch (IOException notJson) {
            // Said by the check of the events themselves.
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Optional<Instant> instant(JsonNode node) {
        try {
            return Optional.of(Instant.parse(node.asText()));
        } catch (DateTimeException not) {
            return Optional.empty();
        }
    }

    private JsonNode json(String name) {
        try {
            return JSON.readTree(files.getOrDefault(name, new byte[0]));
        } catch (IOException e) {
            return CanonicalJson.object();
        }
    }

    List<X509Certificate> authorities() {
        return authorities;
    }

    /// @param known certificates that whoever verifies knows to be taken back, by fingerprint
    Standings standings(List<X509Certificate> trust, List<RevocationList> auditors, Map<String, Instant> known) {
        var revoked = new HashMap<>(rostered);
        known.forEach((one, from) -> revoked.merge(one, from, BroughtTrust::earlier));
        var all = new ArrayList<>(lists);
        all.addAll(auditors);
        return new Standings(trust, authorities, all, revoked);
    }

    /// When the ledger tells of a reviewer's signature. Of the owner's own it cannot.
    Optional<Instant> told(Signer signer) {
        return signer.role().equals("reviewer")
                ? Optional.ofNullable(told.get(Sha256.hex(files.getOrDefault(signer.manifest(), new byte[0]))))
                : Optional.empty();
    }

    /// A signature carries its own certificate and authorities that the owner signed for, and no other.
    void check(Cades.Signature signature, String name, List<String> faults) {
        if (signature.chain().stream()
                .anyMatch(one -> !one.equals(signature.certificate()) && !authorities.contains(one))) {
            faults.add(name + " holds a certificate that is not in " + CHAIN + ".");
        }
    }

    /// The authorities of signers, each once: PEM in the order of their fingerprints.
    static byte[] pem(Collection<X509Certificate> authorities) {
        var text = new StringBuilder();
        authorities.stream()
                .distinct()
                .sorted(Comparator.comparing(SigningKey::fingerprint))
                .forEach(one -> text.append(SigningKey.pem(one)));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
