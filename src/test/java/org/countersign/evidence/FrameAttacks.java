package org.countersign.evidence;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.countersign.evidence.Attack.Sight;

/// What stands around the owner's last signature and is covered by no signature at all.
final class FrameAttacks {
    private static final String P7S = "META-INF/signature003.p7s";
    private static final String REASON = P7S + ": The signature file is not written as a signature of one signer is.";

    private FrameAttacks() {}

    private static Attack frame(String name, Sight sight, UnaryOperator<ASN1Encodable> change) {
        return new Attack(name, REASON, sight, scene -> {
            Forgery forgery = scene.forge();
            var whole = ASN1Sequence.getInstance(scene.file(P7S));
            forgery.files().put(P7S, ((ASN1Primitive) change.apply(whole)).getEncoded("DER"));
            return scene.made(forgery);
        });
    }

    /// The same within the SignedData (RFC 5652, 5.1): version, digests, content, certificates, signers.
    private static Attack inside(String name, Sight sight, int part, UnaryOperator<ASN1Encodable> change) {
        return frame(name, sight, whole -> in(whole, 1, data -> tagged(data, sd -> in(sd, part, change))));
    }

    /// The same within the SignerInfo (5.3): version, who, digest, attributes, algorithm, value.
    private static Attack signer(String name, Sight sight, int part, UnaryOperator<ASN1Encodable> change) {
        return inside(
                name,
                sight,
                4,
                signers -> new DERSet(in(ASN1Set.getInstance(signers).getObjectAt(0), part, change)));
    }

    private static ASN1Encodable tagged(ASN1Encodable tagged, UnaryOperator<ASN1Encodable> change) {
        var explicit = ASN1TaggedObject.getInstance(tagged);
        return new DERTaggedObject(true, explicit.getTagNo(), change.apply(explicit.getExplicitBaseObject()));
    }

    private static ASN1Encodable in(ASN1Encodable sequence, int part, UnaryOperator<ASN1Encodable> change) {
        var all = new ASN1EncodableVector();
        var parts = ASN1Sequence.getInstance(sequence);
        for (int i = 0; i < parts.size(); i++) {
            all.add(i == part ? change.apply(parts.getObjectAt(i)) : parts.getObjectAt(i));
        }
        return new DERSequence(all);
    }

    private static ASN1Encodable digests(ASN1Encodable... digests) {
        return new DERSet(digests);
    }

    private static AlgorithmIdentifier sha512() {
        return new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512);
    }

    static List<Attack> all() {
        return List.of(
                frame(
                        "a signature said to be something else",
                        Sight.SEEN,
                        whole -> in(whole, 0, _ -> CMSObjectIdentifiers.envelopedData)),
                inside("a signature of a version that it has not", Sight.UNSEEN, 0, _ -> new ASN1Integer(3)),
                inside(
                        "a second digest announced before the content",
                        Sight.UNSEEN,
                        1,
                        set -> digests(ASN1Set.getInstance(set).getObjectAt(0), sha512())),
                inside("another digest announced before the content", Sight.SEEN, 1, _ -> digests(sha512())),
                inside(
                        "a digest announced with parameters",
                        Sight.UNSEEN,
                        1,
                        _ -> digests(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, new ASN1Integer(7)))),
                signer("a signer of a version that it has not", Sight.UNSEEN, 0, _ -> new ASN1Integer(3)),
                frame("a signer named by a key identifier", Sight.SEEN, FrameAttacks::byKey),
                signer("the issuer's name in other letters", Sight.UNSEEN, 1, id -> in(id, 0, FrameAttacks::louder)),
                signer(
                        "the signer's digest with parameters of its own",
                        Sight.UNSEEN,
                        2,
                        _ -> new AlgorithmIdentifier(
                                NISTObjectIdentifiers.id_sha256, new DERSequence(DERNull.INSTANCE))));
    }

    /// As RFC 5652, 5.1 and 5.3 have it: versions 3.
    private static ASN1Encodable byKey(ASN1Encodable whole) {
        var data = SignedData.getInstance(
                ASN1TaggedObject.getInstance(ASN1Sequence.getInstance(whole).getObjectAt(1))
                        .getExplicitBaseObject());
        byte[] key = SubjectKeyIdentifier.fromExtensions(
                        Certificate.getInstance(data.getCertificates().getObjectAt(0))
                                .getTBSCertificate()
                                .getExtensions())
                .getKeyIdentifier();
        var id = new DERTaggedObject(false, 0, new DEROctetString(key));
        return in(
                whole,
                1,
                explicit -> tagged(explicit, signed -> {
                    ASN1Encodable third = in(signed, 0, _ -> new ASN1Integer(3));
                    return in(
                            third,
                            4,
                            signers -> new DERSet(in(
                                    in(ASN1Set.getInstance(signers).getObjectAt(0), 0, _ -> new ASN1Integer(3)),
                                    1,
                                    _ -> id)));
                }));
    }

    private static ASN1Encodable louder(ASN1Encodable name) {
        String text = X500Name.getInstance(name).toString();
        return new X500Name(text.substring(0, text.indexOf('=') + 1)
                + text.substring(text.indexOf('=') + 1).toUpperCase(java.util.Locale.ROOT));
    }
}
