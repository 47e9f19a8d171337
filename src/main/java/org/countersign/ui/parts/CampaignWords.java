package org.countersign.ui.parts;

import java.util.List;
import javafx.scene.layout.HBox;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Standing;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The state of a campaign and how far it is; one that was signed with items that nobody decided says so.
public final class CampaignWords {
    private CampaignWords() {}

    /// In words.
    ///
    /// @param complete whether nothing is left to say
    public static String state(Campaign campaign, boolean complete) {
        boolean incomplete = campaign.state() == Campaign.State.SIGNED && !complete;
        return Strings.of("campaign.state." + campaign.state().text() + (incomplete ? "-incomplete" : ""));
    }

    /// How far one is, as a bar of five parts.
    public static SplitBar bar(Standing figures) {
        var bar = new SplitBar();
        bar.show(List.of(
                new SplitBar.Part(figures.approved(), "bar-approve"),
                new SplitBar.Part(figures.approvedUntil(), "bar-until"),
                new SplitBar.Part((double) figures.revoked() + figures.covered(), "bar-revoke"),
                new SplitBar.Part(figures.dontKnow(), "bar-dontknow"),
                new SplitBar.Part(figures.open(), "bar-open")));
        bar.setAccessibleText(words(figures));
        return bar;
    }

    /// `138 of 412 decided: 104 approved, 9 until, 21 revoked, 4 don't know`.
    public static String words(Standing figures) {
        return Strings.of(
                "campaigns.figures",
                Spoken.number(figures.decided()),
                Spoken.number(figures.items()),
                Spoken.number(figures.approved()),
                Spoken.number(figures.approvedUntil()),
                Spoken.number((long) figures.revoked() + figures.covered()),
                Spoken.number(figures.dontKnow()));
    }

    /// As a chip.
    public static HBox chip(Campaign campaign, boolean complete) {
        String word = state(campaign, complete);
        return switch (campaign.state()) {
            case OPEN -> Parts.chip(BootstrapIcons.CIRCLE, word, "accent");
            case SIGNED -> Parts.chip(BootstrapIcons.PATCH_CHECK, word, complete ? "approve" : "medium");
            case CLOSED -> Parts.chip(BootstrapIcons.CHECK2, word, "info");
            case CLOSED_INCOMPLETE -> Parts.chip(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, word, "medium");
            case CANCELLED -> Parts.chip(BootstrapIcons.X, word, "info");
        };
    }
}
