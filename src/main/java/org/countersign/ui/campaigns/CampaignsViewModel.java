package org.countersign.ui.campaigns;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.DelegateReviews;
import org.countersign.campaign.EndCampaign;
import org.countersign.campaign.ReassignItems;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.DeputyWords;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// State of the campaigns: all of them, the one that is looked at, and what a person does with it.
public final class CampaignsViewModel {
    private final Countersign app;
    private final ReadCampaigns read;
    private final Background background;
    private final ReadOnlyObjectWrapper<List<CampaignRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<CampaignState>> one = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ItemsViewModel items;
    private final PacketsViewModel packets;
    private String name = "";

    /// Reads and writes by `app`.
    ///
    /// @param rows for pages of items alone
    /// @param slow for what derives keys from passphrases, and for long files
    public CampaignsViewModel(Countersign app, Clock clock, Background background, Background rows, Background slow) {
        this.app = app;
        items = new ItemsViewModel(app, rows, slow, this::say);
        packets = new PacketsViewModel(app, slow, text -> {
            say(text);
            refresh();
        });
        this.read = new ReadCampaigns(app, clock);
        this.background = background;
    }

    /// What is open first, then the newest.
    public ReadOnlyObjectProperty<List<CampaignRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The one that is looked at.
    public ReadOnlyObjectProperty<Optional<CampaignState>> oneProperty() {
        return one.getReadOnlyProperty();
    }

    /// A sentence over the list.
    public ReadOnlyStringProperty subtitleProperty() {
        return subtitle.getReadOnlyProperty();
    }

    /// Why there is nothing; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was just done; announced.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// While reading.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// What travels of campaigns.
    PacketsViewModel packets() {
        return packets;
    }

    /// Everything that the one asks.
    ItemsViewModel items() {
        return items;
    }

    /// Looks at one by its name; an empty one at the list.
    public void open(String campaign) {
        if (!name.equals(campaign)) {
            one.set(Optional.empty());
        }
        name = campaign;
        refresh();
    }

    /// Reads again what is looked at.
    public void refresh() {
        busy.set(true);
        if (name.isEmpty()) {
            background.run(read::all, this::listed, this::failed);
        } else {
            String asked = name;
            background.run(() -> read.one(asked), found -> shown(asked, found), this::failed);
        }
    }

    private void listed(List<CampaignRow> all) {
        busy.set(false);
        problem.set("");
        rows.set(all);
        long open = all.stream().filter(CampaignRow::open).count();
        long late = all.stream().filter(CampaignRow::late).count();
        subtitle.set(
                all.isEmpty()
                        ? Strings.of("campaigns.none")
                        : Strings.count("campaigns.open", open)
                                + (late == 0 ? "" : " " + Strings.count("campaigns.late", late)));
    }

    private void shown(String asked, Optional<CampaignState> found) {
        busy.set(false);
        if (asked.equals(name)) {
            problem.set(found.isPresent() ? "" : Strings.of("campaigns.unknown", asked));
            one.set(found);
            items.open(found.map(state -> state.row().campaign().name()).orElse(""));
        }
    }

    private void failed(Exception failure) {
        busy.set(false);
        problem.set(Failures.said(failure));
    }

    /// Closes it over its whole population.
    ///
    /// @param incomplete why, where items are open
    /// @param answer gets what stands against it; empty where it is closed
    public void close(Optional<String> incomplete, Consumer<String> answer) {
        String campaign = name;
        background.run(
                () -> app.endCampaign().close(app.actor(), campaign, incomplete),
                outcome -> {
                    switch (outcome) {
                        case EndCampaign.Outcome.Closed(Campaign.State state, var figures) ->
                            done(
                                    Strings.of(
                                            "campaigns.closed",
                                            Strings.of("campaign.state." + state.text()),
                                            Spoken.number(figures.decided()),
                                            Spoken.number(figures.items())),
                                    answer);
                        case EndCampaign.Outcome.StillOpen(var figures) ->
                            answer.accept(Strings.of(
                                    "campaigns.stillOpen",
                                    Spoken.number((long) figures.open() + figures.dontKnow()),
                                    Spoken.number(figures.unsigned())));
                    }
                },
                failure -> answer.accept(Failures.said(failure)));
    }

    /// Ends it without a result.
    public void cancel(Consumer<String> answer) {
        String campaign = name;
        background.run(
                () -> {
                    app.endCampaign().cancel(app.actor(), campaign);
                    return true;
                },
                _ -> done(Strings.of("campaigns.cancelled"), answer),
                failure -> answer.accept(Failures.said(failure)));
    }

    /// Hands everything that waits for one reviewer to another.
    public void handOver(String from, String to, String reason, Consumer<String> answer) {
        String campaign = name;
        background.run(
                () -> app.reassignItems().all(app.actor(), campaign, from, to.strip(), reason),
                outcome -> done(said(outcome), answer),
                failure -> answer.accept(Failures.said(failure)));
    }

    /// Names a deputy of a reviewer who is away.
    void delegate(String from, String to, LocalDate start, LocalDate end, String reason, Consumer<String> answer) {
        var request = new DelegateReviews.Request(name, from, to, start, end, reason);
        background.run(
                () -> app.delegateReviews().run(app.actor(), request),
                outcome -> done(DeputyWords.named(outcome), answer),
                failure -> answer.accept(Failures.said(failure)));
    }

    /// A reviewer is back.
    void back(String from, Consumer<String> answer) {
        String campaign = name;
        background.run(
                () -> app.delegateReviews().end(app.actor(), campaign, from),
                ended -> done(DeputyWords.ended(ended), answer),
                failure -> answer.accept(Failures.said(failure)));
    }

    private static String said(ReassignItems.Outcome outcome) {
        return Strings.count("campaigns.handedOver", outcome.moved(), Formats.name(outcome.to()))
                + (outcome.about() == 0 ? "" : " " + Strings.count("campaigns.about", outcome.about()));
    }

    /// Says that something was copied, or could not be done.
    void say(String text) {
        message.set("");
        message.set(text);
    }

    private void done(String text, Consumer<String> answer) {
        answer.accept("");
        say(text);
        refresh();
    }
}
