package org.countersign.snapshot;

import java.util.List;
import java.util.Optional;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.ScimEndpoint;
import org.countersign.governance.Source;
import org.countersign.ledger.Actor;
import org.countersign.scim.Columns;
import org.countersign.scim.pull.Network;
import org.countersign.scim.pull.Pulled;
import org.countersign.scim.pull.ScimPull;
import org.countersign.scim.pull.Secret;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: fetches a source from its SCIM endpoint and imports what came as one snapshot, whole or not at all.
///
/// The workspace is locked while importing, not while the server is asked.
public final class PullSnapshot {
    private final Workspace workspace;
    private final ImportSnapshot importing;
    private final ScimPull pulling;

    /// Imports what it pulls.
    public PullSnapshot(Workspace workspace, ImportSnapshot importing, ScimPull pulling) {
        this.workspace = workspace;
        this.importing = importing;
        this.pulling = pulling;
    }

    /// What to pull.
    ///
    /// @param secret the token, or the client's secret where the governance file says `oauth`
    /// @param acceptShrunken as in [ImportSnapshot.Request], as is `reason`
    public record Request(
            String source, Secret secret, Network network, boolean acceptShrunken, Optional<String> reason) {}

    /// The sources that have an endpoint, in the governance file's order.
    public List<String> sources() {
        return governance().sources().stream()
                .filter(source -> source.endpoint().isPresent())
                .map(Source::id)
                .toList();
    }

    private Governance governance() {
        return workspace
                .read(tx -> new GovernanceStore(tx).newest())
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
    }

    /// Where a source is pulled from.
    ///
    /// @throws RefusedException where there is no such source, or it has no endpoint
    public ScimEndpoint endpoint(String source) throws RefusedException {
        return governance()
                .source(source)
                .orElseThrow(() -> new RefusedException(
                        source, "There is no source of this id.", "With an endpoint are: " + known() + "."))
                .endpoint()
                .orElseThrow(() -> new RefusedException(
                        source,
                        "The governance file names no SCIM endpoint for it.",
                        "Add scim: {endpoint: …} to the source, or import files."));
    }

    private String known() {
        return sources().isEmpty() ? "none" : String.join(", ", sources());
    }

    /// Pulls and imports.
    ///
    /// @throws RefusedException where the server refuses, or answers what cannot be used
    /// @throws org.countersign.work.SurroundingsException where the network or the server failed
    public ImportSnapshot.Outcome run(Actor actor, Request request, Progress progress) throws RefusedException {
        ScimEndpoint endpoint = endpoint(request.source());
        var target = new ScimPull.Target(
                endpoint.url(), endpoint.oauth(), endpoint.options(), request.secret(), request.network());
        try (Pulled pulled = pulling.run(target, workspace.file(), progress)) {
            var files = new ImportSnapshot.Request(
                            request.source(),
                            pulled.files(),
                            Optional.of(pulled.startedAt()),
                            false,
                            request.acceptShrunken(),
                            Columns.BY_HEADER,
                            Optional.of(new PullRecord(pulled.gaps(), pulled.notes(), pulled.emptyIsEmpty())))
                    .because(request.reason());
            return imported(actor, endpoint, files, progress);
        }
    }

    /// What the import says of a spooled answer is said of the server.
    private ImportSnapshot.Outcome imported(
            Actor actor, ScimEndpoint endpoint, ImportSnapshot.Request files, Progress progress)
            throws RefusedException {
        try {
            return importing.run(actor, files, progress);
        } catch (RefusedException e) {
            if (e.place().equals(files.source())) {
                throw e;
            }
            throw new RefusedException(
                    endpoint.url() + (e.place().isEmpty() ? "" : " (" + e.place() + ")"),
                    e.reason(),
                    "Ask whoever runs the server. Nothing was imported.");
        }
    }
}
