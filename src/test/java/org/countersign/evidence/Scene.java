package org.countersign.evidence;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.countersign.evidence.Attack.Made;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;

/// Where attacks begin: a genuine bundle of two reviewers (001, 002) and the owner (003), all of their keys, and one
/// more that nobody trusts.
final class Scene implements AutoCloseable {
    static final String OWNER = "amara@example.com";
    static final String FIRST = "apps@example.com";

    private final SignedCampaign campaign;
    private final byte[] bundle;
    private final Map<String, byte[]> files;
    private final String trust;
    private final Path folder;
    private java.util.Optional<ProvenScene> proven = java.util.Optional.empty();

    Scene(Path folder) throws Exception {
        this.folder = folder;
        campaign = new SignedCampaign(folder, Clock.systemUTC()).sign();
        bundle = campaign.bundle();
        files = Tools.unzip(bundle);
        trust = Files.readString(campaign.trust());
    }

    byte[] bundle() {
        return bundle.clone();
    }

    /// Of the genuine bundle.
    byte[] file(String name) {
        return files.get(name).clone();
    }

    Map<String, byte[]> files() {
        return Map.copyOf(files);
    }

    /// The signers' certificates.
    String trust() {
        return trust;
    }

    SigningKey key(String address) throws Exception {
        return campaign.key(address);
    }

    SigningKey owner() throws Exception {
        return key(OWNER);
    }

    /// A key that nobody trusts, with the address of another.
    SigningKey stranger(String address) throws Exception {
        return new OddKey().email(address).self();
    }

    Forgery forge() throws Exception {
        return new Forgery(campaign, bundle);
    }

    /// The same with all that can be proven of a signature.
    synchronized ProvenScene proven() throws Exception {
        if (proven.isEmpty()) {
            proven = java.util.Optional.of(new ProvenScene(folder.resolve("proven")));
        }
        return proven.orElseThrow();
    }

    Made made(Forgery forgery) {
        return new Made(CanonicalZip.write(forgery.files()), trust);
    }

    /// As if the auditor trusted this one, too.
    Made trusting(Forgery forgery, SigningKey key) {
        return new Made(CanonicalZip.write(forgery.files()), trust + SigningKey.pem(key.certificate()));
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public void close() {
        proven.ifPresent(ProvenScene::close);
        campaign.close();
    }
}
