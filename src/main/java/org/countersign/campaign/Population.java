package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.countersign.campaign.Assignment.Reviewer;
import org.countersign.drift.AppState;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.IdpState;
import org.countersign.drift.Landscape;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.SourceState;
import org.countersign.drift.Subject;
import org.countersign.governance.Access;
import org.countersign.governance.ExceptionRecord;
import org.countersign.governance.GroupRecord;
import org.countersign.governance.Source;
import org.countersign.identity.Correlation;
import org.countersign.scim.Grant;
import org.countersign.scim.UserResource;
import org.countersign.text.CanonicalJson;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// Everything that a campaign could ask, as lines of `items.ndjson`; the scope then takes its part.
///
/// Active accounts with all their access, inactive ones where access is left, exceptions in force or ended
/// within the period, mappings, and the policy cards of mapped IdP groups.
final class Population {
    private final String campaign;
    private final Landscape landscape;
    private final Evaluation evaluation;
    private final Assignment assignment;
    private final LocalDate periodFrom;
    private final Map<String, CampaignStore.Previous> previous;
    private final Map<String, List<Finding>> findings = new LinkedHashMap<>();
    private final Map<String, ReviewItem> items = new LinkedHashMap<>();
    private final Map<String, Reconciliation> reconciliations = new TreeMap<>();
    private final Set<String> unowned = new HashSet<>();

    /// Accounts of one source: read = in review + inactive without access + out of scope.
    static final class Reconciliation {
        int read;
        int inactiveWithoutAccess;
        final TreeSet<String> candidates = new TreeSet<>();
    }

    Population(
            String campaign,
            Landscape landscape,
            Evaluation evaluation,
            Assignment assignment,
            LocalDate periodFrom,
            Map<String, CampaignStore.Previous> previous) {
        this.campaign = campaign;
        this.landscape = landscape;
        this.evaluation = evaluation;
        this.assignment = assignment;
        this.periodFrom = periodFrom;
        this.previous = previous;
        index(evaluation.findings());
        for (AppState app : landscape.apps()) {
            accounts(app);
            app.exceptions().forEach(exception -> exception(app, exception));
            app.mappings().forEach(mapping -> mapping(app, mapping));
        }
        landscape.idps().forEach(this::groups);
    }

    /// Items by subject key, in order.
    Map<String, ReviewItem> items() {
        return items;
    }

    /// Subject keys of items for which nobody is named.
    Set<String> unowned() {
        return unowned;
    }

    /// By source.
    Map<String, Reconciliation> reconciliations() {
        return reconciliations;
    }

    private void index(List<Finding> all) {
        for (Finding finding : all) {
            Subject subject = finding.subject();
            add(key(finding.source(), subject), finding);
            if (subject.type() == Subject.Type.ACCOUNT || subject.type() == Subject.Type.MEMBERSHIP) {
                continue;
            }
            finding.evidence()
                    .path("accounts")
                    .forEach(account -> add("account/" + finding.source() + "/" + account.asText(), finding));
        }
    }

    private void add(String key, Finding finding) {
        findings.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(finding);
    }

    private void accounts(AppState app) {
        var reconciliation = new Reconciliation();
        reconciliations.put(app.id(), reconciliation);
        for (UserResource account : app.state().accounts().values()) {
            reconciliation.read++;
            var groups = app.state().memberships().groupsOf(account.id()).stream()
                    .filter(app.state().groups()::containsKey)
                    .sorted()
                    .toList();
            boolean access = !groups.isEmpty()
                    || !account.roles().isEmpty()
                    || !account.entitlements().isEmpty();
            if (!app.state().active(account.id()) && !access) {
                reconciliation.inactiveWithoutAccess++;
                continue;
            }
            reconciliation.candidates.add(account.id());
            accountItem(app, account);
            groups.forEach(group -> membership(app, account, group));
            account.roles().forEach(role -> grant(app, account, Kind.ROLE, role));
            account.entitlements().forEach(one -> grant(app, account, Kind.ENTITLEMENT, one));
        }
    }

    private void accountItem(AppState app, UserResource account) {
        boolean unmatched = app.correlation().of(account.id()).isEmpty();
        List<Finding> found = findings("account", app.id(), account.id());
        boolean duplicate = found.stream().anyMatch(finding -> finding.rule().equals("duplicate-account"));
        var line = account(app, account, Kind.ACCOUNT);
        line.put("access", English.of("item.account"));
        line.set("revoke", AccountEffects.of(app.source()));
        put(
                ReviewItem.subjectKey(app.id(), Kind.ACCOUNT, account.id(), ""),
                line,
                found,
                assignment.account(app, account, unmatched || duplicate));
    }

    private void membership(AppState app, UserResource account, String group) {
        ObjectNode line = account(app, account, Kind.MEMBERSHIP);
        line.put("access", app.state().groupLabel(group));
        line.putObject("group").put("id", group).put("label", app.state().groupLabel(group));
        line.put("privileged", app.privileged(account.id()) || app.privilegedGroup(group));
        line.set("grant", GrantPath.of(app, account.id(), app.into(group)));
        app.into(group).stream()
                .flatMap(mapping -> record(app, mapping).stream())
                .findFirst()
                .or(() -> landscape.groupRecord(app.state(), group))
                .ifPresent(card -> policy(line, card));
        put(
                ReviewItem.subjectKey(app.id(), Kind.MEMBERSHIP, account.id(), group),
                line,
                findings.getOrDefault(key(app.id(), Subject.membership(group, account.id(), "")), List.of()),
                assignment.membership(app, account, group));
    }

    private void grant(AppState app, UserResource account, Kind kind, Grant grant) {
        var held = new Access(kind == Kind.ROLE ? Access.Kind.ROLE : Access.Kind.ENTITLEMENT, grant.value());
        boolean privileged = app.privileges(account).contains(held);
        ObjectNode line = account(app, account, kind);
        line.put("access", grant.label());
        line.putObject(kind.text()).put("value", grant.value()).put("label", grant.label());
        line.put("privileged", privileged);
        line.set("grant", GrantPath.of(app, account.id(), app.granting(held, account)));
        List<Finding> found = privileged
                ? findings("account", app.id(), account.id()).stream()
                        .filter(finding -> finding.rule().equals("ungoverned-privilege")
                                || finding.rule().equals("privileged-account-outside-idp"))
                        .toList()
                : List.of();
        put(
                ReviewItem.subjectKey(app.id(), kind, account.id(), grant.value()),
                line,
                found,
                assignment.grant(app, account, held));
    }

    private void exception(AppState app, ExceptionRecord exception) {
        if (exception.expires().filter(periodFrom::isAfter).isPresent()) {
            return;
        }
        Optional<String> account =
                app.accountsNamed(exception.account()).stream().findFirst();
        ObjectNode line = line(app.state(), Kind.EXCEPTION);
        account.map(app.state().accounts()::get)
                .ifPresentOrElse(found -> describe(line, app, found), () -> line.putObject("account")
                        .put("id", exception.account())
                        .put("label", exception.account()));
        line.put("access", exception.id());
        ObjectNode details = line.putObject("exception").put("id", exception.id());
        exception.access().ifPresent(access -> details.put("access", access.text()));
        exception.owner().ifPresent(owner -> details.put("owner", owner));
        exception.reason().ifPresent(reason -> details.put("reason", reason));
        exception.granted().ifPresent(day -> details.put("granted", day.toString()));
        exception.expires().ifPresent(day -> details.put("expires", day.toString()));
        details.put("accessExists", app.accessExists(exception));
        put(
                ReviewItem.subjectKey(app.id(), Kind.EXCEPTION, exception.account(), exception.id()),
                line,
                findings("exception", app.id(), exception.id()),
                assignment.exception(app, exception.owner(), account));
    }

    private void mapping(AppState app, ResolvedMapping mapping) {
        ObjectNode line = line(app.state(), Kind.MAPPING);
        String group = mapping.idpGroup().orElse(mapping.mapping().idpGroup());
        String label = app.idp().map(idp -> idp.state().groupLabel(group)).orElse(group);
        line.put("access", mapping.mapping().id());
        line.putObject("group").put("id", group).put("label", label);
        line.putObject("mapping")
                .put("id", mapping.mapping().id())
                .put("access", mapping.mapping().access().text())
                .put(
                        "nesting",
                        mapping.mapping()
                                .nesting()
                                .map(nesting -> nesting.name().toLowerCase(java.util.Locale.ROOT))
                                .orElse("undocumented"))
                .put("identities", mapping.members().ids().size());
        record(app, mapping).ifPresent(card -> policy(line, card));
        put(
                ReviewItem.subjectKey(
                        app.id(), Kind.MAPPING, group, mapping.mapping().id()),
                line,
                findings("mapping", app.id(), mapping.mapping().id()),
                assignment.mapping(app, mapping));
    }

    private void groups(IdpState idp) {
        var mapped = new TreeMap<String, TreeSet<String>>();
        for (AppState app : landscape.apps()) {
            if (app.idp().equals(Optional.of(idp))) {
                app.mappings().forEach(mapping -> mapping.idpGroup()
                        .ifPresent(group -> mapped.computeIfAbsent(group, _ -> new TreeSet<>())
                                .add(app.id() + "/" + mapping.mapping().access().text())));
            }
        }
        mapped.forEach((group, reach) -> {
            ObjectNode line = line(idp.state(), Kind.GROUP);
            line.putObject("group").put("id", group).put("label", idp.state().groupLabel(group));
            line.put("access", English.of("item.group"));
            var effective = new TreeSet<>(idp.state().memberships().effective(group));
            ObjectNode members = line.putObject("members")
                    .put("direct", idp.state().memberships().direct(group).size())
                    .put("effective", effective.size())
                    .put("nestedGroups", idp.state().memberships().nested(group).size());
            effective.forEach(members.putArray("ids")::add);
            reach.forEach(line.putArray("reaches")::add);
            landscape.groupRecord(idp.state(), group).ifPresent(card -> policy(line, card));
            put(
                    ReviewItem.subjectKey(idp.state().id(), Kind.GROUP, group, ""),
                    line,
                    findings("group", idp.state().id(), group),
                    assignment.group(idp, group));
        });
    }

    private Optional<GroupRecord> record(AppState app, ResolvedMapping mapping) {
        return app.idp().flatMap(idp -> mapping.idpGroup().flatMap(group -> landscape.groupRecord(idp.state(), group)));
    }

    private static void policy(ObjectNode line, GroupRecord card) {
        ObjectNode policy = line.putObject("policy").put("reference", card.group());
        card.owner().ifPresent(owner -> policy.put("owner", owner));
        card.purpose().ifPresent(purpose -> policy.put("purpose", purpose));
        card.cadence().ifPresent(cadence -> policy.put("cadence", cadence.toString()));
        card.lastReviewed().ifPresent(day -> policy.put("lastReviewed", day.toString()));
        card.classification().ifPresent(name -> {
            policy.put("classification", name);
            line.put("classification", name);
        });
    }

    private ObjectNode line(SourceState source, Kind kind) {
        return CanonicalJson.object()
                .put("source", source.id())
                .put("sourceName", source.source().name())
                .put("kind", kind.text())
                .put("privileged", false);
    }

    private ObjectNode account(AppState app, UserResource account, Kind kind) {
        ObjectNode line = line(app.state(), kind);
        describe(line, app, account);
        return line;
    }

    private static void describe(ObjectNode line, AppState app, UserResource account) {
        ObjectNode who = line.putObject("account")
                .put("id", account.id())
                .put("label", account.label())
                .put("name", account.signInName())
                .put("active", app.state().active(account.id()))
                .put("kind", account.kind().name().toLowerCase(java.util.Locale.ROOT));
        if (account.active() == org.countersign.scim.Activity.NOT_TOLD) {
            who.put("activeAssumed", true);
        }
        if (app.breakglass(account.id())) {
            line.put("breakglass", true);
        }
        account.lastSignIn().ifPresent(at -> who.put("lastSignIn", Formats.instant(at)));
        line.put("privileged", app.privileged(account.id()));
        Correlation correlation = app.correlation();
        correlation.of(account.id()).ifPresent(link -> {
            line.putObject("link")
                    .put("key", link.key().text())
                    .put("era", link.era().name().toLowerCase(java.util.Locale.ROOT))
                    .put("accountValue", link.accountValue())
                    .put("identityValue", link.identityValue());
            app.idp().flatMap(idp -> idp.identity(link.identityId())).ifPresent(identity -> {
                ObjectNode person = line.putObject("identity")
                        .put("source", app.idp().orElseThrow().state().id())
                        .put("id", identity.id())
                        .put("label", identity.label())
                        .put("active", app.hasActiveIdentity(account.id()))
                        .put("departed", link.departed());
                identity.title().ifPresent(title -> person.put("title", title));
                identity.department().ifPresent(name -> person.put("department", name));
                identity.manager()
                        .flatMap(manager -> app.idp().orElseThrow().identity(manager.value()))
                        .ifPresent(manager -> person.put("manager", manager.label()));
            });
        });
    }

    private static String key(String source, Subject subject) {
        return subject.type().text() + "/" + source + "/" + subject.id()
                + subject.discriminator().map(text -> "\0" + text).orElse("");
    }

    private List<Finding> findings(String type, String source, String id) {
        return findings.getOrDefault(type + "/" + source + "/" + id, List.of());
    }

    private void put(String subject, ObjectNode line, List<Finding> found, Reviewer reviewer) {
        line.put("id", ReviewItem.idOf(campaign, subject)).put("reviewer", reviewer.address());
        if (!reviewer.named()) {
            unowned.add(subject);
        }
        if (!reviewer.independent()) {
            line.put("independence", English.of("item.independence"));
        }
        var persons = line.putArray("persons");
        reviewer.persons().stream().map(Formats::folded).distinct().sorted().forEach(persons::add);
        var array = line.putArray("findings");
        found.forEach(finding -> array.addObject()
                .put("fingerprint", finding.fingerprint())
                .put("rule", finding.rule())
                .put("severity", finding.severity().text())
                .put("summary", finding.summary()));
        Changes.mark(line, Optional.ofNullable(previous.get(subject)));
        line.put("digest", ReviewItem.digestOf(line));
        items.putIfAbsent(subject, ReviewItem.of(line));
    }

    /// When the snapshots were taken, for `campaign.json`.
    Instant asOf() {
        return evaluation.asOf();
    }

    /// What deactivating an account of a source does to its other credentials and holdings.
    static final class AccountEffects {
        private AccountEffects() {}

        static ObjectNode of(Source source) {
            ObjectNode effects = CanonicalJson.object();
            for (String holding : Source.HOLDINGS) {
                effects.put(holding, source.coverage(holding).state().name().toLowerCase(java.util.Locale.ROOT));
            }
            return effects;
        }
    }
}
