package org.countersign.report;

import java.util.List;
import java.util.Locale;
import org.countersign.campaign.Figures;

/// The outcome as one bar of parts, as SVG; the figures stand under it in words.
final class OutcomeBar {
    private static final int WIDTH = 515;

    private OutcomeBar() {}

    private record Part(int count, String colour) {}

    static String svg(Figures figures) {
        List<Part> parts = List.of(
                new Part(figures.approved(), "#1C7A44"),
                new Part(figures.approvedUntil(), "#0B6169"),
                new Part(figures.revoked() + figures.covered(), "#B3261B"),
                new Part(figures.dontKnow(), "#6143A0"),
                new Part(figures.open(), "#D9D6CE"));
        var svg = new StringBuilder(
                "<svg xmlns='http://www.w3.org/2000/svg' width='515' height='14' viewBox='0 0 515 14'>");
        double x = 0;
        int all = Math.max(1, figures.items());
        for (Part part : parts) {
            double width = (double) WIDTH * part.count() / all;
            if (part.count() > 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x='%.2f' y='0' width='%.2f' height='14' fill='%s'/>",
                        x,
                        Math.max(1, width - 1),
                        part.colour()));
            }
            x += width;
        }
        return svg.append("</svg>").toString();
    }
}
