package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.DecisionsFile;
import org.countersign.campaign.Delegation;
import org.countersign.campaign.DelegationStore;
import org.countersign.campaign.EndCampaign;
import org.countersign.campaign.Figures;
import org.countersign.campaign.Foreseen;
import org.countersign.campaign.ItemNote;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.NoteStore;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.ReassignItems;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.campaign.Scope;
import org.countersign.campaign.StandingStore;
import org.countersign.campaign.StateStore;
import org.countersign.evidence.EvidenceStore;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `campaign open`, `list`, `status`, `items`, `note`, `reassign`, `delegate`, `end-delegation`, `close`, `cancel`.
@Command(
        name = "campaign",
        description = "Opens, shows and closes campaigns.",
        subcommands = {DelegateCommand.class, EndDelegationCommand.class, NoteCommand.class})
final class CampaignCommand {
    /// Columns of the decisions file that a table has room for.
    private static final List<Integer> SHOWN = List.of(0, 1, 2, 4, 5, 7, 8, 9);

    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }

    @Command(name = "open", description = "Freezes the population and opens a campaign.")
    int open(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--owner", required = true, paramLabel = "EMAIL") String owner,
            @Option(names = "--fallback", required = true, paramLabel = "EMAIL") String fallback,
            @Option(names = "--due", required = true, paramLabel = "DATE") LocalDate due,
            @Option(names = "--title", paramLabel = "TEXT") @Nullable String title,
            @Option(names = "--scope", paramLabel = "KEY=V[,V]") @Nullable List<String> scope,
            @Option(
                            names = "--despite",
                            paramLabel = "REASON",
                            description = "Why it is opened on old or incomplete sources; frozen with them.")
                    @Nullable
                    String despite,
            @Option(
                            names = "--instructions",
                            paramLabel = "TEXT|@FILE",
                            description = "What you ask of the reviewers, up to 2,000 characters; frozen.")
                    @Nullable
                    String instructions,
            @Option(
                            names = "--timestamp-required",
                            description = "Each signature must carry a timestamp (RFC 3161); frozen.")
                    boolean timestamps,
            @Option(names = "--dry-run", description = "Say what it would ask, and store nothing.") boolean dry)
            throws RefusedException {
        try (var app = root.open()) {
            var request = new OpenCampaign.Request(
                    name,
                    title == null ? name : title,
                    owner,
                    fallback,
                    due,
                    Scope.parse(scope == null ? List.of() : scope),
                    app.sampleAsOf(),
                    Optional.ofNullable(despite).filter(reason -> !reason.isBlank()),
                    instructions == null
                            ? Optional.empty()
                            : Optional.of(root.terminal().text(instructions)),
                    timestamps);
            if (dry) {
                foreseen(app.openCampaign().foresee(request));
                return 0;
            }
            Campaign campaign = app.openCampaign().run(app.actor(), request);
            root.terminal()
                    .line("Campaign " + name + " is open: "
                            + campaign.frozen().path("items").asInt() + " items, frozen as of "
                            + Formats.instant(campaign.asOf()) + ", due " + due + ".");
            return 0;
        }
    }

    private void foreseen(Foreseen what) {
        root.terminal()
                .line("It would ask about " + Formats.counted(what.items(), "item") + " as of "
                        + Formats.instant(what.asOf()) + ": " + what.changed()
                        + " new or changed since the last signed review, " + what.withFindings()
                        + " with a finding; for " + what.toFallback() + " nobody is named.");
        what.doubts().forEach(doubt -> root.terminal()
                .line("Source " + doubt.source() + ": "
                        + switch (doubt.why()) {
                            case NONE -> "no snapshot.";
                            case STALE -> "its snapshot is older than it may be.";
                            case INCOMPLETE -> "its snapshot is incomplete.";
                        }));
        root.terminal().line("");
        root.terminal()
                .table(
                        List.of("reviewer", "items"),
                        new TreeMap<>(what.reviewers())
                                .entrySet().stream()
                                        .map(entry -> List.of(entry.getKey(), Integer.toString(entry.getValue())))
                                        .toList());
        root.terminal().note("Dry run: nothing was stored.");
    }

    @Command(name = "reassign", description = "Hands what waits for one reviewer to another, for a reason.")
    int reassign(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--from", required = true, paramLabel = "EMAIL") String from,
            @Option(names = "--to", required = true, paramLabel = "EMAIL") String to,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason)
            throws RefusedException {
        try (var app = root.open()) {
            ReassignItems.Outcome outcome = app.reassignItems().all(app.actor(), name, from, to, reason);
            root.terminal()
                    .line(Formats.counted(outcome.moved(), "item") + " of " + from + " "
                            + (outcome.moved() == 1 ? "is" : "are") + " with " + outcome.to() + " now."
                            + (outcome.about() == 0
                                    ? ""
                                    : " " + outcome.about() + " stay: they are about " + outcome.to() + "."));
            return 0;
        }
    }

    @Command(name = "list", description = "What is there.")
    int list(@Option(names = "--format", defaultValue = "table") Format format) throws RefusedException {
        try (var app = root.open()) {
            var head = List.of("name", "state", "due", "items", "decided", "open", "owner", "title");
            var node = CanonicalJson.object();
            var array = node.putArray("campaigns");
            List<List<String>> rows = app.workspace().read(tx -> {
                var store = new CampaignStore(tx);
                var all = new ArrayList<List<String>>();
                for (Campaign campaign : store.all()) {
                    Figures figures = new StateStore(tx).figures(campaign);
                    int open = figures.open() + figures.dontKnow();
                    all.add(List.of(
                            campaign.name(),
                            campaign.state().text(),
                            campaign.due().toString(),
                            Integer.toString(figures.items()),
                            Integer.toString(figures.decided()),
                            Integer.toString(open),
                            campaign.owner(),
                            campaign.title()));
                    array.add(describe(campaign, figures));
                }
                return all;
            });
            switch (format) {
                case table -> root.terminal().table(head, rows);
                case csv -> root.terminal().csv(head, rows);
                case json -> root.terminal().json(node);
            }
            return 0;
        }
    }

    private static ObjectNode describe(Campaign campaign, Figures figures) {
        ObjectNode node = CanonicalJson.object()
                .put("name", campaign.name())
                .put("title", campaign.title())
                .put("state", campaign.state().text())
                .put("owner", campaign.owner())
                .put("due", campaign.due().toString())
                .put("asOf", Formats.instant(campaign.asOf()));
        campaign.instructions().ifPresent(asks -> node.put("instructions", asks));
        node.put("timestampRequired", campaign.timestampRequired());
        node.set("figures", figures.json());
        return node;
    }

    @Command(name = "status", description = "Figures, and who still has to do what.")
    int status(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--format", defaultValue = "table") Format format)
            throws RefusedException {
        try (var app = root.open()) {
            Campaign campaign = app.workspace().read(tx -> new CampaignStore(tx).get(name));
            List<String> signed = app.workspace().read(tx -> new EvidenceStore(tx).signers(name));
            List<ReviewerProgress> reviewers =
                    app.workspace().read(tx -> new StandingStore(tx).reviewers(campaign, signed));
            List<Delegation> deputies = deputies(app, campaign);
            Figures figures = app.workspace().read(tx -> new StateStore(tx).figures(campaign));
            List<String> head = List.of("reviewer", "items", "open", "unsigned", "signed");
            List<List<String>> rows = new ArrayList<>();
            reviewers.forEach(one -> rows.add(List.of(
                    one.reviewer(),
                    Integer.toString(one.items()),
                    Integer.toString(one.open()),
                    Integer.toString(one.unsigned()),
                    one.signed() ? "yes" : "no")));
            switch (format) {
                case table -> {
                    root.terminal()
                            .line(campaign.title() + " (" + name + ") is "
                                    + campaign.state().text() + ", due "
                                    + campaign.due() + ": " + figures.decided() + " of " + figures.items()
                                    + " decided, "
                                    + figures.unsigned() + " of them not signed, "
                                    + (figures.open() + figures.dontKnow()) + " open.");
                    campaign.instructions().ifPresent(asks -> root.terminal()
                            .line(campaign.owner() + " asks: " + asks.replaceAll("\\s+", " ")));
                    deputies.forEach(one -> root.terminal().line(DelegateCommand.words(one) + ": " + one.reason()));
                    root.terminal().line("");
                    root.terminal().table(head, rows);
                }
                case csv -> root.terminal().csv(head, rows);
                case json -> {
                    ObjectNode node = describe(campaign, figures);
                    var delegations = node.putArray("delegations");
                    deputies.forEach(one -> delegations
                            .addObject()
                            .put("from", one.from())
                            .put("to", one.to())
                            .put("start", one.start().toString())
                            .put("end", one.end().toString())
                            .put("reason", one.reason()));
                    var array = node.putArray("reviewers");
                    reviewers.forEach(one -> array.addObject()
                            .put("reviewer", one.reviewer())
                            .put("items", one.items())
                            .put("open", one.open())
                            .put("unsigned", one.unsigned())
                            .put("signed", one.signed()));
                    root.terminal().json(node);
                }
            }
            return 0;
        }
    }

    /// Those that hold today or will.
    private static List<Delegation> deputies(Countersign app, Campaign campaign) {
        LocalDate today = LocalDate.ofInstant(app.clock().instant(), ZoneOffset.UTC);
        return campaign.state() == Campaign.State.OPEN
                ? app.workspace().read(tx -> new DelegationStore(tx).standing(campaign.name(), today))
                : List.of();
    }

    /// Somebody's items, and what waits for those whom they answer for today.
    private static List<ItemState> of(String reviewer, List<ItemState> items, String campaign, List<Delegation> to)
            throws RefusedException {
        Set<String> away = to.stream().map(one -> Formats.folded(one.from())).collect(Collectors.toSet());
        List<ItemState> theirs = items.stream()
                .filter(state -> {
                    String turn = Formats.folded(state.reviewer());
                    return turn.equals(Formats.folded(reviewer))
                            || away.contains(turn)
                                    && state.open()
                                    && !state.item().isAbout(reviewer);
                })
                .toList();
        if (theirs.isEmpty() && to.isEmpty()) {
            throw new RefusedException(
                    reviewer,
                    "Nobody of this address reviews anything in " + campaign + ".",
                    "See: countersign campaign status " + campaign);
        }
        return theirs;
    }

    private static List<String> of(List<Integer> columns, List<String> row) {
        return columns.stream().map(row::get).toList();
    }

    @Command(name = "items", description = "The items; as csv, what decide reads.")
    int items(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--reviewer", paramLabel = "EMAIL") @Nullable String reviewer,
            @Option(names = "--format", defaultValue = "table") Format format)
            throws RefusedException {
        try (var app = root.open()) {
            List<ItemState> items = app.workspace().read(tx -> {
                var store = new CampaignStore(tx);
                store.get(name);
                return store.items(name);
            });
            if (reviewer != null) {
                LocalDate today = LocalDate.ofInstant(app.clock().instant(), ZoneOffset.UTC);
                items = of(reviewer, items, name, app.workspace().read(tx -> new DelegationStore(tx)
                        .to(name, reviewer, today)));
            }
            List<List<String>> rows = items.stream().map(DecisionsFile::row).toList();
            switch (format) {
                case table ->
                    root.terminal()
                            .table(
                                    of(SHOWN, DecisionsFile.COLUMNS),
                                    rows.stream().map(row -> of(SHOWN, row)).toList());
                case csv -> root.terminal().csv(DecisionsFile.COLUMNS, rows);
                case json -> {
                    var node = CanonicalJson.object();
                    var array = node.putArray("items");
                    Map<String, List<ItemNote>> notes = app.workspace().read(tx -> new NoteStore(tx)
                            .all(name).stream().collect(Collectors.groupingBy(ItemNote::item)));
                    for (ItemState state : items) {
                        array.add(
                                described(state, notes.getOrDefault(state.item().id(), List.of())));
                    }
                    root.terminal().json(node);
                }
            }
            return 0;
        }
    }

    private static ObjectNode described(ItemState state, List<ItemNote> notes) {
        ObjectNode line = state.item().line().deepCopy();
        line.put("state", state.text()).put("currentReviewer", state.reviewer());
        var array = line.putArray("notes");
        notes.forEach(note -> array.addObject()
                .put("number", note.number())
                .put("reviewer", note.reviewer())
                .put("at", Formats.instant(note.at()))
                .put("text", note.text()));
        return line;
    }

    @Command(name = "close", description = "Closes a campaign over its whole population.")
    int close(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--incomplete",
                            paramLabel = "REASON",
                            description = "Closes with open items, for a reason.")
                    @Nullable
                    String incomplete)
            throws RefusedException {
        try (var app = root.open()) {
            EndCampaign.Outcome outcome = app.endCampaign().close(app.actor(), name, Optional.ofNullable(incomplete));
            return switch (outcome) {
                case EndCampaign.Outcome.Closed closed -> {
                    root.terminal()
                            .line("Campaign " + name + " is " + closed.state().text() + ": "
                                    + closed.figures().decided() + " of "
                                    + closed.figures().items() + " decided.");
                    yield 0;
                }
                case EndCampaign.Outcome.StillOpen open -> {
                    root.terminal()
                            .note(
                                    "Campaign " + name + " stays open: "
                                            + (open.figures().open()
                                                    + open.figures().dontKnow()) + " items are open and "
                                            + open.figures().unsigned()
                                            + " decisions are not signed. --incomplete REASON closes it all the same, and says so.");
                    yield 1;
                }
            };
        }
    }

    @Command(name = "cancel", description = "Ends a campaign without a result; nothing is deleted.")
    int cancel(@Parameters(paramLabel = "NAME") String name) throws RefusedException {
        try (var app = root.open()) {
            app.endCampaign().cancel(app.actor(), name);
            root.terminal().line("Campaign " + name + " is cancelled.");
            return 0;
        }
    }
}
