import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What reading costs at least: Jackson's bare `nextToken` over the same bytes, and the extraction of the seventeen
/// columns and the members that the peers store, into nothing.
///
/// `java -cp 'lib/*' BareReading.java tokens|extract FOLDER`
final class BareReading {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static long sum;

    private BareReading() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        long start = System.nanoTime();
        for (String file : new String[] {"Users.ndjson", "Groups.ndjson"}) {
            try (InputStream in = Files.newInputStream(folder.resolve(file));
                    JsonParser parser = FACTORY.createParser(in)) {
                if (arguments[0].equals("tokens")) {
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
        System.out.printf("%s %.3f s (%d)%n", arguments[0], (System.nanoTime() - start) / 1e9, sum);
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
