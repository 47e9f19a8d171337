package org.countersign.scim.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;

/// Groups asked for one by one, for servers that tell members there alone.
final class EachGroup {
    private static final int PROBED = 5;
    private static final int A_FILE = 100;
    private static final String SCRATCH = "group.json";
    private static final String BY_NAME = "attributes=members";

    private final Asking asking;
    private final Spool spool;
    private final List<String> files = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    EachGroup(Asking asking) {
        this.asking = asking;
        this.spool = asking.spool();
    }

    /// Whether asking for groups one by one tells members that the list does not.
    boolean tellsMore(Set<String> ids) throws RefusedException {
        return tells(ids, "");
    }

    /// Whether they tell members where these are asked for by name, as attributes are that a server returns on
    /// request alone (RFC 7643 7).
    boolean tellsWhereNamed(Set<String> ids) throws RefusedException {
        return tells(ids, BY_NAME);
    }

    private boolean tells(Set<String> ids, String query) throws RefusedException {
        for (String id : ids.stream().filter(EachGroup::askable).limit(PROBED).toList()) {
            Answer answer = asking.channel().probe(question(id, query), SCRATCH);
            if (answer.status() == 429 || answer.status() == 503) {
                throw Refusals.status(answer);
            }
            if (answer.good() && page().withMembers() > 0) {
                return true;
            }
        }
        return false;
    }

    /// Fetches them into files of a hundred, each a list of what came, unchanged.
    void run(Set<String> ids) throws RefusedException {
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += A_FILE) {
            String name = String.format(Locale.ROOT, "groups-each-%06d.json", from / A_FILE + 1);
            try (OutputStream out = spool.write(name)) {
                out.write(("{\"totalResults\":" + all.size() + ",\"Resources\":[").getBytes(StandardCharsets.US_ASCII));
                String comma = "";
                for (String id : all.subList(from, Math.min(from + A_FILE, all.size()))) {
                    asking.counting().at("members of groups", from, all.size());
                    if (fetch(id)) {
                        out.write(comma.getBytes(StandardCharsets.US_ASCII));
                        Files.copy(spool.file(SCRATCH), out);
                        comma = ",";
                    }
                }
                out.write("]}".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new SurroundingsException("An answer cannot be kept: is the disk full? Nothing was changed.", e);
            }
            files.add(name);
        }
        spool.drop(SCRATCH);
    }

    /// A group that went meanwhile is left out; the list's total tells.
    private boolean fetch(String id) throws RefusedException {
        if (!askable(id)) {
            gaps.add("A group's id cannot be asked for.");
            return false;
        }
        return fetch(id, "");
    }

    private boolean fetch(String id, String query) throws RefusedException {
        Answer answer = asking.channel().ask(question(id, query), SCRATCH);
        if (answer.status() == 404) {
            return false;
        }
        if (!answer.good()) {
            throw Refusals.status(answer);
        }
        if (!page().ids().equals(List.of(id))) {
            throw new RefusedException(
                    asking.endpoint().shown() + "/Groups",
                    "The server answers with another group than the one asked for.",
                    "Ask whoever runs the server; or set members: list in the governance file.");
        }
        return true;
    }

    /// The members of a group that was asked for by their name, as they came; empty where the group is gone.
    Optional<ArrayNode> members(String id) throws RefusedException {
        if (!askable(id) || !fetch(id, BY_NAME)) {
            return Optional.empty();
        }
        JsonNode group = Pages.tree(spool.file(SCRATCH));
        return Optional.of(
                Pages.field(group, "members") instanceof ArrayNode told ? told : JsonNodeFactory.instance.arrayNode());
    }

    private ListPage page() throws RefusedException {
        try {
            return ListPage.single(spool.file(SCRATCH), asking.endpoint().shown() + "/Groups");
        } catch (IOException e) {
            throw new SurroundingsException("An answer cannot be read again. Nothing was changed.", e);
        }
    }

    private Channel.Question question(String id, String query) {
        String path = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return new Channel.Question(asking.endpoint().at("/Groups/" + path, query), "");
    }

    /// An id that is a step in a path would lead out of the groups.
    private static boolean askable(String id) {
        return !id.isEmpty() && !id.equals(".") && !id.equals("..") && id.length() <= 1000;
    }

    List<String> files() {
        return List.copyOf(files);
    }

    List<String> gaps() {
        return gaps.stream().distinct().toList();
    }
}
