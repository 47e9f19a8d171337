import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.campaign.Decision;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.Cades;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.ReviewerSignature;
import org.countersign.evidence.SigningKey;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;

/// Decisions signed as one bundle beside one JWS each (nimbus-jose-jwt, ES256), with the same P-256 key and from the same
/// decisions in memory to bytes that a verifier takes; both are verified. `bundle.sh sign` runs it.
///
/// `Signing FOLDER [DECISIONS] [ROUNDS] [EACH]`; the peer signs EACH of the decisions (default all).
final class Signing {
    private static final int WARM = 2_000;

    private Signing() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int many = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        int each = arguments.length > 3 ? Integer.parseInt(arguments[3]) : many;
        SigningKey key = Bundle.key(folder, Bundle.reviewer(1), Clock.systemUTC());
        List<Decision> decisions = decisions(many);
        byte[] campaign = new byte[4_000];
        var ratios = new ArrayList<Double>();
        bundled(decisions.subList(0, WARM), campaign, key);
        jws(decisions.subList(0, WARM), key);
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            jws(decisions.subList(0, each), key);
            long second = System.nanoTime();
            bundled(decisions, campaign, key);
            long end = System.nanoTime();
            double peer = (second - begun) / 1e9 / each * many;
            double ours = (end - second) / 1e9;
            ratios.add(peer / ours);
            System.out.printf(
                    "one JWS each %.2f s (%d of %d signed), one bundle %.3f s: %.0f times faster; load %s%n",
                    peer, each, many, ours, peer / ours, Chain.load());
        }
        System.out.printf(
                "one bundle of %d: %.0f times faster than one JWS each (median of %d rounds, load %s)%n",
                many, ratios.stream().sorted().toList().get(rounds / 2), rounds, Chain.load());
    }

    private static List<Decision> decisions(int many) {
        return IntStream.range(0, many)
                .mapToObj(number -> new Decision(
                        number + 1L,
                        "q4",
                        "i" + (100_000_000_000_000L + number),
                        Sha256.hex("item " + number),
                        number % 50 == 0 ? Verdict.REVOKE : Verdict.APPROVE,
                        Optional.of("asked their manager"),
                        Optional.empty(),
                        Bundle.reviewer(1),
                        "somebody",
                        Instant.parse("2026-01-01T08:10:00Z").plusSeconds(number),
                        false,
                        "single",
                        7,
                        Optional.empty()))
                .toList();
    }

    /// What `SignAsReviewer` does with decisions: their lines, the manifest over them, a CAdES signature over that.
    private static void bundled(List<Decision> decisions, byte[] campaign, SigningKey key) throws Exception {
        byte[] lines = ReviewerSignature.lines(decisions);
        byte[] manifest = ReviewerSignature.manifest(1, lines, Map.of("campaign.json", campaign));
        byte[] p7s = Cades.sign(manifest, key, Optional.of(Instant.now()));
        Cades.verify(manifest, p7s);
        if (new String(lines, StandardCharsets.UTF_8).lines().count() != decisions.size()) {
            throw new IllegalStateException("not all are signed");
        }
    }

    private static void jws(List<Decision> decisions, SigningKey key) throws Exception {
        var signer = new ECDSASigner((ECPrivateKey) key.key());
        var header = new JWSHeader(JWSAlgorithm.ES256);
        var last = "";
        for (Decision decision : decisions) {
            var one = new JWSObject(header, new Payload(CanonicalJson.text(decision.json())));
            one.sign(signer);
            last = one.serialize();
        }
        JWSVerifier verifier = new ECDSAVerifier((ECPublicKey) key.certificate().getPublicKey());
        if (!JWSObject.parse(last).verify(verifier)) {
            throw new IllegalStateException("not signed");
        }
    }
}
