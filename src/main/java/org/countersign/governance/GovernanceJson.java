package org.countersign.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.governance.Source.Coverage;
import org.countersign.governance.Source.Privileged;
import org.countersign.governance.Source.Token;
import org.countersign.scim.pull.ClientGrant;
import org.countersign.scim.pull.PullOptions;
import org.countersign.text.CanonicalJson;

/// Typed records from JSON that [GovernanceFile] has checked.
public final class GovernanceJson {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration DORMANT_AFTER = Duration.ofDays(90);
    private static final Duration LIFECYCLE_TEST_EVERY = Duration.ofDays(365);

    private GovernanceJson() {}

    /// Every record of a checked file.
    public static Governance typed(JsonNode file) {
        var off = new HashSet<String>();
        file.path("rulesOff").forEach(rule -> off.add(rule.asText()));
        return new Governance(
                text(file.path("defaults"), "campaignOwner"),
                text(file.path("defaults"), "fallbackReviewer"),
                list(file, "sources", GovernanceJson::source),
                list(file, "groups", GovernanceJson::group),
                list(file, "mappings", GovernanceJson::mapping),
                list(file, "accounts", GovernanceJson::account),
                list(file, "exceptions", GovernanceJson::exception),
                list(file, "separationOfDuties", GovernanceJson::separation),
                off);
    }

    private static <T> List<T> list(JsonNode file, String section, Function<JsonNode, T> reader) {
        var records = new ArrayList<T>();
        file.path(section).forEach(node -> records.add(reader.apply(node)));
        return records;
    }

    private static Source source(JsonNode node) {
        JsonNode scim = node.path("scim");
        JsonNode token = scim.path("token");
        Optional<LocalDate> expires = date(token, "expires").or(() -> date(scim, "tokenExpires"));
        boolean hasToken = scim.has("token") || expires.isPresent();
        JsonNode privileged = node.path("privileged");
        return new Source(
                required(node, "id"),
                text(node, "name").orElse(required(node, "id")),
                required(node, "kind").equals("idp") ? Source.Kind.IDP : Source.Kind.APP,
                text(node, "vendor").orElse("auto"),
                text(node, "owner"),
                text(node, "authoritativeIdp"),
                texts(node, "idpApplications").orElse(List.of()),
                hasToken
                        ? Optional.of(new Token(
                                text(token, "holder"),
                                text(token, "scope"),
                                date(token, "issued"),
                                date(token, "rotated"),
                                expires))
                        : Optional.empty(),
                endpoint(scim),
                new Privileged(
                        texts(privileged, "roles").orElse(Privileged.DEFAULT_ROLES),
                        texts(privileged, "entitlements").orElse(List.of()),
                        texts(privileged, "groups").orElse(List.of())),
                text(node, "snapshotMaxAge").map(Duration::parse).orElse(DAY),
                texts(node, "compare").orElse(Source.COMPARED),
                text(node, "provisioningSla").map(Duration::parse).orElse(DAY),
                text(node, "dormantAfter").map(Duration::parse).orElse(DORMANT_AFTER),
                text(node, "lifecycleTestEvery").map(Duration::parse).orElse(LIFECYCLE_TEST_EVERY),
                revocation(node.path("revocation")));
    }

    private static Optional<ScimEndpoint> endpoint(JsonNode scim) {
        JsonNode oauth = scim.path("oauth");
        return text(scim, "endpoint")
                .map(url -> new ScimEndpoint(
                        url,
                        text(oauth, "tokenEndpoint")
                                .map(token -> new ClientGrant(
                                        token,
                                        required(oauth, "clientId"),
                                        text(oauth, "scope"),
                                        text(oauth, "clientAuthentication").equals(Optional.of("post")))),
                        new PullOptions(
                                PullOptions.Paging.valueOf(word(scim, "paging", "auto")),
                                PullOptions.ListBy.valueOf(word(scim, "listBy", "get")),
                                Integer.parseInt(text(scim, "pageSize").orElse(PullOptions.PAGE_SIZE)),
                                PullOptions.Members.valueOf(word(scim, "members", "auto")))));
    }

    private static String word(JsonNode node, String name, String otherwise) {
        return text(node, name).orElse(otherwise).toUpperCase(Locale.ROOT);
    }

    private static Map<String, Coverage> revocation(JsonNode node) {
        var coverage = new LinkedHashMap<String, Coverage>();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            String state = value.isTextual() ? value.asText() : required(value, "state");
            coverage.put(
                    field.getKey(),
                    new Coverage(
                            Source.State.valueOf(state.toUpperCase(Locale.ROOT)),
                            text(value, "source"),
                            date(value, "checked")));
        });
        return coverage;
    }

    private static GroupRecord group(JsonNode node) {
        return new GroupRecord(
                required(node, "source"),
                required(node, "group"),
                text(node, "owner"),
                text(node, "purpose"),
                text(node, "classification"),
                text(node, "cadence").map(Duration::parse),
                date(node, "lastReviewed"));
    }

    private static Mapping mapping(JsonNode node) {
        Access access = text(node, "appGroup")
                .map(name -> new Access(Access.Kind.GROUP, name))
                .or(() -> text(node, "role").map(name -> new Access(Access.Kind.ROLE, name)))
                .orElseGet(() -> new Access(Access.Kind.ENTITLEMENT, required(node, "entitlement")));
        return new Mapping(
                required(node, "id"),
                required(node, "idpGroup"),
                required(node, "app"),
                access,
                text(node, "nesting").map(text -> Mapping.Nesting.valueOf(text.toUpperCase(Locale.ROOT))));
    }

    private static AccountRecord account(JsonNode node) {
        return new AccountRecord(
                required(node, "source"),
                required(node, "account"),
                required(node, "kind"),
                text(node, "owner"),
                text(node, "purpose"));
    }

    private static ExceptionRecord exception(JsonNode node) {
        return new ExceptionRecord(
                required(node, "id"),
                required(node, "source"),
                required(node, "account"),
                text(node, "access").map(Access::parse),
                text(node, "owner"),
                text(node, "reason"),
                date(node, "granted"),
                date(node, "expires"));
    }

    /// The file's form of an exception.
    public static ObjectNode json(ExceptionRecord exception) {
        ObjectNode node = CanonicalJson.object()
                .put("id", exception.id())
                .put("source", exception.source())
                .put("account", exception.account());
        exception.access().ifPresent(access -> node.put("access", access.text()));
        exception.owner().ifPresent(owner -> node.put("owner", owner));
        exception.reason().ifPresent(reason -> node.put("reason", reason));
        exception.granted().ifPresent(day -> node.put("granted", day.toString()));
        exception.expires().ifPresent(day -> node.put("expires", day.toString()));
        return node;
    }

    /// The file's form of a policy card.
    public static ObjectNode json(GroupRecord group) {
        ObjectNode node = CanonicalJson.object().put("source", group.source()).put("group", group.group());
        group.owner().ifPresent(owner -> node.put("owner", owner));
        group.purpose().ifPresent(purpose -> node.put("purpose", purpose));
        group.classification().ifPresent(name -> node.put("classification", name));
        group.cadence().ifPresent(cadence -> node.put("cadence", written(cadence)));
        group.lastReviewed().ifPresent(day -> node.put("lastReviewed", day.toString()));
        return node;
    }

    /// A duration as the file has it: days where it is whole days, else hours.
    public static String written(Duration duration) {
        return duration.toHours() % 24 == 0 ? "P" + duration.toDays() + "D" : "PT" + duration.toHours() + "H";
    }

    /// The file's form of a mapping.
    public static ObjectNode json(Mapping mapping) {
        ObjectNode node = CanonicalJson.object()
                .put("id", mapping.id())
                .put("idpGroup", mapping.idpGroup())
                .put("app", mapping.app());
        String kind = mapping.access().kind() == Access.Kind.GROUP
                ? "appGroup"
                : mapping.access().kind().text();
        node.put(kind, mapping.access().name());
        mapping.nesting()
                .ifPresent(nesting -> node.put("nesting", nesting.name().toLowerCase(Locale.ROOT)));
        return node;
    }

    private static SeparationRule separation(JsonNode node) {
        return new SeparationRule(
                required(node, "id"),
                text(node, "name").orElse(required(node, "id")),
                texts(node.path("left"), "idpGroups").orElse(List.of()),
                texts(node.path("right"), "idpGroups").orElse(List.of()));
    }

    private static String required(JsonNode node, String name) {
        return text(node, name).orElseThrow(() -> new IllegalStateException("unchecked governance: no " + name));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name).asText("")).filter(text -> !text.isBlank());
    }

    private static Optional<LocalDate> date(JsonNode node, String name) {
        return text(node, name).map(LocalDate::parse);
    }

    private static Optional<List<String>> texts(JsonNode node, String name) {
        if (!node.path(name).isArray()) {
            return Optional.empty();
        }
        var texts = new ArrayList<String>();
        node.path(name).forEach(text -> texts.add(text.asText()));
        return Optional.of(texts);
    }
}
