package org.countersign.scim;

import java.util.Optional;

/// GitLab: its SCIM, and the users, members and groups of its own API, whose `access_level` is the role.
///
/// On GitLab.com deactivation only ends the membership and on an instance it blocks the user, so nothing is stated of
/// what it leaves behind.
final class GitLab implements Dialect {
    @Override
    public String id() {
        return "gitlab";
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        // A project has these too, and says path_with_namespace.
        if (object.tells("full_path", "web_url") && !object.tellsOneOf("path_with_namespace")) {
            return AccountDraft.group(
                    object,
                    object.need("id"),
                    object.look("full_name").or(() -> object.look("full_path")),
                    Optional.empty());
        }
        if (!object.tells("username", "state") || !object.tellsOneOf("web_url", "access_level", "is_admin")) {
            return Optional.empty();
        }
        Optional<String> level = object.text("access_level");
        var draft = new AccountDraft(object, "id")
                .userName(object.text("username"))
                .displayName(object.text("name"))
                .email(object.text("email").or(() -> object.text("public_email")))
                .active(object.state("state").map("active"::equals))
                .role("admin", object.isTrue("is_admin"))
                .kind(AccountKind.EXTERNAL, object.isTrue("external"))
                .kind(AccountKind.BOT, object.isTrue("bot"))
                .lastSignIn(object.instant("last_sign_in_at"));
        // What else is told of signing in changes as often, and no review asks for it.
        object.text("current_sign_in_at");
        object.text("last_activity_on");
        level.ifPresent(value -> draft.role(value, name(value)));
        return draft.found();
    }

    private static String name(String level) {
        return switch (level) {
            case "5" -> "minimal access";
            case "10" -> "guest";
            case "15" -> "planner";
            case "20" -> "reporter";
            case "30" -> "developer";
            case "40" -> "maintainer";
            case "50" -> "owner";
            default -> "access level " + level;
        };
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive("https://docs.gitlab.com/development/internal_api/")
                .facts();
    }
}
