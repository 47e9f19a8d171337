package org.countersign.app;

import java.time.Clock;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.RecallHead;
import org.countersign.ledger.SeenHeads;
import org.countersign.workspace.Workspace;

/// An open workspace, by whom, and at what time: what every use case on it is made from.
abstract class Opened implements AutoCloseable {
    /// The file and its transactions.
    protected final Workspace workspace;
    /// The time that counts.
    protected final Clock clock;
    /// Who acts.
    protected final Actor actor;
    /// The chain of events.
    protected final Ledger ledger;

    private Runnable leaving = () -> {};

    Opened(Workspace workspace, Clock clock, Actor actor) {
        this.workspace = workspace;
        this.clock = clock;
        this.actor = actor;
        this.ledger = new Ledger(clock);
    }

    /// The file and its transactions, for reading.
    public Workspace workspace() {
        return workspace;
    }

    /// The time that counts.
    public Clock clock() {
        return clock;
    }

    /// Who acts.
    public Actor actor() {
        return actor;
    }

    /// The chain of events.
    public Ledger ledger() {
        return ledger;
    }

    /// Compares it with what a person saw of it before, and remembers how it is left.
    public RecallHead recall(SeenHeads memory) {
        var recall = new RecallHead(workspace, ledger, memory, clock);
        leaving = recall::leave;
        return recall;
    }

    @Override
    public void close() {
        leaving.run();
        workspace.close();
    }
}
