package org.countersign.ui.parts;

import javafx.scene.layout.HBox;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Figures;
import org.countersign.text.Strings;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The state of a campaign; one that was signed with items that nobody decided says so.
public final class CampaignWords {
    private CampaignWords() {}

    /// In words.
    public static String state(Campaign campaign, Figures figures) {
        boolean incomplete = campaign.state() == Campaign.State.SIGNED && !figures.complete();
        return Strings.of("campaign.state." + campaign.state().text() + (incomplete ? "-incomplete" : ""));
    }

    /// As a chip.
    public static HBox chip(Campaign campaign, Figures figures) {
        String word = state(campaign, figures);
        return switch (campaign.state()) {
            case OPEN -> Parts.chip(BootstrapIcons.CIRCLE, word, "accent");
            case SIGNED -> Parts.chip(BootstrapIcons.PATCH_CHECK, word, figures.complete() ? "approve" : "medium");
            case CLOSED -> Parts.chip(BootstrapIcons.CHECK2, word, "info");
            case CLOSED_INCOMPLETE -> Parts.chip(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, word, "medium");
            case CANCELLED -> Parts.chip(BootstrapIcons.X, word, "info");
        };
    }
}
