import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.countersign.scim.Dialects;
import org.countersign.scim.GroupResource;
import org.countersign.scim.ResourceSink;
import org.countersign.scim.ScimReader;
import org.countersign.scim.UserResource;
import org.countersign.work.RefusedException;

/// What reading costs at least: Jackson's bare `nextToken` over the same bytes, and the extraction of the seventeen
/// columns and the members that the peers store, into nothing; and, as `reader`, what Countersign's own reading and
/// extraction costs into nothing, with everything that it checks and keeps.
///
/// `java -cp 'lib/*' BareReading.java tokens|extract|reader FOLDER [REPEATS]`
final class BareReading {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static long sum;

    private BareReading() {}

    public static void main(String[] arguments) throws IOException, RefusedException {
        Path folder = Path.of(arguments[1]);
        int repeats = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        for (int i = 0; i < repeats; i++) {
            long start = System.nanoTime();
            for (String file : new String[] {"Users.ndjson", "Groups.ndjson"}) {
                try (InputStream in = Files.newInputStream(folder.resolve(file))) {
                    read(arguments[0], file, in);
                }
            }
            System.out.printf("%s %.3f s (%d)%n", arguments[0], (System.nanoTime() - start) / 1e9, sum);
        }
    }

    private static void read(String how, String file, InputStream in) throws IOException, RefusedException {
        if (how.equals("reader")) {
            new ScimReader(Dialects.of("scim")).read(file, in, new Nowhere());
            return;
        }
        try (JsonParser parser = FACTORY.createParser(in)) {
            if (how.equals("tokens")) {
                while (parser.nextToken() != null) {
                    sum++;
                }
            } else {
                while (parser.nextToken() != null) {
                    object(parser, 0);
                }
            }
        }
    }

    private static final class Nowhere implements ResourceSink {
        @Override
        public void user(UserResource user) {
            sum += user.id().length();
        }

        @Override
        public void group(GroupResource group) {
            sum += group.members().map(List::size).orElse(0);
        }

        @Override
        public void refusedRow(String place, String reason) {
            throw new IllegalStateException(place + ": " + reason);
        }

        @Override
        public void page(Page page) {
            sum += page.users();
        }

        @Override
        public void warning(String text) {
            throw new IllegalStateException(text);
        }
    }

    private static void object(JsonParser parser, int depth) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "id", "externalId", "userName", "displayName", "title", "userType", "givenName", "familyName",
                        "created", "lastModified", "employeeNumber", "costCenter", "division", "department", "value" ->
                    sum += parser.getText().length();
                case "active" -> sum += token == JsonToken.VALUE_TRUE ? 1 : 0;
                case "emails", "members" -> {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        object(parser, depth + 1);
                    }
                }
                case "name", "meta", "manager", ENTERPRISE -> object(parser, depth + 1);
                default -> parser.skipChildren();
            }
        }
    }
}
