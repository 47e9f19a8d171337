package org.countersign.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.countersign.text.Sha256;

/// `META-INF/ASiCManifestNNN.xml` (ETSI EN 319 162-1): which files one signature covers.
///
/// Written in one way only; what is not written so is not read.
public record AsicManifest(String signature, Map<String, String> digests) {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
            + "<asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\""
            + " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\n";
    private static final Pattern REFERENCE = Pattern.compile(
            "<asic:DataObjectReference URI=\"([^\"]+)\">.*?<ds:DigestValue>([A-Za-z0-9+/]{43}=)</ds:DigestValue>");
    private static final Pattern SIGNATURE = Pattern.compile("<asic:SigReference [^>]*URI=\"([^\"]+)\"/>");

    /// Over these files.
    public static AsicManifest over(int number, Map<String, byte[]> files) {
        var digests = new TreeMap<String, String>();
        files.forEach((name, content) -> digests.put(name, Base64.getEncoder().encodeToString(Sha256.of(content))));
        return new AsicManifest(signatureName(number), digests);
    }

    /// The name of the manifest of this number.
    public static String name(int number) {
        return "META-INF/ASiCManifest" + three(number) + ".xml";
    }

    /// The name of its signature.
    public static String signatureName(int number) {
        return "META-INF/signature" + three(number) + ".p7s";
    }

    /// In the digits of ASCII, whatever the locale has.
    public static String three(int number) {
        return String.format(Locale.ROOT, "%03d", number);
    }

    /// As it is written and signed.
    public byte[] bytes() {
        var xml = new StringBuilder(HEAD)
                .append("<asic:SigReference MimeType=\"application/x-pkcs7-signature\" URI=\"")
                .append(signature)
                .append("\"/>\n");
        new TreeMap<>(digests).forEach((name, digest) -> xml.append("<asic:DataObjectReference URI=\"")
                .append(name)
                .append("\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>")
                .append(digest)
                .append("</ds:DigestValue></asic:DataObjectReference>\n"));
        return xml.append("</asic:ASiCManifest>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The manifest, if the bytes are exactly what [#bytes()] writes.
    public static Optional<AsicManifest> parse(byte[] xml) {
        String text = new String(xml, StandardCharsets.UTF_8);
        var signature = SIGNATURE.matcher(text);
        if (!signature.find()) {
            return Optional.empty();
        }
        var digests = new LinkedHashMap<String, String>();
        var reference = REFERENCE.matcher(text);
        while (reference.find()) {
            digests.put(reference.group(1), reference.group(2));
        }
        var manifest = new AsicManifest(signature.group(1), digests);
        return java.util.Arrays.equals(manifest.bytes(), xml) ? Optional.of(manifest) : Optional.empty();
    }
}
