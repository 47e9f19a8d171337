package org.countersign.ui.overview;

import java.time.Instant;
import java.util.List;
import org.countersign.campaign.Standing;
import org.countersign.drift.Severity;

/// Everything that the overview shows: a sentence first, then the facts.
///
/// @param lead the sentence
/// @param detail the sentence after it
/// @param news the worst of what is new or back, of `allNews`
/// @param gone what was resolved since the day before, in words; empty where nothing was
/// @param compared whether there was a day before
/// @param trend one point a day, the last of each
public record Overview(
        boolean loaded,
        String subtitle,
        String lead,
        String detail,
        List<Figure> figures,
        List<News> news,
        long allNews,
        String gone,
        boolean compared,
        List<CampaignLine> campaigns,
        List<Freshness> sources,
        List<Point> trend) {
    static final Overview LOADING =
            new Overview(false, "", "", "", List.of(), List.of(), 0, "", false, List.of(), List.of(), List.of());

    /// Copies the lists.
    public Overview {
        figures = List.copyOf(figures);
        news = List.copyOf(news);
        campaigns = List.copyOf(campaigns);
        sources = List.copyOf(sources);
        trend = List.copyOf(trend);
    }

    /// A figure with its difference to the day before.
    ///
    /// @param compared whether there was a day before
    public record Figure(String name, long value, long difference, boolean compared) {}

    /// Something that is new since the day before, worst first.
    ///
    /// @param back whether it had been resolved before
    public record News(Severity severity, String sentence, String source, boolean back) {}

    /// A campaign in one line of figures.
    ///
    /// @param name as its page is called
    public record CampaignLine(String name, String title, String due, Standing standing, String summary) {}

    /// How fresh a source is.
    ///
    /// @param id of the source
    /// @param share of the age that is allowed, 1 and more = stale
    public record Freshness(String id, String name, String age, double share, String remark, String tone) {}

    /// Open findings at the end of a day, by severity.
    ///
    /// @param at the last run or snapshot of that day
    /// @param unknown how many answers were missing: fewer findings may mean that nobody looked
    public record Point(Instant at, long critical, long high, long medium, long low, long unknown) {
        /// All of them.
        public long findings() {
            return critical + high + medium + low;
        }
    }
}
