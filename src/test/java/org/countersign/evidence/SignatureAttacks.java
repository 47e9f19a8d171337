package org.countersign.evidence;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.countersign.text.Sha256;

/// Signature files that hold more, less or something else than one CAdES signature over their manifest.
final class SignatureAttacks {
    private static final String P7S = "META-INF/signature003.p7s";
    private static final String REASON = "signature003.p7s: ";
    private static final String UNSIGNED = "signature003.p7s: The signature file has parts that nobody signed";

    private SignatureAttacks() {}

    /// The owner's signature made in another way.
    private interface Odd {
        OddSignature make(Scene scene) throws Exception;
    }

    private static Attack odd(String name, String reason, Odd odd) {
        return Attack.seen(name, reason, scene -> scene.forge().resignWith(odd.make(scene)));
    }

    /// The owner's signature in another way of writing.
    private static Attack written(String name, String reason, Attack.Changing change) {
        return Attack.seen(name, reason, scene -> {
            Forgery forgery = scene.forge();
            forgery.files().put(P7S, change.make(scene));
            return forgery;
        });
    }

    static List<Attack> all() {
        var all = new ArrayList<Attack>();
        all.addAll(more());
        all.addAll(otherwise());
        all.addAll(attributes());
        return all;
    }

    private static List<Attack> more() {
        return List.of(
                odd(
                        "two signatures in one file",
                        REASON + "The signature file holds 2 signatures",
                        scene -> new OddSignature(scene.owner()).and(scene.key(Scene.FIRST))),
                odd(
                        "a stranger's signature beside the owner's",
                        REASON + "The signature file holds 2 signatures",
                        scene -> new OddSignature(scene.owner()).and(scene.stranger(Scene.OWNER))),
                odd("content inside the signature", UNSIGNED, scene -> new OddSignature(scene.owner()).inside()),
                odd("an attribute that nobody signed", UNSIGNED, scene -> new OddSignature(scene.owner())
                        .unsigned(new Attribute(
                                PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
                                new DERSet(new DERUTF8String("a timestamp, honestly"))))),
                odd("a list of revoked certificates that nobody signed", UNSIGNED, scene -> new OddSignature(
                                scene.owner())
                        .revocations(revocations(scene.owner()))),
                odd("a certificate that leads nowhere, beside the signer's", UNSIGNED, scene -> new OddSignature(
                                scene.owner())
                        .certificate(scene.stranger("mallory@example.com").certificate())),
                written(
                        "bytes behind a signature",
                        REASON,
                        scene -> java.util.Arrays.copyOf(scene.file(P7S), scene.file(P7S).length + 7)),
                written("a signature in BER", REASON + "The signature file has bytes that are not", scene -> {
                    byte[] der = scene.file(P7S);
                    // The outer length is left open, and the end told behind (X.690, 8.1.3.6).
                    int head = 2 + (der[1] & 0x7f);
                    byte[] ber = new byte[der.length - head + 4];
                    ber[0] = 0x30;
                    ber[1] = (byte) 0x80;
                    System.arraycopy(der, head, ber, 2, der.length - head);
                    return ber;
                }),
                written(
                        "a signature as text (PEM)",
                        REASON,
                        scene -> ZipAttacks.ascii("-----BEGIN CMS-----\n"
                                + java.util.Base64.getMimeEncoder().encodeToString(scene.file(P7S))
                                + "\n-----END CMS-----\n")),
                written("no bytes for a signature file", REASON, _ -> new byte[0]),
                written(
                        "the first half of a signature",
                        REASON,
                        scene -> java.util.Arrays.copyOf(scene.file(P7S), scene.file(P7S).length / 2)));
    }

    private static List<Attack> otherwise() {
        return List.of(
                odd(
                        "a signature without its certificate",
                        REASON + "The signer's certificate is not in the signature",
                        scene -> new OddSignature(scene.owner()).withoutCertificates()),
                odd("a signature over SHA-1", REASON + "The signature is made with", scene -> new OddSignature(
                                scene.owner())
                        .algorithm("SHA1withECDSA")),
                new Attack(
                        "a signature by RSASSA-PSS",
                        REASON + "The signature is made with",
                        Attack.Sight.SEEN,
                        scene -> {
                            SigningKey key =
                                    new OddKey().email(Scene.OWNER).rsa(2048).self();
                            var signature = new OddSignature(key).algorithm("SHA256withRSAandMGF1");
                            return scene.trusting(scene.forge().named(key).resignWith(signature), key);
                        }),
                odd("a signature over the manifest alone, without attributes", REASON, scene -> new OddSignature(
                                scene.owner())
                        .direct()),
                Attack.seen("a signature over another file", REASON, scene -> {
                    Forgery forgery = scene.forge();
                    forgery.files().put(P7S, Cades.sign(forgery.files().get("campaign.json"), scene.owner(), now()));
                    return forgery;
                }),
                Attack.seen("another manifest's signature", REASON, scene -> {
                    Forgery forgery = scene.forge();
                    forgery.files().put(P7S, forgery.files().get("META-INF/signature001.p7s"));
                    return forgery;
                }),
                Attack.seen("a stranger's signature under the owner's certificate", REASON, scene -> {
                    SigningKey stranger = scene.stranger(Scene.OWNER);
                    var mixed = new SigningKey(stranger.key(), scene.owner().chain());
                    return scene.forge()
                            .change("items.ndjson", text -> text.substring(text.indexOf('\n') + 1))
                            .resignWith(new OddSignature(mixed));
                }));
    }

    private static Attack attribute(String name, String reason, UnaryOperator<AttributeTable> change) {
        return odd(name, reason, scene -> new OddSignature(scene.owner()).signed(change));
    }

    private static List<Attack> attributes() {
        return List.of(
                attribute(
                        "a signature that does not name its certificate (CAdES)",
                        REASON + "The signature does not name its certificate",
                        table -> table.remove(PKCSObjectIdentifiers.id_aa_signingCertificateV2)),
                attribute(
                        "a signature that names another certificate",
                        REASON + "The signature names another certificate",
                        table -> replaced(table, binding("another certificate"))),
                attribute(
                        "a signature that names a second certificate first",
                        REASON + "The signature names another certificate",
                        table -> replaced(table, binding("first", "second"))),
                attribute(
                        "two attributes that name the certificate",
                        REASON,
                        table -> twice(table, PKCSObjectIdentifiers.id_aa_signingCertificateV2)),
                attribute("two digests of what is signed", REASON, table -> twice(table, CMSAttributes.messageDigest)),
                attribute(
                        "another digest of what is signed",
                        REASON,
                        table -> replaced(
                                table,
                                new Attribute(
                                        CMSAttributes.messageDigest,
                                        new DERSet(new DEROctetString(Sha256.of(new byte[1])))))),
                attribute("no digest of what is signed", REASON, table -> table.remove(CMSAttributes.messageDigest)),
                attribute(
                        "another type of content",
                        REASON,
                        table -> replaced(
                                table,
                                new Attribute(
                                        CMSAttributes.contentType, new DERSet(PKCSObjectIdentifiers.envelopedData)))),
                attribute("two signing times", REASON, table -> twice(table, CMSAttributes.signingTime)),
                attribute(
                        "a time in an attribute that only looks like the signing time",
                        "claims a time at which its certificate was not valid",
                        table -> replaced(
                                table.remove(CMSAttributes.signingTime),
                                new Attribute(
                                        new ASN1ObjectIdentifier("1.2.840.113549.1.9.5.1"),
                                        new DERSet(new org.bouncycastle.asn1.cms.Time(Date.from(Scene.now())))))),
                attribute(
                        "no signing time",
                        "claims a time at which its certificate was not valid",
                        table -> table.remove(CMSAttributes.signingTime)));
    }

    private static Attribute binding(String... others) {
        var ids = new ESSCertIDv2[others.length];
        for (int i = 0; i < others.length; i++) {
            ids[i] = new ESSCertIDv2(Sha256.of(ZipAttacks.ascii(others[i])));
        }
        return new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(new SigningCertificateV2(ids)));
    }

    private static AttributeTable replaced(AttributeTable table, Attribute attribute) {
        var all = table.remove(attribute.getAttrType()).toASN1EncodableVector();
        all.add(attribute);
        return new AttributeTable(all);
    }

    private static AttributeTable twice(AttributeTable table, ASN1ObjectIdentifier id) {
        ASN1EncodableVector all = table.toASN1EncodableVector();
        all.add(table.get(id));
        return new AttributeTable(all);
    }

    private static java.util.Optional<java.time.Instant> now() {
        return java.util.Optional.of(Scene.now());
    }

    private static java.security.cert.X509CRL revocations(SigningKey issuer) throws Exception {
        var name = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        var builder = new X509v2CRLBuilder(name, Date.from(Scene.now()));
        builder.addCRLEntry(BigInteger.TEN, Date.from(Scene.now()), 0);
        return new JcaX509CRLConverter()
                .getCRL(builder.build(new JcaContentSignerBuilder(issuer.algorithm()).build(issuer.key())));
    }
}
