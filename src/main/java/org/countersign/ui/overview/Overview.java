package org.countersign.ui.overview;

import java.time.Instant;
import java.util.List;
import org.countersign.campaign.Figures;
import org.countersign.drift.Severity;

/// Everything that the overview shows: a sentence first, then the facts.
///
/// @param lead the sentence
/// @param detail the sentence after it
/// @param news the worst of what is new, of `allNews`
/// @param trend one point a snapshot
public record Overview(
        boolean loaded,
        String subtitle,
        String lead,
        String detail,
        List<Figure> figures,
        List<News> news,
        long allNews,
        List<CampaignLine> campaigns,
        List<Freshness> sources,
        List<Point> trend) {
    static final Overview LOADING =
            new Overview(false, "", "", "", List.of(), List.of(), 0, List.of(), List.of(), List.of());

    /// Copies the lists.
    public Overview {
        figures = List.copyOf(figures);
        news = List.copyOf(news);
        campaigns = List.copyOf(campaigns);
        sources = List.copyOf(sources);
        trend = List.copyOf(trend);
    }

    /// A figure with its difference to the day before.
    public record Figure(String name, long value, long difference) {}

    /// Something that is new since the day before, worst first.
    public record News(Severity severity, String sentence, String source) {}

    /// A campaign in one line of figures.
    public record CampaignLine(String title, String due, Figures figures, String summary) {}

    /// How fresh a source is.
    ///
    /// @param share of the age that is allowed, 1 and more = stale
    public record Freshness(String name, String age, double share, String remark, String tone) {}

    /// Open findings of one instant, by severity.
    public record Point(Instant at, long critical, long high, long medium, long low) {}
}
