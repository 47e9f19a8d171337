package org.countersign.app;

import java.time.Clock;
import org.countersign.evidence.SignAsReviewer;
import org.countersign.ledger.Ledger;
import org.countersign.packet.AnswerPacket;
import org.countersign.packet.ExportPacket;
import org.countersign.packet.ImportPacket;
import org.countersign.packet.OpenPacket;
import org.countersign.packet.ReadPackets;
import org.countersign.packet.ReturnPacket;
import org.countersign.workspace.Workspace;

/// The use cases of reviewers on other machines.
///
/// @param clock what they tell the time by
public record Packets(Workspace workspace, Ledger ledger, Clock clock) {
    /// A reviewer's items out.
    public ExportPacket export() {
        return new ExportPacket(workspace, ledger, clock);
    }

    /// Items in, at the reviewer's.
    public OpenPacket open() {
        return new OpenPacket(workspace, ledger, clock);
    }

    /// A reviewer's signature, wherever the campaign lies.
    public AnswerPacket sign() {
        return new AnswerPacket(workspace, ledger, clock, new SignAsReviewer(workspace, ledger, clock));
    }

    /// The answer out.
    public ReturnPacket handBack() {
        return new ReturnPacket(workspace);
    }

    /// The answer in, at the owner's.
    public ImportPacket merge() {
        return new ImportPacket(workspace, ledger, clock);
    }

    /// Who is missing.
    public ReadPackets status() {
        return new ReadPackets(workspace);
    }
}
