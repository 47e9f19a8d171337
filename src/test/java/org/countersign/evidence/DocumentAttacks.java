package org.countersign.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.countersign.text.Sha256;

/// Documents that carry a signature and are not the report, in a bundle that the owner has signed all the same.
final class DocumentAttacks {
    private static final String ON = "attestation.pdf goes on after its last signature";
    private static final String LEAVES = "attestation.pdf leaves more unsigned than its signature";

    private static final Map<String, String> ALONE = Map.ofEntries(
            Map.entry("a report defaced by an incremental update", "goes on after its last signature"),
            Map.entry("a report defaced by an update that is signed by a stranger", "was changed after signature 1"),
            Map.entry("a report defaced by an update that another reviewer signed", "was changed after signature 1"),
            Map.entry("a report with bytes behind its end", "goes on after its last signature"),
            Map.entry("a report with a second end", "goes on after its last signature"),
            Map.entry("a report without its last byte", "does not say what it covers"),
            Map.entry(
                    "a report with something in the padding of its signature",
                    "has bytes beside it that nobody signed"),
            Map.entry("a report whose padding is no hexadecimal string", "signature 1"),
            Map.entry("a report that leaves more unsigned than its signature", "leaves more unsigned than itself"),
            Map.entry("a report of which the signature leaves out the last bytes", "goes on after its last signature"),
            Map.entry("a report without a signature", "is not signed"),
            Map.entry("a report that was written anew", "signature 1"),
            Map.entry("a blank page that the owner signed", "does not print the digest of the decisions"),
            Map.entry("a blank page that carries the decisions", "does not print the digest of the decisions"),
            Map.entry("a report with a password", "cannot be read"),
            Map.entry("a report that is no PDF", "cannot be read"));

    private DocumentAttacks() {}

    /// A forged document.
    ///
    /// @param reason that is given for it in a bundle
    /// @param alone part of what is said of it by itself; empty where nothing but the bundle contradicts it
    record Document(String name, String reason, String alone, Making making) {
        Document(String name, String reason, Making making) {
            this(name, reason, ALONE.getOrDefault(name, ""), making);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Makes one of the genuine report.
    interface Making {
        byte[] make(Scene scene, byte[] report) throws Exception;
    }

    static List<Attack> all() {
        return documents().stream()
                .map(one -> Attack.unseen(one.name(), one.reason(), scene -> {
                    Forgery forgery = scene.forge();
                    forgery.files().put("attestation.pdf", one.making().make(scene, scene.file("attestation.pdf")));
                    return forgery.resign();
                }))
                .toList();
    }

    static List<Document> documents() {
        return List.of(
                new Document(
                        "a report defaced by an incremental update",
                        ON,
                        (_, report) -> ForgedDocument.updated(report, ForgedDocument::over)),
                new Document(
                        "a report defaced by an update that is signed by a stranger",
                        "attestation.pdf is not signed by the owner's certificate",
                        (scene, report) -> ForgedDocument.signed(
                                ForgedDocument.updated(report, ForgedDocument::over), scene.stranger(Scene.OWNER))),
                new Document(
                        "a report defaced by an update that another reviewer signed",
                        "attestation.pdf is not signed by the owner's certificate",
                        (scene, report) -> ForgedDocument.signed(
                                ForgedDocument.updated(report, ForgedDocument::over), scene.key(Scene.FIRST))),
                new Document(
                        "a report with bytes behind its end",
                        ON,
                        (_, report) -> ZipAttacks.joined(report, ZipAttacks.ascii("\n%more\n"))),
                new Document(
                        "a report with a second end",
                        ON,
                        (_, report) -> ZipAttacks.joined(report, ZipAttacks.ascii("\nstartxref\n0\n%%EOF\n"))),
                new Document(
                        "a report without its last byte",
                        "attestation.pdf",
                        (_, report) -> java.util.Arrays.copyOf(report, report.length - 1)),
                new Document(
                        "a report with something in the padding of its signature",
                        "attestation.pdf has bytes beside its signature that nobody signed",
                        (_, report) -> padded(report, '7')),
                new Document(
                        "a report whose padding is no hexadecimal string",
                        "attestation.pdf",
                        (_, report) -> padded(report, '(')),
                new Document(
                        "a report that leaves more unsigned than its signature",
                        LEAVES,
                        (_, report) -> ranged(report, -9, 0)),
                new Document(
                        "a report of which the signature leaves out the last bytes",
                        ON,
                        (_, report) -> ranged(report, 0, -100)),
                new Document(
                        "a report without a signature",
                        "attestation.pdf is not signed",
                        (_, report) -> unsigned(report)),
                new Document(
                        "a report that was written anew",
                        "attestation.pdf",
                        (_, report) -> ForgedDocument.rewritten(report, ForgedDocument::over)),
                new Document(
                        "a blank page that the owner signed",
                        "attestation.pdf does not carry the decisions",
                        (scene, _) -> ForgedDocument.signed(ForgedDocument.page(new byte[0], "blank"), scene.owner())),
                new Document(
                        "a blank page that carries the decisions",
                        "attestation.pdf does not print the digests",
                        (scene, _) -> ForgedDocument.signed(
                                ForgedDocument.page(ForgedDocument.decisions(scene.files()), "blank"), scene.owner())),
                new Document(
                        "a report that carries other decisions",
                        "attestation.pdf does not carry the decisions",
                        (scene, _) -> {
                            Map<String, byte[]> files = new TreeMap<>(scene.files());
                            String text = new String(files.get("decisions/001.ndjson"), StandardCharsets.UTF_8);
                            files.put(
                                    "decisions/001.ndjson",
                                    text.replaceFirst("revoke", "approve").getBytes(StandardCharsets.UTF_8));
                            return ForgedDocument.about(files, scene.owner());
                        }),
                new Document(
                        "a report about another population",
                        "attestation.pdf does not print the digests",
                        (scene, _) -> {
                            byte[] decisions = ForgedDocument.decisions(scene.files());
                            return ForgedDocument.signed(
                                    ForgedDocument.page(decisions, "0".repeat(64), Sha256.hex(decisions)),
                                    scene.owner());
                        }),
                new Document(
                        "a report with a password",
                        "attestation.pdf",
                        (_, report) -> ForgedDocument.rewritten(
                                unsigned(report),
                                document -> document.protect(
                                        new org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy(
                                                "owner",
                                                "user",
                                                new org.apache.pdfbox.pdmodel.encryption.AccessPermission())))),
                new Document(
                        "a report that is no PDF",
                        "attestation.pdf",
                        (_, _) -> ZipAttacks.ascii("<html>All good.</html>")));
    }

    private static int[] range(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getSignatureDictionaries().getLast().getByteRange();
        }
    }

    private static byte[] padded(byte[] report, char odd) throws Exception {
        byte[] stuffed = report.clone();
        stuffed[range(report)[2] - 3] = (byte) odd;
        return stuffed;
    }

    /// With another range, written in the room of the old one.
    private static byte[] ranged(byte[] report, int first, int last) throws Exception {
        int[] range = range(report);
        String text = new String(report, StandardCharsets.ISO_8859_1);
        String before = "[0 " + range[1] + " " + range[2] + " " + range[3] + "]";
        String after = "[0 " + (range[1] + first) + " " + range[2] + " " + (range[3] + last) + "]";
        if (!text.contains(before) || after.length() > before.length()) {
            throw new AssertionError("there is no such range: " + before);
        }
        return text.replace(before, after + " ".repeat(before.length() - after.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] unsigned(byte[] report) throws Exception {
        return ForgedDocument.rewritten(report, document -> {
            document.getDocumentCatalog().getCOSObject().removeItem(COSName.ACRO_FORM);
            document.getPages().forEach(page -> page.getCOSObject().removeItem(COSName.ANNOTS));
        });
    }
}
