package org.countersign.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;
import de.captaingoldfish.scim.sdk.server.endpoints.base.GroupEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// A real SCIM 2.0 service provider on loopback that is not ours: the SCIM SDK's. RFC 9865 cursors and the forms of
/// Entra, which it does not know, are laid over its answers; a [Filter] stands before it.
public final class ScimPeer implements AutoCloseable {
    /// What it takes where nothing else is said.
    public static final String TOKEN = "peer-token-9f27a1c4";

    private static final String BASE = "/scim/v2";
    private static final Pattern START = Pattern.compile("startIndex=(\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /// Looks at a question before the server does.
    public interface Filter {
        /// Nothing but the server.
        Filter NONE = (exchange, number, target) -> target;

        /// @param number of the question for this list, from 1
        /// @param target path and query
        /// @return what the server is asked instead; null where the filter has answered
        String pass(HttpExchange exchange, int number, String target) throws IOException;
    }

    /// Looks at an answer before the client does.
    public interface Rewrite {
        /// @param number of the question for this list, from 1
        String of(String body, String target, int number);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final ResourceEndpoint endpoint;
    private final int most;
    private final Map<String, Integer> asked = new HashMap<>();
    private final List<String> targets = new ArrayList<>();
    private final Set<String> modes;
    private final Users users = new Users();
    private final Groups groups = new Groups();
    private String token = TOKEN;
    private Filter filter = Filter.NONE;
    private Rewrite rewrite = (body, target, number) -> body;

    /// @param modes of `cursor`, `entra`, `hidden` (no group tells its members; filters do)
    public ScimPeer(int userCount, int groupCount, String... modes) throws IOException {
        this.modes = Set.of(modes);
        most = userCount > 1000 ? 1000 : 100;
        endpoint = new ResourceEndpoint(ServiceProvider.builder()
                .filterConfig(
                        FilterConfig.builder().supported(true).maxResults(most).build())
                .build());
        endpoint.registerEndpoint(new UserEndpointDefinition(users));
        endpoint.registerEndpoint(new GroupEndpointDefinition(groups));
        seed(userCount, groupCount);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext(BASE, this::answer);
        server.start();
    }

    /// Takes this token and no other.
    public ScimPeer token(String given) {
        token = given;
        return this;
    }

    /// Before its server.
    public ScimPeer filter(Filter given) {
        filter = given;
        return this;
    }

    /// After its server.
    public ScimPeer rewrite(Rewrite given) {
        rewrite = given;
        return this;
    }

    /// For the governance file.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + BASE;
    }

    /// Path and query of every question so far.
    public synchronized List<String> targets() {
        return List.copyOf(targets);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] in = exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestURI().toString();
        int number;
        synchronized (this) {
            targets.add(target);
            number = asked.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
        }
        String passed = filter.pass(exchange, number, target);
        if (passed == null) {
            exchange.close();
            return;
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        String cursor = cursorOf(passed);
        ScimResponse response = endpoint.handleRequest(
                "http://127.0.0.1" + (cursor == null ? passed : indexed(passed, cursor)),
                HttpMethod.valueOf(exchange.getRequestMethod()),
                in.length == 0 ? null : new String(in, StandardCharsets.UTF_8),
                headers,
                new Context(new Bearer()));
        String body = response.toString();
        if (response.getHttpStatus() == 200) {
            body = dressed(body, passed, cursor);
            body = rewrite.of(body, target, number);
        }
        send(exchange, response.getHttpStatus(), body);
    }

    /// Sends an answer.
    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String cursorOf(String target) {
        if (!modes.contains("cursor") || !target.contains("cursor=")) {
            return null;
        }
        return target.replaceFirst(".*[?&]cursor=", "").replaceFirst("&.*", "");
    }

    private static String indexed(String target, String cursor) {
        String start = cursor.isEmpty() ? "1" : cursor.substring(1);
        return target.replaceFirst("cursor=[^&]*", "startIndex=" + start);
    }

    private String dressed(String body, String target, String cursor) throws IOException {
        ObjectNode node = (ObjectNode) JSON.readTree(body);
        if (modes.contains("cursor") && URI.create(target).getPath().endsWith("/ServiceProviderConfig")) {
            node.putObject("pagination").put("cursor", true).put("index", false).put("maxPageSize", most);
        }
        if (cursor != null) {
            int start = cursor.isEmpty() ? 1 : Integer.parseInt(cursor.substring(1));
            int got = node.path("Resources").size();
            if (start + got - 1 < node.path("totalResults").asInt()) {
                node.put("nextCursor", "c" + (start + got));
            }
            node.remove("startIndex");
        }
        if (modes.contains("hidden") && target.contains("/Groups")) {
            node.remove("members");
            node.path("Resources").forEach(group -> ((ObjectNode) group).remove("members"));
        }
        if (modes.contains("entra") && node.has("Resources")) {
            node.remove("totalResults");
            node.set("resources", node.remove("Resources"));
        }
        return JSON.writeValueAsString(node);
    }

    private void seed(int userCount, int groupCount) {
        for (int i = 1; i <= userCount; i++) {
            String name = "user%05d@example.test".formatted(i);
            users.put(
                    "u" + i,
                    User.builder()
                            .userName(name)
                            .displayName("User " + i)
                            .active(i % 17 != 0)
                            .emails(List.of(Email.builder()
                                    .value(name)
                                    .type("work")
                                    .primary(true)
                                    .build()))
                            .build());
        }
        for (int g = 0; g < groupCount; g++) {
            var members = new ArrayList<Member>();
            for (int i = 1; i <= userCount; i++) {
                if (i % groupCount == g) {
                    belongs("g" + g, "u" + i);
                    members.add(Member.builder().value("u" + i).type("User").build());
                }
            }
            groups.put(
                    "g" + g,
                    Group.builder().displayName("Group " + g).members(members).build());
        }
    }

    private void belongs(String group, String member) {
        groups.membersOf.computeIfAbsent(group, key -> new HashSet<>()).add(member);
        users.groupsOf.computeIfAbsent(member, key -> new HashSet<>()).add(group);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /// The SDK finds the type of a handler in its class.
    private static final class Users extends Held<User> {
        private final Map<String, Set<String>> groupsOf = new HashMap<>();

        @Override
        boolean matches(String id, String attribute, String value) {
            return attribute.equals("groups.value")
                    && groupsOf.getOrDefault(id, Set.of()).contains(value);
        }
    }

    private static final class Groups extends Held<Group> {
        private final Map<String, Set<String>> membersOf = new HashMap<>();

        @Override
        boolean matches(String id, String attribute, String value) {
            return attribute.equals("members.value")
                    && membersOf.getOrDefault(id, Set.of()).contains(value);
        }
    }

    private final class Bearer implements Authorization {
        @Override
        public Set<String> getClientRoles() {
            return Set.of();
        }

        @Override
        public boolean authenticate(Map<String, String> headers, Map<String, String> query) {
            return headers.entrySet().stream()
                    .anyMatch(header -> header.getKey().equalsIgnoreCase("Authorization")
                            && header.getValue().equals("Bearer " + token));
        }
    }

    /// Resources in memory, by place and by id, so that a long list costs no more than its pages.
    private abstract static class Held<T extends ResourceNode> extends ResourceHandler<T> {
        private final List<T> all = new ArrayList<>();
        private final Map<String, T> byId = new HashMap<>();

        void put(String id, T resource) {
            resource.setId(id);
            resource.setMeta(Meta.builder()
                    .created(Instant.EPOCH)
                    .lastModified(Instant.EPOCH)
                    .build());
            all.add(resource);
            byId.put(id, resource);
        }

        @Override
        public PartialListResponse<T> listResources(
                long start,
                int count,
                FilterNode node,
                SchemaAttribute by,
                SortOrder order,
                List<SchemaAttribute> attributes,
                List<SchemaAttribute> excluded,
                Context context) {
            List<T> found = node instanceof AttributeExpressionLeaf leaf ? matching(leaf) : all;
            int from = (int) Math.min(start - 1, found.size());
            return PartialListResponse.<T>builder()
                    .resources(found.subList(from, Math.min(from + count, found.size())))
                    .totalResults(found.size())
                    .build();
        }

        private List<T> matching(AttributeExpressionLeaf leaf) {
            return all.stream()
                    .filter(one -> matches(one.getId().orElse(""), leaf.getFullName(), leaf.getValue()))
                    .toList();
        }

        abstract boolean matches(String id, String attribute, String value);

        @Override
        public T getResource(String id, List<SchemaAttribute> a, List<SchemaAttribute> e, Context context) {
            return byId.get(id);
        }

        @Override
        public T createResource(T resource, Context context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public T updateResource(T resource, Context context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deleteResource(String id, Context context) {
            throw new UnsupportedOperationException();
        }
    }
}
