package org.countersign.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.drift.AccountLinks;
import org.countersign.drift.Evaluation;
import org.countersign.governance.ImportGovernance;
import org.countersign.identity.Era;
import org.countersign.identity.Key;
import org.countersign.identity.Link;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;

/// A workspace into which a folder of [OrganisationGenerator] is imported as a person would.
public final class GeneratedWorkspace {
    private GeneratedWorkspace() {}

    /// Imports all of it and evaluates as of its as-of.
    public static Evaluation evaluate(Path workspace, Path organisation) throws IOException, RefusedException {
        try (var app = Countersign.openOrMake(workspace, Clock.systemUTC())) {
            fill(app, organisation);
            return app.checkDrift().asOf(asOf(organisation));
        }
    }

    /// Who stands behind the accounts of a workspace that was evaluated, as of the organisation's as-of: as
    /// [NaiveDrift.Result#links] says it, of departed identities without telling which of their names it was.
    public static SortedMap<String, String> links(Path workspace, Path organisation)
            throws IOException, RefusedException {
        var found = new TreeMap<String, String>();
        JsonNode governance = new ObjectMapper()
                .readTree(organisation.resolve("governance.json").toFile());
        try (var app = Countersign.openOrMake(workspace, Clock.fixed(asOf(organisation), ZoneOffset.UTC))) {
            for (JsonNode source : governance.path("sources")) {
                String id = source.path("id").asText();
                String idp = source.path("authoritativeIdp").asText("");
                boolean asked = !idp.isEmpty() && hasSnapshot(organisation, id) && hasSnapshot(organisation, idp);
                if (asked) {
                    AccountLinks links = app.readLinks().run(id);
                    links.accounts().stream()
                            .flatMap(account -> links.link(account.id()).stream())
                            .forEach(link -> found.put(
                                    id + "/" + link.accountId(),
                                    idp + "/" + link.identityId() + " via " + era(link)
                                            + link.key().text()));
                }
            }
        }
        return found;
    }

    private static String era(Link link) {
        return link.era() == Era.CURRENT || link.key() == Key.MANUAL
                ? ""
                : link.era().name().toLowerCase(Locale.ROOT) + "-";
    }

    /// One that is not dated ahead.
    private static boolean hasSnapshot(Path organisation, String source) throws IOException {
        Path first = organisation.resolve("snapshots/" + source + "/1/taken-at.txt");
        return Files.exists(first)
                && !Instant.parse(Files.readString(first).strip()).isAfter(asOf(organisation));
    }

    /// The instant that an organisation is looked at.
    public static Instant asOf(Path organisation) throws IOException {
        return Instant.parse(Files.readString(organisation.resolve("as-of.txt")).strip());
    }

    /// Imports all of it.
    public static void fill(Countersign app, Path organisation) throws IOException, RefusedException {
        List<String> effective = Files.readAllLines(organisation.resolve("effective.txt"));
        govern(app, organisation.resolve("governance-first.json"), Instant.parse(effective.getFirst()));
        govern(app, organisation.resolve("governance.json"), Instant.parse(effective.getLast()));
        snapshots(app, organisation);
        logs(app, organisation);
        JsonNode links =
                new ObjectMapper().readTree(organisation.resolve("links.json").toFile());
        for (Map.Entry<String, JsonNode> source : links.properties()) {
            for (Map.Entry<String, JsonNode> link : source.getValue().properties()) {
                Optional<String> identity =
                        Optional.of(link.getValue().asText()).filter(id -> !id.isEmpty());
                app.setLink().run(app.actor(), source.getKey(), link.getKey(), identity);
            }
        }
    }

    /// Imports the logs that [ProvisioningGenerator] wrote, if there are any.
    private static void logs(Countersign app, Path organisation) throws IOException, RefusedException {
        Path logs = organisation.resolve("logs");
        if (Files.isDirectory(logs)) {
            try (Stream<Path> sources = Files.list(logs)) {
                for (Path source : sources.sorted().toList()) {
                    app.importProvisioningLog()
                            .run(app.actor(), source.getFileName().toString(), List.of(source), Progress.NONE);
                }
            }
        }
    }

    private static void govern(Countersign app, Path file, Instant effective) throws IOException, RefusedException {
        app.importGovernance()
                .run(
                        app.actor(),
                        "governance.json",
                        Files.readAllBytes(file),
                        new ImportGovernance.Options(Optional.of(effective), false, false));
    }

    /// Imports the snapshots, oldest first within each source.
    public static void snapshots(Countersign app, Path organisation) throws IOException, RefusedException {
        List<Path> snapshots;
        try (Stream<Path> tree = Files.walk(organisation.resolve("snapshots"), 2)) {
            snapshots = tree.filter(path -> Files.exists(path.resolve("taken-at.txt")))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
        for (Path one : snapshots) {
            app.importSnapshot()
                    .run(
                            app.actor(),
                            new ImportSnapshot.Request(
                                    one.getName(one.getNameCount() - 2).toString(),
                                    List.of(one),
                                    Optional.of(Instant.parse(Files.readString(one.resolve("taken-at.txt"))
                                            .strip())),
                                    true,
                                    true),
                            Progress.NONE);
        }
    }
}
