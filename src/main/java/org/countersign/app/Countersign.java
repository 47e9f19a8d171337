package org.countersign.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.DelegateReviews;
import org.countersign.campaign.EndCampaign;
import org.countersign.campaign.FrozenSnapshots;
import org.countersign.campaign.NoteItem;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.ReassignItems;
import org.countersign.campaign.RecordDecision;
import org.countersign.campaign.queue.ReadQueue;
import org.countersign.drift.AcknowledgeFinding;
import org.countersign.drift.ApplyLinks;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.FindingStore;
import org.countersign.drift.ForeseeImport;
import org.countersign.drift.HistoryHold;
import org.countersign.drift.KeepLinks;
import org.countersign.drift.MatchAccounts;
import org.countersign.drift.ReadExceptions;
import org.countersign.drift.ReadLinks;
import org.countersign.drift.ReopenFinding;
import org.countersign.drift.SetException;
import org.countersign.drift.SinceRun;
import org.countersign.drift.list.ListFindings;
import org.countersign.drift.rule.Rules;
import org.countersign.evidence.AttestationMaker;
import org.countersign.evidence.CounterSign;
import org.countersign.evidence.ExportEvidence;
import org.countersign.evidence.SignAsOwner;
import org.countersign.evidence.SignAsReviewer;
import org.countersign.evidence.VerifyBundle;
import org.countersign.evidence.VerifyDocument;
import org.countersign.evidence.VerifyLedger;
import org.countersign.evidence.events.ListLedger;
import org.countersign.governance.ExportGovernance;
import org.countersign.governance.ImportGovernance;
import org.countersign.groups.GroupFindings;
import org.countersign.groups.ListGroups;
import org.countersign.groups.ReadGroup;
import org.countersign.groups.ReadMappings;
import org.countersign.groups.ReadMembers;
import org.countersign.groups.SetGroup;
import org.countersign.groups.SetMapping;
import org.countersign.ledger.Actor;
import org.countersign.people.FindAnything;
import org.countersign.people.FindingsOfPerson;
import org.countersign.people.ListPeople;
import org.countersign.people.ReadPerson;
import org.countersign.report.JasperAttestation;
import org.countersign.scim.pull.PullLimits;
import org.countersign.scim.pull.ScimPull;
import org.countersign.snapshot.CompareSnapshots;
import org.countersign.snapshot.ImportProvisioningLog;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.PreviewSnapshot;
import org.countersign.snapshot.PruneSnapshots;
import org.countersign.snapshot.PullSnapshot;
import org.countersign.snapshot.ReadTables;
import org.countersign.snapshot.SetLink;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.OpenWorkspace;
import org.countersign.workspace.Workspace;

/// One open workspace with every use case on it. Desktop and command line both call these and nothing else.
public final class Countersign extends Opened {
    /// Every package that owns tables, in the order of the ladder.
    public static final List<Migrations> MIGRATIONS = Tables.ALL;

    private final CheckDrift checkDrift;
    private final AttestationMaker maker = new JasperAttestation();

    private Countersign(Workspace workspace, Clock clock, Actor actor) {
        super(workspace, clock, actor);
        this.checkDrift = new CheckDrift(workspace, clock, Rules.ALL);
    }

    /// Opens a workspace that exists.
    public static Countersign open(Path file, Clock clock) throws RefusedException {
        return new Countersign(new OpenWorkspace(MIGRATIONS).existing(file), clock, osUser());
    }

    /// Opens a workspace, or makes it.
    public static Countersign openOrMake(Path file, Clock clock) throws RefusedException {
        return new Countersign(new OpenWorkspace(MIGRATIONS).existingOrNew(file), clock, osUser());
    }

    private static Actor osUser() {
        return Actor.user(System.getProperty("user.name", "unknown"));
    }

    /// Verifies bundles; needs no workspace.
    public static VerifyBundle verifyBundle() {
        return new VerifyBundle(new JasperAttestation());
    }

    /// Signs a report that its campaign's owner has signed; needs no workspace.
    public static CounterSign counterSign() {
        return new CounterSign(new JasperAttestation(), Clock.systemUTC());
    }

    /// Verifies a report by itself; needs no workspace.
    public static VerifyDocument verifyDocument() {
        return new VerifyDocument(new JasperAttestation());
    }

    /// The time at which people look at findings and say what stands: a sample's own instant, at which that clock
    /// stands (ADR 0009), else now. Reads the workspace.
    public Clock standing() {
        return sampleAsOf().map(at -> Clock.fixed(at, ZoneOffset.UTC)).orElse(clock);
    }

    /// The same workspace, on the same connection, at another time; not to be closed.
    Countersign on(Clock other) {
        return new Countersign(workspace, other, actor);
    }

    /// A reviewer's queue, on a connection of its own; close it.
    public ReadQueue readQueue() {
        return new ReadQueue(workspace.beside(), clock);
    }

    /// Drift.
    public CheckDrift checkDrift() {
        return checkDrift;
    }

    /// Findings that are known, from the instant that they are looked at.
    public AcknowledgeFinding acknowledgeFinding() {
        return new AcknowledgeFinding(workspace, ledger, standing());
    }

    /// Findings that are not to be known any more, from the instant that they are looked at.
    public ReopenFinding reopenFinding() {
        return new ReopenFinding(workspace, ledger, standing());
    }

    /// What runs changed.
    public SinceRun sinceRun() {
        return new SinceRun(workspace, clock);
    }

    /// Governance in.
    public ImportGovernance importGovernance() {
        return new ImportGovernance(workspace, ledger, clock, Rules.ids());
    }

    /// Governance out.
    public ExportGovernance exportGovernance() {
        return new ExportGovernance(workspace, ledger, clock);
    }

    /// Snapshots in.
    public ImportSnapshot importSnapshot() {
        return new ImportSnapshot(workspace, ledger, clock, (tx, source, now, progress) -> new KeepLinks(tx)
                .refresh(source, now, progress));
    }

    /// Provisioning logs in.
    public ImportProvisioningLog importProvisioningLog() {
        return new ImportProvisioningLog(workspace, ledger, clock);
    }

    /// What an import would bring.
    public PreviewSnapshot previewSnapshot() {
        return new PreviewSnapshot(workspace, ledger, clock);
    }

    /// Snapshots go.
    public PruneSnapshots pruneSnapshots() {
        return new PruneSnapshots(workspace, ledger, List.of(new FrozenSnapshots(), new HistoryHold(clock)));
    }

    /// What changed between two snapshots.
    public CompareSnapshots compareSnapshots() {
        return new CompareSnapshots(workspace);
    }

    /// The same, and what it would do to the rules.
    public ForeseeImport foreseeImport() {
        return new ForeseeImport(previewSnapshot(), checkDrift, clock);
    }

    /// Tables before they come in.
    public ReadTables readTables() {
        return new ReadTables(workspace);
    }

    /// The same workspace on a connection of its own, for long work; close it.
    public Countersign beside() {
        return new Countersign(workspace.beside(), clock, actor);
    }

    /// Snapshots from where they are.
    public PullSnapshot pullSnapshot() {
        return pullSnapshot(PullLimits.DEFAULT);
    }

    /// Snapshots from where they are, within other limits.
    public PullSnapshot pullSnapshot(PullLimits limits) {
        return new PullSnapshot(workspace, importSnapshot(), new ScimPull(limits, clock));
    }

    /// Links by hand.
    public SetLink setLink() {
        return new SetLink(workspace, ledger, clock);
    }

    /// Who stands behind accounts.
    public ReadLinks readLinks() {
        return new ReadLinks(workspace, clock);
    }

    /// Links by hand, many at once.
    public ApplyLinks applyLinks() {
        return new ApplyLinks(workspace, ledger, clock);
    }

    /// Links kept.
    public MatchAccounts matchAccounts() {
        return new MatchAccounts(workspace, clock);
    }

    /// One person.
    public ReadPerson readPerson() {
        return new ReadPerson(workspace, clock);
    }

    /// What is wrong with them.
    public FindingsOfPerson findingsOfPerson() {
        return new FindingsOfPerson(workspace, checkDrift);
    }

    /// Everybody, on a connection of its own; close it.
    public ListPeople listPeople() {
        return new ListPeople(workspace.beside(), clock);
    }

    /// Groups of all sources, on a connection of its own; close it.
    public ListGroups listGroups() {
        return new ListGroups(workspace.beside(), clock);
    }

    /// One group.
    public ReadGroup readGroup() {
        return new ReadGroup(workspace, clock);
    }

    /// Who is in it.
    public ReadMembers readMembers() {
        return new ReadMembers(workspace, clock);
    }

    /// What is wrong with groups and mappings.
    public GroupFindings groupFindings() {
        return new GroupFindings(workspace, checkDrift, clock);
    }

    /// By what groups give access.
    public ReadMappings readMappings() {
        return new ReadMappings(workspace, clock);
    }

    /// What people say of that.
    public SetMapping setMapping() {
        return new SetMapping(workspace, ledger, clock);
    }

    /// What people say of groups.
    public SetGroup setGroup() {
        return new SetGroup(workspace, ledger, clock);
    }

    /// Anything by its name, on a connection of its own; close it.
    public FindAnything findAnything() {
        return new FindAnything(workspace.beside(), clock);
    }

    /// Findings, on a connection of its own; close it.
    ///
    /// @param words what is read of a finding's standing, and searched
    public ListFindings listFindings(ListFindings.SearchedWords words) {
        return new ListFindings(workspace.beside(), clock, checkDrift, words);
    }

    /// Campaigns open.
    public OpenCampaign openCampaign() {
        return new OpenCampaign(workspace, ledger, clock, checkDrift);
    }

    /// Decisions.
    public RecordDecision recordDecision() {
        return new RecordDecision(workspace, ledger, clock);
    }

    /// The register of what is allowed by hand.
    public ReadExceptions readExceptions() {
        return new ReadExceptions(workspace, checkDrift());
    }

    /// Access allowed by hand.
    public SetException setException() {
        return new SetException(workspace, ledger, clock);
    }

    /// Items to another reviewer.
    public ReassignItems reassignItems() {
        return new ReassignItems(workspace, ledger, clock);
    }

    /// Deputies of who is away.
    public DelegateReviews delegateReviews() {
        return new DelegateReviews(workspace, ledger, clock);
    }

    /// Notes on items.
    public NoteItem noteItem() {
        return new NoteItem(workspace, ledger, clock);
    }

    /// Campaigns close.
    public EndCampaign endCampaign() {
        return new EndCampaign(workspace, ledger, clock);
    }

    /// Reviewers' signatures.
    public SignAsReviewer signAsReviewer() {
        return new SignAsReviewer(workspace, ledger, clock);
    }

    /// Packets out and back.
    public Packets packets() {
        return new Packets(workspace, ledger, clock);
    }

    /// The owner's signature.
    public SignAsOwner signAsOwner() {
        return new SignAsOwner(workspace, ledger, clock, maker);
    }

    /// Bundles and documents out.
    public ExportEvidence exportEvidence() {
        return new ExportEvidence(workspace, ledger, clock, maker);
    }

    /// The ledger as a list, on a connection of its own; close it.
    public ListLedger listLedger() {
        return new ListLedger(workspace.beside(), clock);
    }

    /// The ledger and the heads that were signed of it.
    public VerifyLedger verifyLedger() {
        return new VerifyLedger(workspace, ledger);
    }

    /// Whose keys count.
    public Signers signers() {
        return new Signers(workspace, ledger, clock);
    }

    /// The instant that a sample workspace is looked at from, so that it does not age (ADR 0009).
    public Optional<Instant> sampleAsOf() {
        return workspace.read(tx -> new FindingStore(tx).sampleAsOf());
    }
}
