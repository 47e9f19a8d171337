package org.countersign.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The structure that JasperReports tags (ISO 32000-1, 14.7), made whole: rows become tables that go on over pages,
/// entries become lists, what is repeated on each page becomes an artifact, header cells get a scope.
final class StructureTree {
    private static final COSName SCOPE = COSName.getPDFName("Scope");
    private static final COSName OWNER = COSName.getPDFName("O");
    private static final String ROW = "TR";

    private final COSDictionary root;
    private final COSDictionary document;
    private final Map<COSDictionary, Set<Integer>> content = new IdentityHashMap<>();
    private final Map<COSDictionary, Set<Integer>> artifacts = new IdentityHashMap<>();

    /// Mends the tree; pages are next.
    StructureTree(PDDocument pdf) {
        root = pdf.getDocumentCatalog().getStructureTreeRoot().getCOSObject();
        document = (COSDictionary) kids(root).getObject(0);
        document.setName(COSName.S, "Document");
        group();
        scope(document);
        collect(document, content);
    }

    /// The element that holds all others.
    COSDictionary document() {
        return document;
    }

    /// The tree's root.
    COSDictionary root() {
        return root;
    }

    /// Ids of marked content on a page that an element holds.
    Set<Integer> content(COSDictionary page) {
        return content.getOrDefault(page, Set.of());
    }

    /// Ids of marked content on a page that stands there for the page's sake alone.
    Set<Integer> artifacts(COSDictionary page) {
        return artifacts.getOrDefault(page, Set.of());
    }

    private void group() {
        var grouped = new COSArray();
        List<COSDictionary> open = new ArrayList<>();
        String kind = "";
        for (COSBase reference : kids(document)) {
            COSDictionary element = dictionary(reference);
            String type = Objects.requireNonNullElse(element.getNameAsString(COSName.S), "");
            String wanted =
                    switch (type) {
                        case ROW -> "Table";
                        case "LI" -> "L";
                        default -> "";
                    };
            if (type.equals("Note")
                    || type.equals("Anchor")
                    || type.equals(ROW) && kind.equals("Table") && isHead(element)) {
                collect(element, artifacts);
                continue;
            }
            if (wanted.isEmpty()) {
                grouped.add(reference);
                kind = "";
                continue;
            }
            if (!wanted.equals(kind)) {
                COSDictionary group = element(wanted, document);
                grouped.add(group);
                open.add(group);
                kind = wanted;
            }
            COSDictionary group = open.getLast();
            kids(group).add(reference);
            element.setItem(COSName.P, group);
        }
        document.setItem(COSName.K, grouped);
    }

    private static boolean isHead(COSDictionary row) {
        for (COSBase cell : kids(row)) {
            if (!"TH".equals(dictionary(cell).getNameAsString(COSName.S))) {
                return false;
            }
        }
        return true;
    }

    private static void scope(COSDictionary element) {
        if ("TH".equals(element.getNameAsString(COSName.S))) {
            var attributes = new COSDictionary();
            attributes.setName(OWNER, "Table");
            attributes.setName(SCOPE, "Column");
            element.setItem(COSName.A, attributes);
        }
        for (COSBase kid : kids(element)) {
            if (object(kid) instanceof COSDictionary child) {
                scope(child);
            }
        }
    }

    private static void collect(COSDictionary element, Map<COSDictionary, Set<Integer>> ids) {
        COSDictionary page = element.getCOSDictionary(COSName.PG);
        for (COSBase kid : kids(element)) {
            switch (object(kid)) {
                case COSInteger id
                when page != null ->
                    ids.computeIfAbsent(page, _ -> new HashSet<>()).add(id.intValue());
                case COSDictionary child
                when child.containsKey(COSName.MCID) -> {
                    COSDictionary on = child.getCOSDictionary(COSName.PG);
                    ids.computeIfAbsent(on == null ? Objects.requireNonNull(page) : on, _ -> new HashSet<>())
                            .add(child.getInt(COSName.MCID));
                }
                case COSDictionary child -> collect(child, ids);
                default -> {}
            }
        }
    }

    /// A new element below `parent`, without kids.
    static COSDictionary element(String type, COSDictionary parent) {
        var element = new COSDictionary();
        element.setName(COSName.TYPE, "StructElem");
        element.setName(COSName.S, type);
        element.setItem(COSName.P, parent);
        element.setItem(COSName.K, new COSArray());
        return element;
    }

    /// Its kids as an array of its own, whatever form they had.
    static COSArray kids(COSDictionary element) {
        COSBase kids = element.getDictionaryObject(COSName.K);
        if (kids instanceof COSArray array) {
            return array;
        }
        var array = new COSArray();
        if (kids != null) {
            array.add(element.getItem(COSName.K));
        }
        element.setItem(COSName.K, array);
        return array;
    }

    private static COSBase object(COSBase reference) {
        return reference instanceof org.apache.pdfbox.cos.COSObject indirect ? indirect.getObject() : reference;
    }

    private static COSDictionary dictionary(COSBase reference) {
        return (COSDictionary) object(reference);
    }
}
