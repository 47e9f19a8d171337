package org.countersign.evidence;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.countersign.evidence.Attack.Sight;
import org.countersign.testkit.Authority;

/// What is said of when a signature was made and whether its certificate still counted: revocation lists, the roster
/// and timestamps.
final class ProofAttacks {
    private static final String LIST = "crls/001.crl";
    private static final String P7S = "META-INF/signature003.p7s";
    private static final String UNSIGNED = P7S + ": The signature file has parts that nobody signed";
    private static final String HOLLOW = P7S + ": The timestamp does not hold";

    private ProofAttacks() {}

    private interface Change {
        void make(ProvenScene scene, Forgery forgery) throws Exception;
    }

    private interface Stamp {
        byte[] on(ProvenScene scene, byte[] p7s) throws Exception;
    }

    private static Attack proof(String name, String reason, Sight sight, Change change) {
        return new Attack(name, reason, sight, scene -> {
            Forgery forgery = scene.proven().forge();
            change.make(scene.proven(), forgery);
            return scene.proven().made(forgery);
        });
    }

    /// Signed anew by the owner.
    private static Attack signed(String name, String reason, Sight sight, Change change) {
        return proof(name, reason, sight, (scene, forgery) -> {
            change.make(scene, forgery);
            forgery.resign();
        });
    }

    /// The last signature is covered by none, so whoever has the bundle can change what nobody signed in it.
    private static Attack stamp(String name, String reason, Sight sight, Stamp stamp) {
        return proof(name, reason, sight, (scene, forgery) -> forgery.files()
                .put(P7S, stamp.on(scene, forgery.files().get(P7S))));
    }

    static List<Attack> all() {
        var all = new ArrayList<Attack>();
        all.addAll(lists());
        all.addAll(revoked());
        all.addAll(stamps());
        all.addAll(authorities());
        return all;
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static List<Attack> lists() {
        return List.of(
                proof(
                        "a revocation list taken out",
                        LIST + " is not what was signed",
                        Sight.SEEN,
                        (_, forgery) -> forgery.files().remove(LIST)),
                proof(
                        "an older revocation list in the place of the one that was signed",
                        LIST,
                        Sight.SEEN,
                        (scene, forgery) -> forgery.files()
                                .put(LIST, scene.root().list(Scene.now().minus(Duration.ofDays(1)), Map.of()))),
                proof(
                        "a revocation list put in that nobody signed",
                        "does not cover exactly the files that it must",
                        Sight.SEEN,
                        (scene, forgery) ->
                                forgery.files().put("crls/002.crl", scene.root().list(Scene.now(), Map.of()))),
                signed(
                        "a revocation list by a stranger of the authority's name",
                        LIST + " is not by an authority of certs/chain.pem",
                        Sight.SEEN,
                        (_, forgery) -> forgery.files()
                                .put(
                                        LIST,
                                        Authority.root("Example Root", Scene.now())
                                                .list(Scene.now(), Map.of()))),
                signed(
                        "a revocation list that speaks of some certificates alone",
                        "This list speaks of some certificates or of changes alone",
                        Sight.SEEN,
                        (scene, forgery) ->
                                forgery.files().put(LIST, scene.root().list(Scene.now(), Map.of(), "2.5.29.27"))),
                signed(
                        "a second revocation list behind the first, in one file",
                        LIST,
                        Sight.SEEN,
                        (scene, forgery) -> forgery.files()
                                .put(
                                        LIST,
                                        joined(
                                                scene.root().list(Scene.now(), Map.of()),
                                                scene.root()
                                                        .list(
                                                                Scene.now(),
                                                                Map.of(
                                                                        scene.certificate(Scene.OWNER),
                                                                        Scene.now()
                                                                                .minus(Duration.ofDays(1))))))),
                signed(
                        "a letter in the place of a revocation list",
                        "This is not a certificate revocation list",
                        Sight.SEEN,
                        (_, forgery) -> forgery.put(LIST, "Nobody was revoked. Yours, Amara\n")),
                signed(
                        "the authorities left out of the bundle",
                        "holds a certificate that is not in certs/chain.pem",
                        Sight.SEEN,
                        (_, forgery) -> forgery.files().remove("certs/chain.pem")));
    }

    private static List<Attack> revoked() {
        return List.of(
                signed(
                        "a signer whose certificate the list had taken back before",
                        "The certificate of " + Scene.FIRST + " is revoked from",
                        Sight.SEEN,
                        (scene, forgery) -> forgery.files()
                                .put(
                                        LIST,
                                        scene.root()
                                                .list(
                                                        Scene.now(),
                                                        Map.of(
                                                                scene.certificate(Scene.FIRST),
                                                                Scene.now().minus(Duration.ofHours(2)))))),
                signed(
                        "a signer whom the list takes back without a day",
                        "The certificate of " + Scene.FIRST + " is revoked from",
                        Sight.SEEN,
                        (scene, forgery) -> forgery.files()
                                .put(
                                        LIST,
                                        scene.root()
                                                .list(
                                                        Scene.now(),
                                                        Map.of(scene.certificate(Scene.FIRST), Instant.EPOCH)))),
                signed(
                        "a signer whom the roster takes back from before",
                        "The certificate of " + Scene.FIRST + " is revoked from",
                        Sight.SEEN,
                        (scene, forgery) -> roster(scene, forgery, "2020-01-01T00:00:00Z")),
                signed(
                        "a signer whom the roster takes back at no time",
                        "roster.json revokes a certificate at no time",
                        Sight.SEEN,
                        (scene, forgery) -> roster(scene, forgery, "yesterday")));
    }

    private static void roster(ProvenScene scene, Forgery forgery, String from) throws Exception {
        String one = SigningKey.fingerprint(scene.certificate(Scene.FIRST));
        forgery.change(
                "roster.json",
                text -> text.replaceFirst(
                        "\"signers\"",
                        "\"revoked\":[{\"certificateSha256\":\"" + one + "\",\"from\":\"" + from
                                + "\",\"reason\":\"lost\"}],\"signers\""));
    }

    private static List<Attack> stamps() {
        return List.of(
                stamp(
                        "a timestamp of another signature",
                        "The timestamp is over something else",
                        Sight.SEEN,
                        (scene, p7s) -> OddStamp.with(
                                p7s, OddStamp.of(scene.forge().files().get("META-INF/signature001.p7s")))),
                stamp("two timestamps on one signature", UNSIGNED, Sight.SEEN, (scene, p7s) -> {
                    ASN1Encodable mine =
                            new OddStamp(scene.tsa()).attribute(p7s).getAttributeValues()[0];
                    var both = new DERSet(new ASN1Encodable[] {
                        ((Attribute) OddStamp.of(p7s).toASN1EncodableVector().get(0)).getAttributeValues()[0], mine
                    });
                    return OddStamp.with(
                            p7s,
                            new AttributeTable(
                                    new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, both)));
                }),
                stamp(
                        "something beside a timestamp that nobody signed",
                        UNSIGNED,
                        Sight.SEEN,
                        (_, p7s) -> OddStamp.with(
                                p7s,
                                OddStamp.of(p7s)
                                        .add(
                                                PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
                                                new DERUTF8String("also proven")))),
                stamp(
                        "a timestamp over the signature's SHA-1",
                        "The timestamp is over a digest that can be forged",
                        Sight.SEEN,
                        (scene, p7s) -> new OddStamp(scene.tsa()).sha1().on(p7s)),
                stamp(
                        "a timestamp signed over SHA-1",
                        "is made with an algorithm that is not to be relied on",
                        Sight.SEEN,
                        (scene, p7s) -> new OddStamp(scene.tsa())
                                .algorithm("SHA1withECDSA")
                                .on(p7s)),
                stamp(
                        "a timestamp of before the signature's own time",
                        "claims a later time than its timestamp",
                        Sight.SEEN,
                        (scene, p7s) -> new OddStamp(scene.tsa())
                                .at(Scene.now().minus(Duration.ofHours(3)))
                                .on(p7s)),
                new Attack(
                        "a timestamp of after the certificate had expired",
                        "has a timestamp of after its certificate had expired",
                        Sight.SEEN,
                        scene -> {
                            Forgery forgery = scene.proven().forge();
                            SigningKey longer = clock().valid(0, 2000).self();
                            var late = new OddStamp(longer).at(Scene.now().plus(Duration.ofDays(1500)));
                            forgery.files().put(P7S, late.on(forgery.files().get(P7S)));
                            return new Attack.Made(
                                    CanonicalZip.write(forgery.files()),
                                    scene.proven().trust() + SigningKey.pem(longer.certificate()));
                        }));
    }

    private static OddKey clock() throws Exception {
        return new OddKey()
                .subject(new X500Name("CN=Clock"))
                .extension(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    }

    private static List<Attack> authorities() {
        return List.of(
                stamp("a timestamp by one who may not make any", HOLLOW, Sight.SEEN, (scene, p7s) -> new OddStamp(
                                new OddKey().by(scene.clockmakerKey()))
                        .on(p7s)),
                stamp("a timestamp by a signer of the review", HOLLOW, Sight.SEEN, (scene, p7s) -> new OddStamp(
                                scene.key(Scene.FIRST))
                        .on(p7s)),
                stamp("a timestamp by an authority that had expired", HOLLOW, Sight.SEEN, (scene, p7s) -> new OddStamp(
                                clock().valid(-9, -2).by(scene.clockmakerKey()))
                        .on(p7s)),
                stamp(
                        "a timestamp by a key of RSA with 1,024 bits",
                        "The timestamp is not to be relied on",
                        Sight.SEEN,
                        (scene, p7s) -> new OddStamp(clock().rsa(1024).self())
                                .algorithm("SHA256withRSA")
                                .on(p7s)),
                stamp(
                        "a timestamp with something in it that nobody signed",
                        "The timestamp has parts that nobody signed",
                        Sight.UNSEEN,
                        (scene, p7s) -> new OddStamp(scene.tsa()).stuffed().on(p7s)),
                stamp(
                        "a timestamp with a certificate that leads nowhere",
                        "The timestamp has a certificate that leads nowhere",
                        Sight.UNSEEN,
                        (scene, p7s) -> new OddStamp(scene.tsa())
                                .certificate(clock().self().certificate())
                                .on(p7s)),
                stamp(
                        "a timestamp with two certificates that issued each other",
                        "The timestamp has a certificate that leads nowhere",
                        Sight.UNSEEN,
                        (scene, p7s) -> {
                            OddKey one = clock().subject(new X500Name("CN=One"));
                            SigningKey other =
                                    clock().subject(new X500Name("CN=Other")).by(one.self());
                            return new OddStamp(scene.tsa())
                                    .certificate(other.certificate())
                                    .certificate(one.by(other).certificate())
                                    .on(p7s);
                        }),
                new Attack(
                        "a timestamp stripped where the campaign requires one",
                        "has no timestamp that holds, which this campaign requires",
                        Sight.SEEN,
                        scene -> scene.made(scene.forge()
                                .change(
                                        "campaign.json",
                                        text -> text.replace(
                                                "\"timestampRequired\":false", "\"timestampRequired\":true"))
                                .conspireOverItems())));
    }
}
