package org.countersign.cli;

import static org.countersign.cli.Hostile.EXPORT;
import static org.countersign.cli.Hostile.file;
import static org.countersign.cli.Hostile.path;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.testkit.House;

/// Well-formed JSON that is no export of users and groups, or one that nobody should believe.
final class HostileExports {
    private static final String ADA = House.active("1", "ada");
    private static final String LISTS = "Name a SCIM export, or one that exports.md lists.";

    private HostileExports() {}

    static List<Hostile> all() {
        return Stream.of(errors(), others(), shapes(), claims())
                .flatMap(List::stream)
                .toList();
    }

    private static Hostile error(String whose, String text, String told) {
        return file(
                "error answer: " + whose,
                "users.json",
                text,
                "users.json: ",
                "An error answer was saved instead of the page: " + told,
                EXPORT);
    }

    private static List<Hostile> errors() {
        String scim = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],";
        return List.of(
                error("SCIM 2.0", scim + "\"status\":\"401\",\"detail\":\"expired\"}", "401 expired."),
                error("SCIM 2.0, of few words", scim + "\"status\":500}", "500 no detail."),
                error("SCIM 1.1", "{\"Errors\":[{\"description\":\"not_authed\",\"code\":\"401\"}]}", "not_authed."),
                error(
                        "SCIM 1.1 beside resources",
                        "{\"Errors\":{\"description\":\"not_authed\"},\"Resources\":[" + ADA + "]}",
                        "not_authed."),
                error(
                        "Okta",
                        "{\"errorCode\":\"E0000011\",\"errorSummary\":\"Invalid token provided\",\"errorCauses\":[]}",
                        "Invalid token provided."),
                error(
                        "Entra",
                        "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Insufficient privileges\"}}",
                        "Insufficient privileges."),
                error(
                        "Google",
                        "{\"error\":{\"code\":403,\"message\":\"Not Authorized to access this resource/api\","
                                + "\"errors\":[{\"domain\":\"global\",\"reason\":\"forbidden\"}]}}",
                        "Not Authorized to access"),
                error("Slack", "{\"ok\":false,\"error\":\"invalid_auth\"}", "invalid_auth."),
                error(
                        "GitHub",
                        "{\"message\":\"Bad credentials\",\"documentation_url\":\"https://docs.github.com\"}",
                        "Bad credentials."),
                error("GitLab", "{\"message\":\"401 Unauthorized\"}", "401 Unauthorized."),
                error("GitLab OAuth", "{\"error\":\"invalid_token\",\"error_description\":\"x\"}", "invalid_token."),
                error(
                        "AWS",
                        "{\"__type\":\"AccessDeniedException\",\"Message\":\"not authorized\"}",
                        "not authorized."),
                error("Atlassian", "{\"errorMessages\":[\"You do not have permission\"],\"errors\":{}}", "You do not"),
                error("Atlassian SCIM", "{\"code\":401,\"message\":\"Unauthorized\"}", "Unauthorized."),
                error("Databricks", "{\"error_code\":\"403\",\"message\":\"Invalid access token.\"}", "Invalid access"),
                error("Snowflake", "{\"code\":\"390318\",\"message\":\"Token expired\",\"success\":false}", "Token"),
                error("Sentry", "{\"detail\":\"Invalid token\"}", "Invalid token."),
                error("Zendesk", "{\"error\":\"Couldn't authenticate you\"}", "Couldn't authenticate you."),
                error(
                        "Zendesk, newer",
                        "{\"errors\":[{\"status\":\"401\",\"title\":\"Unauthorized\"}]}",
                        "Unauthorized."),
                error(
                        "Salesforce",
                        "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]",
                        "Session expired or invalid."),
                error("one that goes on and on", "{\"error\":\"" + "ha".repeat(5_000) + "\"}", "haha"),
                error("in a wrapper", "{\"response\":" + scim + "\"status\":\"401\"},\"path\":\"/Users\"}", "401"));
    }

    private static Hostile other(String name, String text, String reason) {
        return file("no export: " + name, "users.json", text, "users.json: ", reason, LISTS);
    }

    private static List<Hostile> others() {
        String none = "There is no SCIM user or group in this file: ";
        return List.of(
                other("an empty object", "{}", none),
                other("an empty list", "[]", none + "there is no object in it."),
                other("a text", "\"hello\"", none + "it is a single JSON value."),
                other("a number", "17", none + "it is a single JSON value."),
                other("null", "null", none + "it is a single JSON value."),
                other("something else", "{\"hello\":\"world\"}", none + "its 1 object is neither."),
                other("a lockfile", "{\"lockfileVersion\":3,\"packages\":{\"a\":{\"version\":\"1\"}}}", none),
                other("a map", "{\"type\":\"FeatureCollection\",\"features\":[]}", none),
                other("a capture of traffic", "{\"log\":{\"version\":\"1.2\",\"entries\":[]}}", none),
                other(
                        "schemas",
                        "{\"totalResults\":1,\"Resources\":[{\"id\":\"urn:ietf:params:scim:schemas:core:2.0:User\","
                                + "\"name\":\"User\",\"attributes\":[]}]}",
                        none),
                other(
                        "resource types",
                        "{\"totalResults\":1,\"Resources\":[{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:"
                                + "ResourceType\"],\"name\":\"User\",\"endpoint\":\"/Users\"}]}",
                        none),
                other(
                        "a description of the service",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig\"],"
                                + "\"patch\":{\"supported\":true}}",
                        none),
                other(
                        "a change",
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                                + "{\"op\":\"replace\",\"value\":{\"active\":false}}]}",
                        none),
                other(
                        "many changes",
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[]}",
                        none),
                other(
                        "a report of provisioning",
                        "{\"totalResults\":1,\"itemsPerPage\":1,\"operations\":[{\"status\":\"207\"}]}",
                        none),
                other("a list of texts", "{\"values\":[\"ada\"]}", none));
    }

    private static Hostile row(String name, String text, String place, String reason) {
        return file("shape: " + name, "users.json", text, "users.json, " + place, reason, "Export it again");
    }

    private static List<Hostile> shapes() {
        String schema = "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]";
        String noId = "The only row cannot be used: The resource has no id (RFC 7643 3.1).";
        return List.of(
                other(
                        "resources that are an object",
                        "{\"totalResults\":1,\"Resources\":{\"1\":" + ADA + "}}",
                        "There is no"),
                other("resources that are a text", "{\"totalResults\":1,\"Resources\":\"none\"}", "There is no"),
                row("no id", "[{" + schema + ",\"userName\":\"ada\"}]", "line 1, column 2: ", noId),
                row("an id of nothing", "[{" + schema + ",\"id\":\"\"}]", "line 1, column 2: ", noId),
                row("an id of blanks", "[{" + schema + ",\"id\":\"  \"}]", "line 1, column 2: ", noId),
                row("an id that is null", "[{" + schema + ",\"id\":null}]", "line 1, column 2: ", noId),
                row("an id that is a list", "[{" + schema + ",\"id\":[\"1\"]}]", "line 1, column 2: ", noId),
                row("an id that is an object", "[{" + schema + ",\"id\":{\"a\":1}}]", "line 1, column 2: ", noId),
                row("an id that is true", "[{" + schema + ",\"id\":true}]", "line 1, column 2: ", noId),
                row(
                        "requests saved instead of answers",
                        "{\"Resources\":[{" + schema + ",\"userName\":\"a\"},{" + schema + ",\"userName\":\"b\"}]}",
                        "line 1, column 15: ",
                        "None of the 2 rows can be used. This is the first: The resource has no id"),
                row(
                        "numbers instead of resources",
                        "{\"Resources\":[1,2]}",
                        "line 1, column 15: ",
                        "It is not an object."),
                row("lists instead of resources", "[[" + ADA + "]]", "line 1, column 2: ", "It is not an object."),
                row("null instead of a resource", "[null]", "line 1, column 2: ", "It is not an object."),
                file(
                        "shape: members of nobody knows which group",
                        "list.json",
                        "{\"kind\":\"admin#directory#members\",\"members\":[{\"kind\":\"admin#directory#member\","
                                + "\"id\":\"1\",\"email\":\"a@example.com\",\"role\":\"MEMBER\",\"type\":\"USER\"}]}",
                        "list.json: ",
                        "It lists members and does not say of which group.",
                        "Name the file members-<group id>.json"));
    }

    private static Hostile claim(String name, String text, String place, String reason, String remedy, String... more) {
        return path(
                "claim: " + name,
                folder -> Files.writeString(folder.resolve("users.json"), text),
                place,
                reason,
                remedy,
                more);
    }

    private static List<Hostile> claims() {
        String shrunken = "Import it with --accept-shrunken if it is right.";
        return List.of(
                claim(
                        "a list that is empty all at once",
                        "{\"totalResults\":0,\"Resources\":[]}",
                        "slack: ",
                        "0 accounts instead of 3 in snapshot 1: 100 % fewer.",
                        shrunken),
                claim(
                        "one account of three",
                        "[" + House.active("a1", "ada") + "]",
                        "slack: ",
                        "1 account instead of 3 in snapshot 1: 67 % fewer.",
                        shrunken),
                claim(
                        "everybody there and nobody a member",
                        "[" + House.active("a1", "ada") + "," + House.active("a2", "bob") + ","
                                + House.active("a3", "eve") + "," + House.group("s", "oncall") + "]",
                        "slack: ",
                        "0 memberships instead of 1 in snapshot 1: 100 % fewer.",
                        shrunken),
                claim(
                        "taken in the future",
                        "[" + ADA + "]",
                        "slack: ",
                        "The snapshot claims to be taken at 2099-01-01T00:00:00Z, which is in the future.",
                        "Check --taken-at and the clock.",
                        "--taken-at",
                        "2099-01-01T00:00:00Z"),
                new Hostile(
                        "claim: of a source that is not known",
                        Hostile.REFUSED,
                        "sl'ack\": ",
                        "There is no source of this id.",
                        "Known are: okta, slack.",
                        (house, folder) -> new Hostile.Ready(
                                "",
                                List.of(
                                        "snapshot",
                                        "import",
                                        "--source",
                                        "sl'ack\"",
                                        Files.writeString(folder.resolve("users.json"), "[" + ADA + "]")
                                                .toString()),
                                () -> {})));
    }
}
