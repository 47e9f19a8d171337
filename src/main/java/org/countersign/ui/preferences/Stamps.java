package org.countersign.ui.preferences;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.countersign.evidence.Proofs;
import org.countersign.evidence.SignatureLevel;
import org.countersign.evidence.TimestampAuthority;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.view.Sentences;
import org.countersign.work.RefusedException;

/// The authority that stamps the time of what is signed in this window: the one that a person named in the settings,
/// else what `COUNTERSIGN_TSA` names, as on the command line.
public final class Stamps {
    /// What the environment may name it by.
    public static final String VARIABLE = "COUNTERSIGN_TSA";
    /// Nobody stamps.
    public static final Stamps NONE = new Stamps(() -> "", Map.of());

    private final Supplier<String> named;
    private final Map<String, String> environment;

    /// @param named in the settings; empty where none is
    public Stamps(Supplier<String> named, Map<String, String> environment) {
        this.named = named;
        this.environment = Map.copyOf(environment);
    }

    /// Its address; empty where nobody stamps.
    public String authority() {
        String chosen = named.get();
        return chosen.isBlank() ? environment.getOrDefault(VARIABLE, "").strip() : chosen;
    }

    /// What goes into a signature.
    ///
    /// @throws RefusedException where the address is none of an authority
    public Proofs proofs() throws RefusedException {
        String address = authority();
        return address.isEmpty() ? Proofs.NONE : new Proofs(List.of(), Optional.of(TimestampAuthority.at(address)));
    }

    /// What a person reads before they sign: who will be asked.
    public String asked() {
        return authority().isEmpty()
                ? Strings.of("timestamps.none")
                : Strings.of("timestamps.asked", Formats.visible(authority()));
    }

    /// The same of a campaign.
    ///
    /// @param required whether each signature of it must carry a timestamp
    public String asked(boolean required) {
        return required && !lacks(true)
                ? Strings.of("timestamps.asked.required", Formats.visible(authority()))
                : lacks(required) ? Strings.of("timestamps.lacking") : asked();
    }

    /// Whether nothing can be signed: a timestamp is required, and nobody is named who gives one.
    public boolean lacks(boolean required) {
        return required && authority().isEmpty();
    }

    /// What a person reads of a signature: the level that it reached, and what was noted of it.
    public String said(SignatureLevel level, List<String> notes) {
        String reached =
                switch (level) {
                    case B_T -> Strings.of("timestamps.reached", level.text());
                    case B_B -> authority().isEmpty() ? Strings.of("timestamps.claimed", level.text()) : "";
                };
        return (reached + " "
                        + String.join(" ", notes.stream().map(Sentences::said).toList()))
                .strip();
    }

    /// Whether an authority was named and gave nothing.
    public boolean failed(SignatureLevel level) {
        return level == SignatureLevel.B_B && !authority().isEmpty();
    }
}
