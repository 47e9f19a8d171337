package org.countersign.ui.campaigns;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.DelegationStore;
import org.countersign.campaign.ReceivedStore;
import org.countersign.campaign.StandingStore;
import org.countersign.campaign.queue.Deputies;
import org.countersign.evidence.EvidenceStore;
import org.countersign.packet.PacketStore;
import org.countersign.packet.Sent;
import org.countersign.workspace.Transaction;

/// Reads campaigns for the screen; off the JavaFX thread.
final class ReadCampaigns {
    private final Countersign app;
    private final Clock clock;

    ReadCampaigns(Countersign app, Clock clock) {
        this.app = app;
        this.clock = clock;
    }

    /// All of them: what is open first, by its day, then the newest.
    List<CampaignRow> all() {
        return app.workspace().read(tx -> {
            var store = new CampaignStore(tx);
            List<CampaignRow> rows =
                    store.all().stream().map(one -> row(tx, one)).toList();
            return java.util.stream.Stream.concat(
                            rows.stream()
                                    .filter(CampaignRow::open)
                                    .sorted(java.util.Comparator.comparing(
                                            row -> row.campaign().due())),
                            rows.stream().filter(row -> !row.open()))
                    .toList();
        });
    }

    /// One of them; empty where there is none of this name.
    Optional<CampaignState> one(String name) {
        return app.workspace().read(tx -> new CampaignStore(tx)
                .all().stream()
                        .filter(campaign -> campaign.name().equals(name))
                        .findFirst()
                        .map(campaign -> state(tx, campaign)));
    }

    private CampaignState state(Transaction tx, Campaign campaign) {
        var store = new CampaignStore(tx);
        List<String> signers = new EvidenceStore(tx).signers(campaign.name());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean open = campaign.state() == Campaign.State.OPEN;
        boolean elsewhere = new ReceivedStore(tx).newest(campaign.name()).isPresent();
        List<Sent> out = open && !elsewhere ? new PacketStore(tx).out(campaign.name()) : List.of();
        return new CampaignState(
                row(tx, campaign),
                new StandingStore(tx).reviewers(campaign, signers),
                signers,
                store.reassignments(campaign.name()),
                open ? new Deputies(today, new DelegationStore(tx).standing(campaign.name(), today)) : Deputies.NONE,
                new CampaignState.Packets(elsewhere, out));
    }

    private CampaignRow row(Transaction tx, Campaign campaign) {
        return new CampaignRow(
                campaign,
                new StandingStore(tx).of(campaign),
                ChronoUnit.DAYS.between(LocalDate.now(clock), campaign.due()));
    }
}
