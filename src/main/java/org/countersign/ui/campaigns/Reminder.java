package org.countersign.ui.campaigns;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// What a reviewer is written who has something to do: a text that a person sends, by whatever they send with.
record Reminder(String to, String subject, String body) {
    static Reminder of(CampaignRow row, ReviewerProgress reviewer) {
        Campaign campaign = row.campaign();
        String waits = reviewer.open() == 0
                ? Strings.count("campaigns.remind.sign", reviewer.unsigned())
                : Strings.count("campaigns.remind.waits", reviewer.open());
        String due = row.late()
                ? Strings.of("campaigns.remind.late", Spoken.date(campaign.due()))
                : Strings.of("campaigns.remind.due", Spoken.date(campaign.due()));
        return new Reminder(
                reviewer.reviewer(),
                Strings.of("campaigns.remind.subject", Formats.line(campaign.title()), Spoken.date(campaign.due())),
                Strings.of("campaigns.remind.body", Formats.line(campaign.title()), waits, due, campaign.owner()));
    }

    /// As RFC 6068 writes it.
    URI mail() {
        return URI.create("mailto:" + escaped(to).replace("%40", "@") + "?subject=" + escaped(subject) + "&body="
                + escaped(body.replace("\n", "\r\n")));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
