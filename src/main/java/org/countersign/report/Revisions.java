package org.countersign.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.countersign.text.Sha256;
import org.jspecify.annotations.Nullable;

/// What an incremental update changed in a document (ISO 32000-1, 7.5.6), but for what signing it once more changes: a
/// new
/// signature, the field that holds it, the form's flags, and who certified it.
final class Revisions {
    /// What a further signature may set in the field that was made for it, which takes no room on a page.
    private static final Set<COSName> OF_FIELD = Set.of(COSName.V, COSName.AP);
    /// And in the form.
    private static final Set<COSName> OF_FORM = Set.of(COSName.SIG_FLAGS);

    private Revisions() {}

    /// Numbers of objects that are others than before, and none of a signature; 0 is the document's root. New objects
    /// that
    /// nothing from before points at change nothing.
    static List<Long> changed(PDDocument before, PDDocument after) {
        var changed = new ArrayList<Long>();
        for (COSName name : List.of(COSName.ROOT, COSName.INFO, COSName.ENCRYPT)) {
            if (!text(after.getDocument().getTrailer().getItem(name))
                    .equals(text(before.getDocument().getTrailer().getItem(name)))) {
                changed.add(0L);
            }
        }
        long last = before.getDocument().getXrefTable().keySet().stream()
                .mapToLong(COSObjectKey::getNumber)
                .max()
                .orElse(0);
        COSBase catalog = after.getDocumentCatalog().getCOSObject();
        for (COSObjectKey key : after.getDocument().getXrefTable().keySet()) {
            if (key.getNumber() > last) {
                continue;
            }
            COSBase now = object(after, key);
            COSBase then = object(before, key);
            if (!text(now).equals(text(then)) && !isOfSignature(now, then, catalog)) {
                changed.add(key.getNumber());
            }
        }
        return changed;
    }

    private static @Nullable COSBase object(PDDocument document, COSObjectKey key) {
        COSObject object = document.getDocument().getObjectFromPool(key);
        return object == null ? null : object.getObject();
    }

    private static boolean isOfSignature(@Nullable COSBase after, @Nullable COSBase before, COSBase catalog) {
        if (!(after instanceof COSDictionary now) || !(before instanceof COSDictionary old)) {
            return false;
        }
        if (COSName.SIG.equals(now.getCOSName(COSName.FT))) {
            // A field that was empty, and is now filled.
            return !old.containsKey(COSName.V) && isFlat(old) && same(now, old, OF_FIELD);
        }
        if (now == catalog) {
            return same(form(now), form(old), OF_FORM) && same(now, old, withForm());
        }
        return now.containsKey(COSName.FIELDS) && same(now, old, OF_FORM);
    }

    private static boolean isFlat(COSDictionary field) {
        COSArray box = field.getCOSArray(COSName.RECT);
        if (box == null) {
            return false;
        }
        for (float edge : box.toFloatArray()) {
            if (edge != 0) {
                return false;
            }
        }
        return true;
    }

    private static Set<COSName> withForm() {
        return Set.of(COSName.getPDFName("Perms"), COSName.ACRO_FORM);
    }

    private static COSDictionary form(COSDictionary catalog) {
        COSDictionary form = catalog.getCOSDictionary(COSName.ACRO_FORM);
        return form == null ? new COSDictionary() : form;
    }

    private static boolean same(COSDictionary now, COSDictionary old, Set<COSName> but) {
        return written(now, but).equals(written(old, but));
    }

    private static Map<String, String> written(COSDictionary dictionary, Set<COSName> but) {
        var written = new TreeMap<String, String>();
        dictionary.keySet().stream()
                .filter(name -> !but.contains(name))
                .forEach(name -> written.put(name.getName(), text(dictionary.getItem(name))));
        return written;
    }

    /// The object as it is written, references as such.
    private static String text(@Nullable COSBase base) {
        return switch (base) {
            case null -> "none";
            case COSObject reference -> reference.getKey() + " R";
            case COSStream stream -> written(stream, Set.of()) + " " + raw(stream);
            case COSDictionary dictionary -> written(dictionary, Set.of()).toString();
            case COSArray array -> {
                var text = new StringBuilder("[");
                for (int i = 0; i < array.size(); i++) {
                    text.append(text(array.get(i))).append(' ');
                }
                yield text.append(']').toString();
            }
            case COSString string -> "(" + string.toHexString() + ")";
            default -> base.toString();
        };
    }

    private static String raw(COSStream stream) {
        try (var in = stream.createRawInputStream()) {
            return Sha256.hex(in.readAllBytes());
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
