package org.countersign.evidence;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.countersign.evidence.Attack.Sight;
import org.countersign.testkit.Authority;

/// Authorities that stand above signers: which may make lists, which are carried along, and which are left out.
final class AuthorityAttacks {
    private static final String LIST = "crls/001.crl";

    private AuthorityAttacks() {}

    private static SigningKey authority(String name, int usage) throws Exception {
        return new OddKey()
                .subject(new X500Name("CN=" + name))
                .extension(Extension.basicConstraints, new BasicConstraints(true))
                .usage(usage)
                .self();
    }

    /// A list that takes back one number, by this authority.
    ///
    /// @param entry what is said of it
    static byte[] list(SigningKey by, BigInteger number, Instant from, Extensions entry) throws Exception {
        var name =
                X500Name.getInstance(by.certificate().getSubjectX500Principal().getEncoded());
        var builder = new X509v2CRLBuilder(name, Date.from(Scene.now()));
        builder.setNextUpdate(Date.from(Scene.now().plus(Duration.ofDays(7))));
        builder.addCRLEntry(number, Date.from(from), entry);
        return builder.build(new JcaContentSignerBuilder(by.algorithm()).build(by.key()))
                .getEncoded();
    }

    /// Nothing but the reason, a lost key.
    static Extensions plain() throws Exception {
        var none = new ExtensionsGenerator();
        none.addExtension(Extension.reasonCode, false, new org.bouncycastle.asn1.ASN1Enumerated(1));
        return none.generate();
    }

    private static Attack.Made made(Forgery forgery, String trust) {
        return new Attack.Made(CanonicalZip.write(forgery.files()), trust);
    }

    static List<Attack> all() {
        var all = new java.util.ArrayList<>(carried());
        all.addAll(hidden());
        return all;
    }

    /// What keeps openssl from seeing who was taken back.
    private static List<Attack> hidden() {
        return List.of(
                new Attack(
                        "authorities that cannot be read, beside a list that takes a signer back",
                        "certs/chain.pem cannot be read",
                        Sight.SEEN,
                        scene -> {
                            Forgery forgery = takenBack(scene.proven());
                            forgery.put(
                                    BroughtTrust.CHAIN,
                                    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
                            return scene.proven().made(forgery.resign());
                        }),
                new Attack(
                        "authorities without an end of the last line, beside a list that takes a signer back",
                        BroughtTrust.CHAIN + " is not as Countersign writes it",
                        Sight.SEEN,
                        scene -> {
                            Forgery forgery = takenBack(scene.proven());
                            forgery.change(BroughtTrust.CHAIN, String::strip);
                            return scene.proven().made(forgery.resign());
                        }),
                new Attack(
                        "a second authority of one name, beside a list that takes a signer back",
                        "The certificate of " + Scene.FIRST + " is revoked from",
                        Sight.SEEN,
                        scene -> {
                            Forgery forgery = takenBack(scene.proven());
                            X509Certificate root = scene.proven().root().certificate();
                            forgery.files()
                                    .put(
                                            BroughtTrust.CHAIN,
                                            BroughtTrust.pem(List.of(
                                                    root,
                                                    Authority.root("Example Root", Scene.now())
                                                            .certificate())));
                            return scene.proven().made(forgery.resign());
                        }),
                new Attack(
                        "a certificate in a signature that leads nowhere, and stands in certs/chain.pem",
                        "The signature file has parts that nobody signed",
                        Sight.SEEN,
                        scene -> {
                            ProvenScene proven = scene.proven();
                            X509Certificate stranger =
                                    Authority.root("Stranger", Scene.now()).certificate();
                            Forgery forgery = proven.forge();
                            forgery.files()
                                    .put(
                                            BroughtTrust.CHAIN,
                                            BroughtTrust.pem(
                                                    List.of(proven.root().certificate(), stranger)));
                            return proven.made(forgery.resignWith(
                                    new OddSignature(proven.key(Scene.OWNER)).certificate(stranger)));
                        }),
                new Attack(
                        "an authority that was taken back, named in other letters by whom it issued",
                        "Example Issuing was itself revoked",
                        Sight.SEEN,
                        scene -> {
                            ProvenScene proven = scene.proven();
                            Authority issuing = proven.root().below("Example Issuing");
                            SigningKey louder = new OddKey()
                                    .keyOf(issuing.key())
                                    .subject(new X500Name("O=EXAMPLE,CN=example issuing"))
                                    .self();
                            SigningKey owner = new OddKey().email(Scene.OWNER).by(louder);
                            Forgery forgery = proven.forge();
                            forgery.files()
                                    .put(
                                            LIST,
                                            list(
                                                    proven.root().key(),
                                                    issuing.certificate().getSerialNumber(),
                                                    Scene.now().minus(Duration.ofHours(5)),
                                                    plain()));
                            return made(
                                    forgery.resignAs(owner, Optional.of(Scene.now())),
                                    proven.trust() + SigningKey.pem(issuing.certificate()));
                        }));
    }

    /// The bundle with a list that takes a reviewer's certificate back from before.
    private static Forgery takenBack(ProvenScene proven) throws Exception {
        Forgery forgery = proven.forge();
        forgery.files()
                .put(
                        LIST,
                        list(
                                proven.root().key(),
                                proven.certificate(Scene.FIRST).getSerialNumber(),
                                Scene.now().minus(Duration.ofHours(2)),
                                plain()));
        return forgery;
    }

    private static List<Attack> carried() {
        return List.of(
                new Attack(
                        "a revocation list by an authority that may make none (key usage)",
                        LIST + " is not by an authority of certs/chain.pem",
                        Sight.SEEN,
                        scene -> {
                            ProvenScene proven = scene.proven();
                            SigningKey silent = authority("Silent", KeyUsage.keyCertSign);
                            Forgery forgery = proven.forge();
                            forgery.files()
                                    .put(
                                            BroughtTrust.CHAIN,
                                            BroughtTrust.pem(
                                                    List.of(proven.root().certificate(), silent.certificate())));
                            forgery.files().put(LIST, list(silent, BigInteger.TEN, Scene.now(), plain()));
                            return proven.made(forgery.resign());
                        }),
                new Attack(
                        "a revocation list with an entry that must be understood",
                        "An entry of this list has an extension that must be understood",
                        Sight.SEEN,
                        scene -> {
                            ProvenScene proven = scene.proven();
                            var odd = new ExtensionsGenerator();
                            odd.addExtension(
                                    new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2"),
                                    true,
                                    new ASN1Integer(1));
                            Forgery forgery = proven.forge();
                            forgery.files()
                                    .put(LIST, list(proven.root().key(), BigInteger.TEN, Scene.now(), odd.generate()));
                            return proven.made(forgery.resign());
                        }),
                new Attack(
                        "an authority in a signature that certs/chain.pem leaves out",
                        "holds a certificate that is not in certs/chain.pem",
                        Sight.SEEN,
                        scene -> {
                            ProvenScene proven = scene.proven();
                            SigningKey owner =
                                    proven.root().below("Example Issuing").issue("amara", Scene.OWNER);
                            return proven.made(proven.forge().resignAs(owner, Optional.of(Scene.now())));
                        }),
                new Attack(
                        "an authority that was taken back, left out of everything but what the auditor trusts",
                        "Example Issuing was itself revoked",
                        Sight.SEEN,
                        scene -> {
                            ProvenScene proven = scene.proven();
                            Authority issuing = proven.root().below("Example Issuing");
                            SigningKey whole = issuing.issue("amara", Scene.OWNER);
                            SigningKey alone = new SigningKey(whole.key(), List.of(whole.certificate()));
                            X509Certificate back = issuing.certificate();
                            Forgery forgery = proven.forge();
                            forgery.files()
                                    .put(
                                            LIST,
                                            list(
                                                    proven.root().key(),
                                                    back.getSerialNumber(),
                                                    Scene.now().minus(Duration.ofHours(5)),
                                                    plain()));
                            return made(
                                    forgery.resignAs(alone, Optional.of(Scene.now())),
                                    proven.trust() + SigningKey.pem(back));
                        }));
    }
}
