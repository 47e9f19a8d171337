package org.countersign.ui.parts;

import javafx.scene.layout.HBox;
import org.countersign.campaign.Campaign;
import org.countersign.text.Strings;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The state of a campaign; one that was signed with items that nobody decided says so.
public final class CampaignWords {
    private CampaignWords() {}

    /// In words.
    ///
    /// @param complete whether nothing is left to say
    public static String state(Campaign campaign, boolean complete) {
        boolean incomplete = campaign.state() == Campaign.State.SIGNED && !complete;
        return Strings.of("campaign.state." + campaign.state().text() + (incomplete ? "-incomplete" : ""));
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
