package org.countersign.ui.shell;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.text.Formats;
import org.countersign.ui.campaigns.CampaignsViewModel;
import org.countersign.ui.campaigns.OpeningViewModel;
import org.countersign.ui.evidence.EvidenceViewModel;
import org.countersign.ui.evidence.KeysViewModel;
import org.countersign.ui.evidence.OwnKey;
import org.countersign.ui.evidence.VerifyViewModel;
import org.countersign.ui.exceptions.ExceptionsViewModel;
import org.countersign.ui.findings.FindingsViewModel;
import org.countersign.ui.groups.GroupViewModel;
import org.countersign.ui.groups.GroupsViewModel;
import org.countersign.ui.groups.MappingsViewModel;
import org.countersign.ui.ledger.LedgerViewModel;
import org.countersign.ui.overview.OverviewViewModel;
import org.countersign.ui.people.PeopleViewModel;
import org.countersign.ui.people.PersonViewModel;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.review.ReviewViewModel;
import org.countersign.ui.settings.SettingsViewModel;
import org.countersign.ui.sources.SourcesViewModel;
import org.countersign.ui.task.Background;
import org.countersign.ui.task.Workers;
import org.countersign.ui.view.Host;
import org.countersign.ui.view.Place;

/// The state of every screen on one workspace.
final class Models {
    final OverviewViewModel overview;
    final FindingsViewModel findings;
    final ReviewViewModel review;
    final SourcesViewModel sources;
    final PeopleViewModel people;
    final PersonViewModel person;
    final GroupsViewModel groups;
    final GroupViewModel group;
    final MappingsViewModel mappings;
    final CampaignsViewModel campaigns;
    final OpeningViewModel opening;
    final ExceptionsViewModel exceptions;
    final EvidenceViewModel evidence;
    final KeysViewModel keys;
    final VerifyViewModel verifying;
    final LedgerViewModel ledger;
    final SettingsViewModel settings;
    final Stamps stamps;
    final Signing signing;

    /// @param importing for what takes long
    /// @param workers of the window, which end with it
    Models(
            Countersign app,
            Clock clock,
            Background background,
            Background importing,
            Workers workers,
            Preferences preferences,
            Host host) {
        Background groupRows = workers.own("countersign-groups");
        signing = new Signing(workers.own("countersign-signing"));
        overview = new OverviewViewModel(app, clock, background);
        findings = new FindingsViewModel(app, clock, importing, workers.own("countersign-findings"));
        review =
                new ReviewViewModel(app, clock, workers.own("countersign-decisions"), workers.own("countersign-queue"));
        sources = new SourcesViewModel(app, clock, background, importing);
        people = new PeopleViewModel(app, background, importing, workers.own("countersign-rows"));
        person = new PersonViewModel(app, background);
        groups = new GroupsViewModel(app, groupRows, importing);
        group = new GroupViewModel(app, background, groupRows, groups::refresh);
        mappings = new MappingsViewModel(app, background, groups::refresh);
        campaigns = new CampaignsViewModel(app, clock, background, workers.own("countersign-items"), importing);
        opening = new OpeningViewModel(app, clock, background);
        exceptions = new ExceptionsViewModel(app, clock, background);
        evidence = new EvidenceViewModel(app, clock, background, importing, signing);
        keys = new KeysViewModel(app, clock, background, importing);
        verifying = new VerifyViewModel(app, clock, importing);
        ledger = new LedgerViewModel(app, clock, workers.own("countersign-ledger"), importing);
        settings = new SettingsViewModel(app, background, importing, preferences, host);
        stamps = new Stamps(() -> preferences.choices().timestamps(), System.getenv());
        // Who opens their key is who reviews.
        keys.ownProperty().subscribe(own -> own.ifPresent(key -> reviewAs(key.addresses())));
    }

    /// As whoever has one of these addresses, where they review something.
    private void reviewAs(List<String> addresses) {
        List<String> reviewers = review.reviewers();
        (reviewers.isEmpty() ? addresses : reviewers)
                .stream()
                        .filter(one -> addresses.stream()
                                .anyMatch(address -> Formats.folded(address).equals(Formats.folded(one))))
                        .findFirst()
                        .ifPresent(review.reviewerProperty()::set);
    }

    /// Reads again what a place shows.
    void refresh(Place place) {
        switch (place) {
            case OVERVIEW -> overview.refresh();
            case FINDINGS -> findings.refresh();
            case REVIEW -> review.refresh();
            case PEOPLE -> {
                people.refresh();
                person.refresh();
            }
            case GROUPS -> {
                groups.refresh();
                group.refresh();
                mappings.refresh();
            }
            case CAMPAIGNS -> campaigns.refresh();
            case SOURCES -> sources.refresh();
            case EXCEPTIONS -> exceptions.refresh();
            case EVIDENCE -> {
                evidence.refresh();
                ledger.follow();
            }
            case SETTINGS -> settings.refresh();
        }
    }

    /// As whom one reviews; empty where nobody was chosen.
    String reviewer() {
        return Objects.requireNonNullElse(review.reviewerProperty().get(), "");
    }

    /// Whose key is open.
    Optional<String> owner() {
        return keys.ownProperty().get().map(OwnKey::holder);
    }

    Kept kept() {
        return new Kept(reviewer(), keys.seen());
    }

    void keep(Kept kept) {
        keys.keep(kept.keys());
        review.reviewerProperty().set(kept.reviewer());
    }

    /// Reads nothing more, and ends imports.
    void stop() {
        sources.stop();
        people.stop();
        findings.stop();
        review.stop();
        groups.stop();
        group.stop();
        ledger.stop();
        signing.stop();
    }
}
