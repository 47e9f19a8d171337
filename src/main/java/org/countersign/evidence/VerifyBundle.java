package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.evidence.CanonicalZip.NotCanonicalException;
import org.countersign.evidence.Verification.Check;
import org.countersign.text.CanonicalJson;
import org.countersign.text.English;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;

/// Use case: verifies a bundle without a workspace, strictly (evidence.md 0.8): byte-canonical ZIP, every
/// file covered, every signer expected, decisions and events consistent, no bytes after the PDF's last
/// signature.
public final class VerifyBundle {
    private static final Pattern NAMES = Pattern.compile("mimetype|campaign\\.json|items\\.ndjson|findings\\.json|"
            + "governance\\.json|decisions/\\d{3}\\.ndjson|snapshots/index\\.ndjson|events\\.ndjson|events\\.head|"
            + "attestation\\.pdf|roster\\.json|SIGNERS|certs/\\d{3}\\.pem|certs/chain\\.pem|crls/\\d{3}\\.crl|"
            + "SHA256SUMS|VERIFY\\.md|VERIFY\\.sh|META-INF/ASiCManifest\\d{3}\\.xml|META-INF/signature\\d{3}\\.p7s");
    private static final List<String> REQUIRED = List.of(
            "mimetype",
            "campaign.json",
            "items.ndjson",
            "findings.json",
            "governance.json",
            "snapshots/index.ndjson",
            "events.ndjson",
            "events.head",
            "attestation.pdf",
            "roster.json",
            "SIGNERS",
            "SHA256SUMS",
            "VERIFY.md",
            "VERIFY.sh");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AttestationMaker pdf;

    /// @param pdf checks the attestation
    public VerifyBundle(AttestationMaker pdf) {
        this.pdf = pdf;
    }

    /// Verifies.
    ///
    /// @param trust the auditor's certificates; empty = consistency alone
    public Verification run(byte[] bundle, List<X509Certificate> trust) {
        return run(bundle, trust, List.of());
    }

    /// The same, with revocation lists of the auditor's own beside those that the bundle brings.
    public Verification run(byte[] bundle, List<X509Certificate> trust, List<RevocationList> lists) {
        return run(bundle, trust, lists, Map.of());
    }

    /// The same, with certificates that whoever verifies knows to be taken back.
    ///
    /// @param known from when, by fingerprint
    public Verification run(
            byte[] bundle, List<X509Certificate> trust, List<RevocationList> lists, Map<String, Instant> known) {
        Map<String, byte[]> files;
        try {
            files = CanonicalZip.read(bundle);
        } catch (NotCanonicalException e) {
            return new Verification(
                    List.of(new Check(English.of("verify.zip"), "", List.of(String.valueOf(e.getMessage())))),
                    false,
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty());
        }
        return new Pass(files, trust, lists, known).verification();
    }

    /// One pass over one bundle.
    private final class Pass {
        private final Map<String, byte[]> files;
        private final Records records;
        private final List<X509Certificate> trust;
        private final List<Check> checks = new ArrayList<>();
        private final List<Signer> signers = new ArrayList<>();
        private final List<X509Certificate> certificates = new ArrayList<>();
        private final List<String> strangers = new ArrayList<>();
        private final Map<String, Instant> claimed = new HashMap<>();
        private final List<String> revoked = new ArrayList<>();
        private final List<Standing> standings = new ArrayList<>();
        private final List<RevocationList> lists;
        private final Map<String, Instant> known;

        Pass(
                Map<String, byte[]> files,
                List<X509Certificate> trust,
                List<RevocationList> lists,
                Map<String, Instant> known) {
            this.known = known;
            this.files = files;
            this.records = new Records(files);
            this.trust = trust;
            this.lists = lists;
        }

        Verification verification() {
            if (names()) {
                readSigners();
                // Without a last signer there is nothing to measure the rest against.
                if (signers.isEmpty()) {
                    signatures();
                } else {
                    contents();
                }
            }
            boolean genuine = checks.stream().allMatch(Check::holds);
            return new Verification(
                    checks,
                    genuine && !trust.isEmpty(),
                    json("campaign.json").path("name").asText(),
                    signers,
                    strangers,
                    revoked,
                    standings,
                    consistent() ? Optional.of(Reviewed.of(records)) : Optional.empty());
        }

        private void contents() {
            // To begin with PDF takes a second, in which the records are read.
            var attestation = CompletableFuture.supplyAsync(this::attestation);
            signatures();
            coverage();
            var lines = new RecordChecks(records, signers, claimed);
            checks.add(read("verify.items", lines::items));
            checks.add(read("verify.decisions", lines::decisions));
            checks.add(read("verify.events", lines::events));
            checks.add(attestation.join());
        }

        /// What cannot even be read does not hold.
        private Check read(String key, Supplier<Check> check) {
            try {
                return check.get();
            } catch (IllegalArgumentException | ClassCastException e) {
                return new Check(
                        English.of(key),
                        "",
                        List.of("A record is not as Countersign writes it: "
                                + Formats.visible(String.valueOf(e.getMessage())) + "."));
            }
        }

        /// Whether nothing is against it but that its signers are strangers or revoked.
        private boolean consistent() {
            return checks.stream().mapToInt(check -> check.faults().size()).sum() == strangers.size() + revoked.size();
        }

        private void check(String key, String figure, List<String> faults) {
            checks.add(new Check(English.of(key), figure, faults));
        }

        private String text(String name) {
            return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
        }

        private boolean names() {
            var faults = new ArrayList<String>();
            files.keySet().stream()
                    .filter(name -> !NAMES.matcher(name).matches())
                    .forEach(name -> faults.add("A file of this name does not belong in a bundle: " + name + "."));
            REQUIRED.stream()
                    .filter(name -> !files.containsKey(name))
                    .forEach(name -> faults.add(name + " is missing."));
            if (!text("mimetype").equals(BundleFiles.MIMETYPE)) {
                faults.add("mimetype is not that of ASiC-E.");
            }
            faults.addAll(Guides.faults(files, ""));
            check("verify.zip", files.size() + " files", faults);
            return faults.isEmpty();
        }

        private void readSigners() {
            for (String line : text("SIGNERS").lines().toList()) {
                String[] parts = line.split(" ", 4);
                if (parts.length == 4) {
                    signers.add(new Signer(parts[0], parts[1], parts[2], parts[3]));
                }
            }
        }

        private void signatures() {
            var faults = new ArrayList<String>();
            Set<String> manifests = new TreeSet<>();
            files.keySet().stream().filter(name -> name.endsWith(".xml")).forEach(manifests::add);
            var named = new TreeSet<String>();
            signers.forEach(signer -> named.add(signer.manifest()));
            long p7s = files.keySet().stream()
                    .filter(name -> name.endsWith(".p7s"))
                    .count();
            if (!manifests.equals(named)
                    || named.size() != signers.size()
                    || p7s != signers.size()
                    || text("SIGNERS").lines().count() != signers.size()) {
                faults.add("SIGNERS and the signatures in META-INF do not name each other.");
            }
            boolean ownerLast = !signers.isEmpty()
                    && signers.getLast().role().equals("owner")
                    && signers.stream()
                                    .filter(signer -> signer.role().equals("owner"))
                                    .count()
                            == 1;
            if (!ownerLast) {
                faults.add("The owner is not the last signer.");
            }
            if (!roster().equals(signers)) {
                faults.add("roster.json and SIGNERS do not say the same.");
            }
            JsonNode campaign = json("campaign.json");
            if (ownerLast
                    && !signers.getLast()
                            .address()
                            .equals(campaign.path("owner").asText())) {
                faults.add("The last signer is not the owner that campaign.json names.");
            }
            faults.addAll(SignerChecks.faults(records, signers));
            var brought = new BroughtTrust(files, faults);
            var measured = brought.standings(trust, lists, known);
            signers.forEach(signer -> signature(signer, brought, measured, faults));
            faults.addAll(measured.authorities(certificates, brought.authorities()));
            check("verify.signatures", signers.size() + " signatures", faults);
        }

        private List<Signer> roster() {
            var roster = new ArrayList<Signer>();
            json("roster.json")
                    .path("signers")
                    .forEach(node -> roster.add(new Signer(
                            node.path("certificateSha256").asText(),
                            node.path("role").asText(),
                            node.path("manifest").asText(),
                            node.path("address").asText())));
            return roster;
        }

        private void signature(Signer signer, BroughtTrust brought, Standings measured, List<String> faults) {
            Optional<AsicManifest> manifest =
                    Optional.ofNullable(files.get(signer.manifest())).flatMap(AsicManifest::parse);
            if (manifest.isEmpty()) {
                faults.add(signer.manifest() + " is missing or not as Countersign writes it.");
                return;
            }
            String number = signer.manifest().replaceAll("\\D", "");
            if (!manifest.get().signature().equals("META-INF/signature" + number + ".p7s")) {
                faults.add(signer.manifest() + " names a signature that is not its own.");
                return;
            }
            byte[] p7s = files.getOrDefault(manifest.get().signature(), new byte[0]);
            try {
                Cades.Signature signature = Cades.verify(manifest.get().bytes(), p7s);
                X509Certificate certificate = signature.certificate();
                certificates.add(certificate);
                signature.claimedAt().ifPresent(at -> claimed.put(signer.manifest(), at));
                if (!SigningKey.fingerprint(certificate).equals(signer.fingerprint())) {
                    faults.add(manifest.get().signature() + " is by another certificate than SIGNERS says.");
                }
                if (!SigningKey.pem(certificate).equals(text("certs/" + number + ".pem"))) {
                    faults.add("certs/" + number + ".pem is not the certificate that signed.");
                }
                if (!SigningKey.carries(certificate, signer.address())) {
                    faults.add("The certificate of " + manifest.get().signature() + " does not carry the address "
                            + signer.address() + ".");
                }
                if (!trust.isEmpty() && !TrustCheck.trusted(signature, trust)) {
                    faults.add("The certificate of " + signer.address()
                            + " is not, and is not issued by, one that you trust.");
                    strangers.add(signer.address());
                }
                brought.check(signature, manifest.get().signature(), faults);
                var back = new ArrayList<String>();
                Standing standing = measured.of(signer, signature, brought.told(signer), faults, back);
                standings.add(standing);
                faults.addAll(back);
                back.forEach(_ -> revoked.add(signer.address()));
                if (json("campaign.json").path("timestampRequired").asBoolean()
                        && standing.stamp()
                                .filter(stamp -> stamp.revoked().isEmpty())
                                .isEmpty()) {
                    faults.add("The signature of " + signer.address()
                            + " has no timestamp that holds, which this campaign requires.");
                }
                if (signature.claimedAt().filter(signature::isValidAt).isEmpty()) {
                    faults.add(manifest.get().signature() + " claims a time at which its certificate was not valid.");
                }
            } catch (BadSignatureException e) {
                faults.add(manifest.get().signature() + ": " + e.getMessage());
            }
        }

        private void coverage() {
            var faults = new ArrayList<String>();
            int covered = 0;
            for (Signer signer : signers) {
                Optional<AsicManifest> manifest =
                        Optional.ofNullable(files.get(signer.manifest())).flatMap(AsicManifest::parse);
                if (manifest.isEmpty()) {
                    continue;
                }
                if (!coversAll(signer, manifest.get().digests().keySet())) {
                    faults.add(signer.manifest() + " does not cover exactly the files that it must.");
                }
                for (var entry : manifest.get().digests().entrySet()) {
                    String digest = files.containsKey(entry.getKey())
                            ? Base64.getEncoder().encodeToString(records.digest(entry.getKey()))
                            : "";
                    if (!digest.equals(entry.getValue())) {
                        faults.add(entry.getKey() + " is not what was signed in " + signer.manifest() + ".");
                    }
                    covered++;
                }
            }
            sums(faults);
            check("verify.coverage", covered + " digests", faults);
        }

        private boolean coversAll(Signer signer, Set<String> names) {
            String number = signer.manifest().replaceAll("\\D", "");
            if (signer.role().equals("reviewer")) {
                return ReviewerSignature.covers(names, number);
            }
            var all = new HashSet<>(files.keySet());
            all.removeAll(List.of("mimetype", signer.manifest(), "META-INF/signature" + number + ".p7s"));
            return names.equals(all);
        }

        private void sums(List<String> faults) {
            var expected = new StringBuilder();
            for (String name : new TreeSet<>(files.keySet())) {
                if (!name.startsWith("META-INF/") && !name.startsWith("VERIFY.") && !name.equals("SHA256SUMS")) {
                    expected.append(records.sha256(name))
                            .append("  ")
                            .append(name)
                            .append('\n');
                }
            }
            if (!expected.toString().equals(text("SHA256SUMS"))) {
                faults.add("SHA256SUMS does not list the files as they are.");
            }
        }

        private Check attestation() {
            var faults = new ArrayList<String>();
            byte[] document = files.getOrDefault("attestation.pdf", new byte[0]);
            byte[][] decisions = new TreeMap<>(files)
                    .entrySet().stream()
                            .filter(file -> file.getKey().startsWith("decisions/"))
                            .map(Map.Entry::getValue)
                            .toArray(byte[][]::new);
            pdf.fault(
                            document,
                            new AttestationMaker.Expected(
                                    signers.getLast().fingerprint(),
                                    records.sha256("items.ndjson"),
                                    HexFormat.of().formatHex(Sha256.of(decisions))))
                    .ifPresent(faults::add);
            return new Check(English.of("verify.attestation"), Formats.number(document.length) + " bytes", faults);
        }

        private JsonNode json(String name) {
            try {
                return JSON.readTree(files.getOrDefault(name, new byte[0]));
            } catch (IOException e) {
                return CanonicalJson.object();
            }
        }
    }
}
