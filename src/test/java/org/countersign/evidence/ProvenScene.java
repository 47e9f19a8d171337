package org.countersign.evidence;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.evidence.Attack.Made;
import org.countersign.testkit.Authority;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;

/// The same review as [Scene]'s, signed by keys that an organisation's authority issued, each signature with a
/// timestamp, and the authority's revocation list in the bundle.
final class ProvenScene implements AutoCloseable {
    private final Authority root;
    private final Authority clockmaker;
    private final SigningKey tsa;
    private final SignedCampaign campaign;
    private final byte[] bundle;

    ProvenScene(Path folder) throws Exception {
        Instant now = Scene.now();
        root = Authority.root("Example Root", now);
        clockmaker = Authority.root("Clockmaker", now);
        tsa = clockmaker.timestamps("Clockmaker TSA");
        var keys = new HashMap<String, SigningKey>();
        for (String one : List.of(Scene.OWNER, Scene.FIRST, "grace@example.com")) {
            keys.put(one, root.issue(one.substring(0, one.indexOf('@')), one));
        }
        campaign = new SignedCampaign(Files.createDirectories(folder), Clock.systemUTC()).withKeys(keys);
        campaign.decideAll();
        var app = campaign.app();
        try (var stamps = new StampServer(tsa)) {
            var proofs = new Proofs(
                    List.of(RevocationList.of("root", root.list(now, Map.of()))),
                    Optional.of(TimestampAuthority.at(stamps.url())));
            app.signAsReviewer().run(app.actor(), "q4", campaign.key(Scene.FIRST), proofs);
            app.signAsReviewer().run(app.actor(), "q4", campaign.key("grace@example.com"), proofs);
            app.endCampaign().close(app.actor(), "q4", Optional.empty());
            app.signAsOwner().run(app.actor(), "q4", campaign.key(Scene.OWNER), proofs);
        }
        bundle = campaign.bundle();
    }

    byte[] bundle() {
        return bundle.clone();
    }

    Authority root() {
        return root;
    }

    SigningKey tsa() {
        return tsa;
    }

    /// What issued [#tsa()].
    SigningKey clockmakerKey() {
        return clockmaker.key();
    }

    SigningKey key(String address) throws Exception {
        return campaign.key(address);
    }

    X509Certificate certificate(String address) throws Exception {
        return campaign.key(address).certificate();
    }

    Forgery forge() throws Exception {
        return new Forgery(campaign, bundle);
    }

    String trust() {
        return SigningKey.pem(root.certificate()) + SigningKey.pem(clockmaker.certificate());
    }

    Made made(Forgery forgery) {
        return new Made(CanonicalZip.write(forgery.files()), trust());
    }

    @Override
    public void close() {
        campaign.close();
    }
}
