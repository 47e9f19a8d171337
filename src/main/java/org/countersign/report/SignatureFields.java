package org.countersign.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/// Empty fields for the owner's signature and for counter-signatures, in the structure before anybody signs: a field
/// that signing adds would stand outside it, and the document would be PDF/UA no longer.
final class SignatureFields {
    /// One for the owner, five for others.
    static final int COUNT = 6;

    private static final COSName STRUCT_PARENT = COSName.getPDFName("StructParent");

    private SignatureFields() {}

    static void add(PDDocument document, StructureTree structure) throws IOException {
        var form = new PDAcroForm(document);
        document.getDocumentCatalog().setAcroForm(form);
        form.setSignaturesExist(true);
        form.setAppendOnly(true);
        PDPage page = document.getPage(document.getNumberOfPages() - 1);
        List<PDAnnotation> annotations = page.getAnnotations();
        COSDictionary parents = structure.root().getCOSDictionary(COSName.getPDFName("ParentTree"));
        int next = highest(parents) + 1;
        COSArray numbers = leaf(parents, next + COUNT - 1);
        for (int i = 1; i <= COUNT; i++, next++) {
            var field = new PDSignatureField(form);
            String says = i == 1 ? "Signature of the campaign's owner" : "Counter-signature " + (i - 1);
            field.setPartialName("Signature" + i);
            field.setAlternateFieldName(says);
            PDAnnotationWidget widget = field.getWidgets().getFirst();
            widget.setRectangle(new PDRectangle(0, 0, 0, 0));
            widget.setPrinted(true);
            widget.setLocked(true);
            widget.setPage(page);
            widget.setContents(says);
            widget.getCOSObject().setInt(STRUCT_PARENT, next);
            annotations.add(widget);
            form.getFields().add(field);
            numbers.add(COSInteger.get(next));
            numbers.add(element(structure, widget, page));
        }
        page.setAnnotations(annotations);
        structure.root().setInt(COSName.getPDFName("ParentTreeNextKey"), next);
    }

    private static COSDictionary element(StructureTree structure, PDAnnotationWidget widget, PDPage page) {
        COSDictionary element = StructureTree.element("Form", structure.document());
        element.setItem(COSName.PG, page);
        var reference = new COSDictionary();
        reference.setName(COSName.TYPE, "OBJR");
        reference.setItem(COSName.OBJ, widget.getCOSObject());
        reference.setItem(COSName.PG, page);
        StructureTree.kids(element).add(reference);
        StructureTree.kids(structure.document()).add(element);
        return element;
    }

    /// The first field that nobody has signed.
    static Optional<PDSignatureField> free(PDDocument document) {
        PDAcroForm form = document.getDocumentCatalog().getAcroForm();
        if (form == null) {
            return Optional.empty();
        }
        for (PDField field : form.getFields()) {
            if (field instanceof PDSignatureField signature && signature.getSignature() == null) {
                return Optional.of(signature);
            }
        }
        return Optional.empty();
    }

    private static int highest(COSDictionary node) {
        int highest = -1;
        COSArray kids = node.getCOSArray(COSName.KIDS);
        if (kids != null) {
            for (int i = 0; i < kids.size(); i++) {
                highest = Math.max(highest, highest((COSDictionary) kids.getObject(i)));
            }
        }
        COSArray numbers = node.getCOSArray(COSName.NUMS);
        if (numbers != null) {
            for (int i = 0; i < numbers.size(); i += 2) {
                highest = Math.max(highest, numbers.getInt(i));
            }
        }
        return highest;
    }

    /// The last leaf of the tree, whose limits are raised on the way.
    private static COSArray leaf(COSDictionary node, int highest) {
        COSArray limits = node.getCOSArray(COSName.getPDFName("Limits"));
        if (limits != null) {
            limits.set(1, COSInteger.get(highest));
        }
        COSArray numbers = node.getCOSArray(COSName.NUMS);
        if (numbers != null) {
            return numbers;
        }
        COSArray kids = node.getCOSArray(COSName.KIDS);
        return leaf((COSDictionary) kids.getObject(kids.size() - 1), highest);
    }
}
