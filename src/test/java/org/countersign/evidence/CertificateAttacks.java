package org.countersign.evidence;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.countersign.evidence.Attack.Made;
import org.countersign.evidence.Attack.Sight;

/// The owner's last signature by another certificate, which SIGNERS, roster and certs then name. Where the certificate
/// itself is odd, the auditor trusts it all the same.
final class CertificateAttacks {
    private static final String ADDRESS = "does not carry the address";
    private static final String NOT_VALID = "claims a time at which its certificate was not valid";
    private static final String STRANGER = "is not, and is not issued by, one that you trust";
    private static final String WEAK = "The signer's key is not to be relied on. Its key is ";

    private CertificateAttacks() {}

    private interface Key {
        SigningKey make(Scene scene) throws Exception;
    }

    /// Signed by this key, `days` from now.
    private static Attack pinned(String name, String reason, int days, Key made) {
        return new Attack(name, reason, Sight.SEEN, scene -> {
            SigningKey key = made.make(scene);
            var signature = new OddSignature(key).at(Scene.now().plus(days, ChronoUnit.DAYS));
            return scene.trusting(scene.forge().named(key).resignWith(signature), key);
        });
    }

    /// Issued by one of which the auditor trusts the certificate.
    private static Attack issued(String name, String reason, Key issuer) {
        return new Attack(name, reason, Sight.SEEN, scene -> {
            SigningKey above = issuer.make(scene);
            SigningKey key = owner().by(above);
            return scene.trusting(scene.forge().resignAs(key, Optional.of(Scene.now())), above);
        });
    }

    private static OddKey owner() {
        return new OddKey().email(Scene.OWNER);
    }

    private static OddKey authority() throws Exception {
        return new OddKey()
                .subject(new X500Name("CN=Authority"))
                .extension(Extension.basicConstraints, new BasicConstraints(true));
    }

    static List<Attack> all() {
        var all = new ArrayList<Attack>();
        all.addAll(times());
        all.addAll(names());
        all.addAll(kinds());
        all.addAll(issuers());
        return all;
    }

    private static List<Attack> times() {
        return List.of(
                pinned("a certificate that had expired when it signed", NOT_VALID, -1, _ -> owner().valid(-9, -2)
                        .self()),
                pinned("a certificate that was not yet valid when it signed", NOT_VALID, -2, _ -> owner().valid(-1, 1)
                        .self()));
    }

    private static List<Attack> names() {
        return List.of(
                pinned(
                        "the address in the certificate's subject alone",
                        "carries no e-mail address",
                        0,
                        _ -> new OddKey()
                                .subject(new X500Name("CN=Amara,E=" + Scene.OWNER))
                                .self()),
                pinned("the address as the name of a host", "carries no e-mail address", 0, _ -> new OddKey()
                        .name(new GeneralName(GeneralName.dNSName, Scene.OWNER))
                        .self()),
                pinned("the address on a line of its own within another", ADDRESS, 0, _ -> new OddKey()
                        .email("mallory@example.com\n" + Scene.OWNER)
                        .self()),
                pinned("an address that ends like the owner's", ADDRESS, 0, _ -> new OddKey()
                        .email("x" + Scene.OWNER)
                        .self()),
                pinned("an address that begins like the owner's", ADDRESS, 0, _ -> new OddKey()
                        .email(Scene.OWNER + ".example")
                        .self()),
                pinned("an extension that looks like the addresses, in front of them", ADDRESS, 0, _ -> new OddKey()
                        .subject(new X500NameBuilder()
                                .addRDN(BCStyle.CN, "OBJECT            :X509v3 Subject Alternative Name")
                                .build())
                        .aside(
                                new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.3"),
                                new GeneralNames(new GeneralName(GeneralName.rfc822Name, Scene.OWNER)))
                        .email("mallory@example.com")
                        .self()),
                pinned("no address in the certificate", "carries no e-mail address", 0, _ -> new OddKey().self()));
    }

    private static List<Attack> kinds() {
        return List.of(
                pinned("a certificate that may not sign (key usage)", "is not meant for signing", 0, _ -> owner().usage(
                                KeyUsage.keyEncipherment)
                        .self()),
                pinned(
                        "a signer who may certify others (key usage)",
                        "may sign others (key usage",
                        0,
                        _ -> owner().usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)
                                .self()),
                pinned("a key of RSA with 1,024 bits", WEAK, 0, _ -> owner().rsa(1024)
                        .self()),
                pinned("a key that is for RSASSA-PSS alone", "The signature is made with", 0, _ -> owner().pss()
                        .self()),
                pinned("a certificate signed over SHA-1", "is signed with SHA1withECDSA", 0, _ -> owner().curve("P-256")
                        .signedWith("SHA1withECDSA")
                        .self()),
                pinned("a key on a curve of 224 bits", WEAK, 0, _ -> owner().curve("P-224")
                        .self()),
                pinned("a key on the curve secp256k1", WEAK, 0, _ -> owner().curve("secp256k1")
                        .self()),
                pinned(
                        "a certificate with an extension that nobody knows and all must",
                        "has an extension that must be understood",
                        0,
                        _ -> owner().extension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), DERNull.INSTANCE)
                                .self()));
    }

    private static List<Attack> issuers() {
        return List.of(
                Attack.seen("a stranger's signature with the owner's name", STRANGER, scene -> scene.forge()
                        .resignAs(scene.stranger(Scene.OWNER), Optional.of(Scene.now()))),
                issued(
                        "a certificate issued by a trusted signer who is no authority",
                        STRANGER,
                        scene -> scene.key(Scene.FIRST)),
                issued("a certificate issued by a trusted signer whose key usage allows it", STRANGER, _ -> new OddKey()
                        .subject(new X500Name("CN=Mallory"))
                        .email("mallory@example.com")
                        .usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)
                        .self()),
                issued("a certificate issued by an authority that had expired", STRANGER, _ -> authority()
                        .valid(-9, -2)
                        .self()),
                issued("a certificate issued by an authority that may not issue (key usage)", STRANGER, _ -> authority()
                        .usage(KeyUsage.digitalSignature)
                        .self()),
                new Attack(
                        "a certificate issued by a stranger with the authority's name", STRANGER, Sight.SEEN, scene -> {
                            SigningKey trusted = authority().self();
                            SigningKey key = owner().by(authority().self());
                            return scene.trusting(scene.forge().resignAs(key, Optional.of(Scene.now())), trusted);
                        }),
                new Attack("a certificate below one that may issue none further", STRANGER, Sight.SEEN, scene -> {
                    SigningKey root = new OddKey()
                            .subject(new X500Name("CN=Root"))
                            .extension(Extension.basicConstraints, new BasicConstraints(0))
                            .self();
                    SigningKey key = owner().by(authority().by(root));
                    return scene.trusting(scene.forge().resignAs(key, Optional.of(Scene.now())), root);
                }),
                new Attack("all signers replaced by strangers of the same names", STRANGER, Sight.SEEN, scene -> {
                    Forgery forgery = scene.forge();
                    return new Made(CanonicalZip.write(forgery.strangers(scene).files()), scene.trust());
                }));
    }
}
