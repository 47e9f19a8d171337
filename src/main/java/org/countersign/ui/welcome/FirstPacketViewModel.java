package org.countersign.ui.welcome;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.countersign.app.BeginReview;
import org.countersign.packet.OpenPacket;
import org.countersign.packet.Packet;
import org.countersign.packet.ReadPacket;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Stranger;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.RefusedException;

/// State of a reviewer who has a packet and nothing else: reads it, and begins in a workspace of theirs.
public final class FirstPacketViewModel {
    private static final byte[] ZIP = {'P', 'K'};

    private final Clock clock;
    private final Background background;
    private final Supplier<List<Path>> recent;
    private final Opener opener;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    /// @param background for what reads files and verifies signatures
    /// @param recent workspaces that this person has opened, the last one first
    public FirstPacketViewModel(Clock clock, Background background, Supplier<List<Path>> recent, Opener opener) {
        this.clock = clock;
        this.background = background;
        this.recent = recent;
        this.opener = opener;
    }

    /// Opens a workspace where a campaign waits.
    public interface Opener {
        /// Opens it.
        ///
        /// @param said what was done, to be announced there
        /// @return why it cannot; empty where it is open
        String open(Path workspace, String campaign, String said);
    }

    /// A packet that holds in itself.
    record Arrived(Path file, Packet packet) {
        Stranger owner(List<String> known) {
            return new Stranger(true, packet.campaign().owner(), packet.certificate(), known);
        }

        /// What its workspace may be called.
        Path workspace() {
            return file.toAbsolutePath().resolveSibling(packet.campaign().name() + ".countersign");
        }
    }

    /// What becomes of it.
    interface Begun {
        /// The workspace that was named knows the owner by others.
        void otherwise(Stranger who);

        /// It is refused, for this reason.
        void refused(String why);

        /// The window is elsewhere now.
        void opened();
    }

    /// While something is read or made.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Whether a file is something that travels, and no workspace: by how it begins. A file that cannot be read is not.
    static boolean travels(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        } catch (IOException e) {
            return false;
        }
    }

    /// What a file is: a packet that comes for the first time, or one from which a review was begun.
    private record Read(Arrived arrived, Optional<BeginReview.Begun> begun) {}

    /// Reads a packet; nothing is made. Where a review was begun from it, the window goes on with that.
    ///
    /// @param arrived gets one that comes for the first time
    void read(Path file, Consumer<Arrived> arrived, Consumer<String> refused) {
        List<Path> places = recent.get();
        run(
                () -> {
                    Packet packet = packet(file);
                    return new Read(new Arrived(file, packet), BeginReview.begun(places, packet));
                },
                read -> {
                    if (read.begun().isEmpty()) {
                        arrived.accept(read.arrived());
                        return;
                    }
                    String why = goOn(read.begun().get());
                    if (!why.isEmpty()) {
                        refused.accept(why);
                    }
                },
                refused);
    }

    private String goOn(BeginReview.Begun begun) {
        String name = Formats.visible(String.valueOf(begun.workspace().getFileName()));
        return opener.open(
                begun.workspace(),
                begun.campaign(),
                begun.answered()
                        .map(at -> Strings.of("welcome.packet.answered", Spoken.at(at, clock.getZone()), name))
                        .orElseGet(() -> Strings.of(
                                "welcome.packet.again", Spoken.at(begun.openedAt(), clock.getZone()), name)));
    }

    private static Packet packet(Path file) throws RefusedException {
        String name = Formats.visible(String.valueOf(file.getFileName()));
        try {
            if (Files.size(file) > ReadPacket.LARGEST) {
                throw new RefusedException(name, Strings.of("welcome.packet.none"), "");
            }
            byte[] bytes = Files.readAllBytes(file);
            return switch (ReadPacket.kind(bytes)) {
                case PACKET -> ReadPacket.of(name, bytes);
                case ANSWER -> throw new RefusedException(name, Strings.of("welcome.packet.answer"), "");
                case OTHER -> throw new RefusedException(name, Strings.of("welcome.packet.none"), "");
            };
        } catch (IOException e) {
            throw new RefusedException(name, Strings.of("campaigns.packet.unreadable"), "");
        }
    }

    /// Begins, once somebody has compared the owner's fingerprint.
    ///
    /// @param named where the workspace goes
    /// @param sure whether somebody was told that the owner is known there by another certificate
    void begin(Arrived arrived, String named, boolean sure, Begun begun) {
        run(
                () -> {
                    Path workspace = file(named);
                    Optional<BeginReview.Begun> before = BeginReview.begun(List.of(workspace), arrived.packet());
                    return before.isPresent()
                            ? new Come.Before(before.get())
                            : new Come.Now(workspace, new BeginReview(clock).run(workspace, arrived.packet(), sure));
                },
                come -> {
                    switch (come) {
                        case Come.Before(BeginReview.Begun before) -> gone(goOn(before), begun);
                        case Come.Now(Path workspace, OpenPacket.Outcome.Opened opened) ->
                            gone(opener.open(workspace, opened.campaign(), said(opened)), begun);
                        case Come.Now(var _, OpenPacket.Outcome.Unknown(var _, var _, List<String> known)) ->
                            begun.otherwise(arrived.owner(known));
                    }
                },
                begun::refused);
    }

    private static void gone(String why, Begun begun) {
        if (why.isEmpty()) {
            begun.opened();
        } else {
            begun.refused(why);
        }
    }

    private sealed interface Come {
        /// A review was begun from it before.
        record Before(BeginReview.Begun begun) implements Come {}

        /// It was opened now, or is not yet.
        record Now(Path workspace, OpenPacket.Outcome outcome) implements Come {}
    }

    private static String said(OpenPacket.Outcome.Opened what) {
        return Strings.count(
                "campaigns.packet.opened", what.items(), Formats.name(what.reviewer()), Formats.line(what.title()));
    }

    private static Path file(String named) throws RefusedException {
        if (named.isBlank()) {
            throw new RefusedException("", Strings.of("welcome.packet.where"), "");
        }
        try {
            Path file = Path.of(named.strip());
            String name = String.valueOf(file.getFileName());
            return name.contains(".") ? file : file.resolveSibling(name + ".countersign");
        } catch (InvalidPathException e) {
            throw new RefusedException(Formats.visible(named), Strings.of("welcome.packet.noPath"), "");
        }
    }

    /// One at a time: what comes while one is under way is not begun.
    private <T> void run(Callable<T> work, Consumer<T> come, Consumer<String> failed) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        background.run(
                work,
                value -> {
                    busy.set(false);
                    come.accept(value);
                },
                failure -> {
                    busy.set(false);
                    failed.accept(Failures.said(failure));
                });
    }
}
