package org.countersign.scim;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a document comes from, as far as its name tells. Lists of members often do not say of which group; then
/// the name has to (exports.md):
///
/// - `groups/<group id>/users.json`, `…/members-2.json`: any file in a folder of the group's id in a folder
///   `groups` (`apps` for who is assigned to an app, also `groups.json` and `appRoleAssignedTo.json`)
/// - `members-<group id>.json`, `members-<group id>.page2.json`: also with `users-of-app-`
///
/// Tokens come apart from their accounts too, and are read before them: `tokens.json`, `users/<user id>/tokens.json`.
///
/// @param name for messages
/// @param group the id of the group that it is about
/// @param tokens whether it holds tokens of accounts
public record Origin(String name, Optional<String> group, boolean tokens) {
    private static final String ENDING = "(?i:\\.(?:json|ndjson|jsonl))";
    private static final Pattern FOLDER = Pattern.compile(
            "(?:.*/)?(?:(groups)/([^/]+)/(?:users|members)|(apps)/([^/]+)/(?:users|members|groups|appRoleAssignedTo))"
                    + "[^/]*" + ENDING);
    private static final Pattern FILE =
            Pattern.compile("(?:.*/)?(members-|users-of-app-)([^/]+?)(?:\\.page[0-9]+)?" + ENDING);

    private static final Pattern TOKENS = Pattern.compile("(?:.*/)?tokens[^/]*" + ENDING);

    /// Whether a document of this path holds tokens of accounts, and so comes before them.
    public static boolean holdsTokens(String path) {
        return TOKENS.matcher(path).matches();
    }

    /// Of a path with `/` between its parts.
    ///
    /// @param name for messages
    public static Origin of(String name, String path) {
        Matcher folder = FOLDER.matcher(path);
        boolean app = folder.matches() && folder.group(1) == null;
        if (folder.matches() && !folder.group(app ? 4 : 2).isBlank()) {
            return new Origin(name, Optional.of(id(app, folder.group(app ? 4 : 2))), false);
        }
        Matcher file = FILE.matcher(path);
        if (file.matches() && !file.group(2).isBlank()) {
            return new Origin(name, Optional.of(id(file.group(1).equals("users-of-app-"), file.group(2))), false);
        }
        return new Origin(name, Optional.empty(), holdsTokens(path));
    }

    private static String id(boolean app, String id) {
        return app ? "app:" + id : id;
    }
}
