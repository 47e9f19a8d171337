package org.countersign.ui.settings;

import org.countersign.evidence.TimestampAuthority;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.view.Failures;
import org.countersign.work.RefusedException;

/// State of the choice who stamps the time of signatures.
final class TimestampsViewModel {
    private final Preferences preferences;

    TimestampsViewModel(Preferences preferences) {
        this.preferences = preferences;
    }

    /// The address that was named here; empty where none was.
    String named() {
        return preferences.choices().timestamps();
    }

    /// Names another; an empty one takes the name away.
    ///
    /// @return why it is no address of an authority; empty where it is taken
    String name(String address) {
        try {
            if (!address.isBlank()) {
                TimestampAuthority.at(address);
            }
            preferences.change(choices -> choices.timestamps(address));
            return "";
        } catch (RefusedException e) {
            return Failures.said(e);
        }
    }

    /// Who is asked now.
    String asked() {
        return new Stamps(this::named, System.getenv()).asked();
    }
}
