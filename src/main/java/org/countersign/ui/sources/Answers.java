package org.countersign.ui.sources;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.countersign.snapshot.Expected;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.snapshot.PreviewSnapshot.Outcome.Usable;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// What a person answers to one preview. It is no answer to another one.
public final class Answers {
    private static final int REASON = 10;

    private final Outcome outcome;
    private final ZoneId zone;
    private final StringProperty takenAt = new SimpleStringProperty("");
    private final StringProperty gone = new SimpleStringProperty("");
    private final StringProperty reason = new SimpleStringProperty("");
    private final BooleanProperty incomplete = new SimpleBooleanProperty(false);

    Answers(Outcome outcome, ZoneId zone) {
        this.outcome = outcome;
        this.zone = zone;
        compared().ifPresent(snapshot -> takenAt.set(Formats.instant(snapshot.takenAt())));
    }

    /// When it was taken, `2026-11-24T06:12:00Z`, or `2026-11-24 06:12` on this machine's clock.
    public StringProperty takenAtProperty() {
        return takenAt;
    }

    /// How many rows would count as gone, as a person typed it.
    public StringProperty goneProperty() {
        return gone;
    }

    /// Why they are gone.
    public StringProperty reasonProperty() {
        return reason;
    }

    /// Whether the person takes what is incomplete.
    public BooleanProperty incompleteProperty() {
        return incomplete;
    }

    private Optional<Usable> shown() {
        return outcome instanceof Usable shown ? Optional.of(shown) : Optional.empty();
    }

    /// What is shown is as of its time.
    private Optional<Snapshot> compared() {
        return switch (outcome) {
            case Usable shown -> Optional.of(shown.snapshot());
            case Outcome.Known(Snapshot snapshot) -> Optional.of(snapshot);
            case Outcome.Refused _ -> Optional.empty();
        };
    }

    Optional<Instant> given() {
        String text = takenAt.get().strip();
        try {
            return Optional.of(
                    text.contains("Z")
                            ? Instant.parse(text)
                            : LocalDateTime.parse(text.replace(' ', 'T'))
                                    .atZone(zone)
                                    .toInstant());
        } catch (DateTimeException notYet) {
            return Optional.empty();
        }
    }

    /// Whether what is shown was compared for another time than the one that is said now.
    public boolean anotherTime() {
        return compared()
                .flatMap(snapshot -> given().filter(at -> !at.equals(snapshot.takenAt())))
                .isPresent();
    }

    /// How long ago that time is, and who says so.
    public String age(Instant now) {
        if (given().isEmpty() || compared().isEmpty()) {
            return "";
        }
        Duration age = Duration.between(given().get(), now);
        String old = age.isNegative() ? Strings.of("sources.ahead") : Strings.of("sources.ago", Spoken.age(age));
        String basis = anotherTime() ? "you" : compared().get().takenAtBasis().equals("file") ? "file" : "given";
        return old + ", " + Strings.of("sources.basis." + basis);
    }

    /// What keeps the shown import from being stored, in words; empty where nothing does.
    public String missing() {
        if (shown().isEmpty()) {
            return Strings.of("sources.missing.nothing");
        }
        Usable shown = shown().get();
        if (given().isEmpty()) {
            return Strings.of("sources.missing.takenAt");
        }
        if (anotherTime()) {
            return Strings.of("sources.missing.again");
        }
        if (!shown.snapshot().completeness().complete() && !incomplete.get()) {
            return Strings.of("sources.missing.incomplete");
        }
        return shown.shrinkage().isPresent() ? missing(shown.shrinkage().get().fewer()) : "";
    }

    private String missing(long fewer) {
        if (!gone.get().replaceAll("[,.\\s]", "").equals(Long.toString(fewer))) {
            return Strings.of("sources.missing.gone");
        }
        return reason.get().strip().length() < REASON ? Strings.of("sources.missing.reason", REASON) : "";
    }

    /// What is to be stored: what was looked at, and nothing else.
    ImportSnapshot.Request request(ImportDraft draft) {
        Usable shown = shown().orElseThrow();
        boolean shrunken = shown.shrinkage().isPresent();
        return draft.request(incomplete.get(), shrunken)
                .because(Optional.of(reason.get().strip()).filter(text -> shrunken && !text.isEmpty()))
                .expecting(new Expected(
                        shown.snapshot().sha256(),
                        shown.before().map(Snapshot::number).orElse(0L)));
    }
}
