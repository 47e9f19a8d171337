package org.countersign.evidence;

import java.io.IOException;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// Asks an organisation's authority for a certificate (PKCS#10, RFC 2986): the key itself never leaves its file.
public final class KeyRequest {
    private KeyRequest() {}

    /// The request for a key as PEM: its name and addresses, and that it is for signing.
    public static String pem(SigningKey key) {
        try {
            var asked = new ExtensionsGenerator();
            asked.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(SigningKey.addresses(key.certificate()).stream()
                            .map(one -> new GeneralName(GeneralName.rfc822Name, one))
                            .toArray(GeneralName[]::new)));
            asked.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            var request = new JcaPKCS10CertificationRequestBuilder(
                            X500Name.getInstance(
                                    key.certificate().getSubjectX500Principal().getEncoded()),
                            key.certificate().getPublicKey())
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, asked.generate())
                    .build(new JcaContentSignerBuilder(key.algorithm()).build(key.key()));
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(request.getEncoded());
            return "-----BEGIN CERTIFICATE REQUEST-----\n" + body + "\n-----END CERTIFICATE REQUEST-----\n";
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("the key was checked when it was opened", e);
        }
    }
}
