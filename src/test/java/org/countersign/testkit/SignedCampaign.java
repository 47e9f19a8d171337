package org.countersign.testkit;

import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.user;
import static org.countersign.testkit.House.withRole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Scope;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.work.RefusedException;

/// A small campaign `q4` in a [House]: two reviewers (grace, apps) and an owner (amara), from open to
/// signed.
public final class SignedCampaign implements AutoCloseable {
    /// Of every key.
    public static final String PASSWORD = "pässwörd €";

    private final House house;
    private final Path folder;
    private final Clock clock;
    private Map<String, SigningKey> keys = new HashMap<>();

    /// Imports a governance file and snapshots, and opens the campaign.
    public SignedCampaign(Path folder, Clock clock) throws Exception {
        this(folder, clock, Optional.empty());
    }

    /// The same, with what its owner asks of the reviewers.
    public SignedCampaign(Path folder, Clock clock, Optional<String> instructions) throws Exception {
        this.folder = folder;
        this.clock = clock;
        house = new House(folder, clock);
        Instant taken = clock.instant().minusSeconds(3600);
        String manager =
                "\"active\":true,\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"manager\":{\"value\":\"i1\"}}";
        String mails = "\"emails\":[{\"value\":\"%s@example.com\"}],";
        house.governance("", """
                        groups:
                          - {source: okta, group: g-oncall, owner: grace, purpose: Answers pages., classification: confidential, cadence: P90D}
                        mappings:
                          - {id: oncall, idpGroup: g-oncall, app: slack, appGroup: oncall, nesting: expand}
                        exceptions:
                          - {id: EX-1, source: slack, account: a4, owner: ada, reason: r, expires: 2099-12-31}
                        """)
                .snapshotAt(
                        taken,
                        "okta",
                        user("i1", "grace", mails.formatted("grace") + "\"active\":true"),
                        user("i2", "ada", mails.formatted("ada") + manager),
                        user("i3", "דוד כהן", mails.formatted("david") + manager),
                        user("i4", "amara", mails.formatted("amara") + "\"active\":true"),
                        group("g", "g-oncall", "i2"))
                .snapshotAt(
                        taken,
                        "slack",
                        active("a1", "grace"),
                        active("a2", "ada"),
                        withRole("a3", "דוד כהן", "member"),
                        active("a4", "王小明"),
                        withRole("a5", "txt\\u202Eexe.svc", "owner"),
                        group("s", "oncall", "a2", "a3"));
        house.app()
                .openCampaign()
                .run(
                        house.app().actor(),
                        new OpenCampaign.Request(
                                "q4",
                                "Q4 review of a very small organisation",
                                "amara@example.com",
                                "apps@example.com",
                                LocalDate.parse("2099-01-01"),
                                Scope.ALL,
                                Optional.empty(),
                                Optional.empty(),
                                instructions));
    }

    /// The use cases.
    public Countersign app() {
        return house.app();
    }

    /// The workspace file.
    public Path workspace() {
        return house.workspace();
    }

    /// The population.
    public List<ItemState> items() {
        return app().workspace().read(tx -> new CampaignStore(tx).items("q4"));
    }

    /// The item of an account and kind.
    public ItemState item(String kind, String label) {
        return items().stream()
                .filter(state -> state.item().kind().text().equals(kind)
                        && state.item().label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /// Decides everything of every reviewer: what has a high finding is revoked, the rest approved.
    public void decideAll() throws RefusedException {
        for (String reviewer :
                items().stream().map(ItemState::reviewer).distinct().toList()) {
            var drafts = new ArrayList<Draft>();
            for (ItemState state : items()) {
                if (state.reviewer().equals(reviewer) && state.open()) {
                    boolean grave = state.item()
                            .worst()
                            .filter(worst -> worst.atLeast(org.countersign.drift.Severity.HIGH))
                            .isPresent();
                    drafts.add(new Draft(
                            "",
                            state.item().id(),
                            grave ? Verdict.REVOKE : Verdict.APPROVE,
                            Optional.of("looked at"),
                            Optional.empty(),
                            3));
                }
            }
            // Revoking an account covers its access: decide accounts first, then what is left open.
            app().recordDecision()
                    .run(
                            app().actor(),
                            "q4",
                            reviewer,
                            drafts.stream()
                                    .filter(draft -> draft.verdict() == Verdict.REVOKE)
                                    .toList(),
                            Manner.SINGLE);
            List<String> open = items().stream()
                    .filter(ItemState::open)
                    .map(state -> state.item().id())
                    .toList();
            List<Draft> rest = drafts.stream()
                    .filter(draft -> draft.verdict() == Verdict.APPROVE && open.contains(draft.item()))
                    .toList();
            app().recordDecision().run(app().actor(), "q4", reviewer, rest, Manner.SINGLE);
        }
    }

    /// The key of an address, made or opened at first use.
    public SigningKey key(String address) throws RefusedException {
        SigningKey known = keys.get(address);
        if (known != null) {
            return known;
        }
        Path file = keyFile(address);
        SigningKey key = Files.exists(file)
                ? KeyFile.open(file, PASSWORD.toCharArray())
                : KeyFile.create(
                        file, address.substring(0, address.indexOf('@')), address, PASSWORD.toCharArray(), clock);
        keys.put(address, key);
        return key;
    }

    /// Where it lies.
    public Path keyFile(String address) {
        return folder.resolve("keys").resolve(address + ".p12");
    }

    /// Every reviewer signs, the campaign closes, the owner signs.
    public SignedCampaign sign() throws RefusedException {
        decideAll();
        for (String reviewer : items().stream()
                .flatMap(state -> state.decision().stream())
                .map(decision -> decision.reviewer())
                .distinct()
                .sorted()
                .toList()) {
            app().signAsReviewer().run(app().actor(), "q4", key(reviewer));
        }
        app().endCampaign().close(app().actor(), "q4", Optional.empty());
        app().signAsOwner().run(app().actor(), "q4", key("amara@example.com"));
        return this;
    }

    /// The bundle.
    public byte[] bundle() throws RefusedException {
        return app().exportEvidence().bundle("q4");
    }

    /// Certificates of all keys made or taken over so far, as PEM.
    public Path trust() throws IOException {
        var pem = new StringBuilder();
        keys.values().forEach(key -> pem.append(SigningKey.pem(key.certificate())));
        return Files.writeString(folder.resolve("TRUST.pem"), pem);
    }

    /// Signs with keys that another campaign has made: making one takes long, as it must.
    public SignedCampaign withKeys(Map<String, SigningKey> made) {
        keys = made;
        return this;
    }

    @Override
    public void close() {
        house.close();
    }
}
