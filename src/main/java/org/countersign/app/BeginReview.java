package org.countersign.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.ReceivedStore;
import org.countersign.evidence.SigningKey;
import org.countersign.packet.OpenPacket;
import org.countersign.packet.Packet;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Glance;

/// Use case: a reviewer who has a packet and no workspace begins. One is made for it; where the packet is not taken,
/// nothing of that stays.
public final class BeginReview {
    /// What SQLite puts beside a workspace.
    private static final List<String> BESIDE = List.of("", "-wal", "-shm", "-journal");

    private final Clock clock;

    /// @param clock what it tells the time by
    public BeginReview(Clock clock) {
        this.clock = clock;
    }

    /// Opens a packet whose signer a person has compared.
    ///
    /// @param workspace that is made; one that is there is opened as it is
    /// @param sure whether that person was told that the owner is known there by another certificate
    /// @return [OpenPacket.Outcome.Unknown] only of a workspace that is there and knows the owner by another one
    /// @throws RefusedException where the packet does not fit what is there, or that is no workspace
    public OpenPacket.Outcome run(Path workspace, Packet packet, boolean sure) throws RefusedException {
        Optional<String> compared = Optional.of(SigningKey.fingerprint(packet.certificate()));
        if (Files.exists(workspace)) {
            try (Countersign app = Countersign.open(workspace, clock)) {
                OpenPacket.Outcome outcome = app.packets().open().run(app.actor(), packet, Optional.empty());
                return outcome instanceof OpenPacket.Outcome.Unknown unknown
                                && (sure || unknown.known().isEmpty())
                        ? app.packets().open().run(app.actor(), packet, compared)
                        : outcome;
            }
        }
        boolean taken = false;
        try {
            OpenPacket.Outcome outcome;
            try (Countersign app = Countersign.openOrMake(workspace, clock)) {
                outcome = app.packets().open().run(app.actor(), packet, compared);
            }
            taken = true;
            return outcome;
        } finally {
            if (!taken) {
                remove(workspace);
            }
        }
    }

    /// A review that was begun from a packet.
    ///
    /// @param answered when its answer was signed
    public record Begun(Path workspace, String campaign, Instant openedAt, Optional<Instant> answered) {}

    /// Where one was begun from this packet.
    ///
    /// @param places workspaces that a person has opened before; what does not answer is passed over
    public static Optional<Begun> begun(List<Path> places, Packet packet) {
        return places.stream()
                .flatMap(place -> Glance.at(place, tx -> new ReceivedStore(tx).packet(packet.id()))
                        .map(one -> new Begun(place, one.campaign(), one.openedAt(), one.answeredAt()))
                        .stream())
                .findFirst();
    }

    private static void remove(Path workspace) {
        for (String ending : BESIDE) {
            try {
                Files.deleteIfExists(workspace.resolveSibling(workspace.getFileName() + ending));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
