package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.Facts.Effect;
import org.countersign.scim.Facts.What;

/// Slack (docs.slack.dev/reference/scim-api), SCIM 1.1 and 2.0: a guest carries the guest extension, a bot an
/// address at slack-bots.com. Its Web API's users and user groups too.
///
/// A single-channel guest made by hand may lack the extension: what Slack does not tell is not known here, but
/// `users.list` tells it.
final class Slack implements Dialect {
    private static final String BOTS = "@slack-bots.com";
    private static final String SCIM = "https://docs.slack.dev/reference/scim-api";
    private static final String DEACTIVATE = "https://slack.com/help/articles/360000446446";

    @Override
    public String id() {
        return "slack";
    }

    @Override
    public AccountKind kindOf(UserResource user) {
        if (user.emails().stream()
                .anyMatch(email -> Attributes.fold(email.value()).strip().endsWith(BOTS))) {
            return AccountKind.BOT;
        }
        return hasGuestExtension(user.extra()) ? AccountKind.GUEST : PlainScim.byUserType(user);
    }

    /// `urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User` and its 1.0 form. Slack also sends the
    /// block with empty texts to members, so something must be in it.
    static boolean hasGuestExtension(ObjectNode extra) {
        for (Map.Entry<String, JsonNode> field : extra.properties()) {
            if (Attributes.fold(field.getKey()).contains(":extension:slack:guest:")
                    && Attributes.text(field.getValue(), "type").isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        if (object.marked("is_usergroup")) {
            return Optional.of(userGroup(object));
        }
        if (!object.tells("team_id", "name") || !object.tellsOneOf("deleted", "is_bot")) {
            return Optional.empty();
        }
        // The only bot that Slack does not mark.
        boolean slackbot = object.says("id", "USLACKBOT");
        return new AccountDraft(object, "id")
                .userName(object.text("name"))
                .displayName(object.text("real_name").or(() -> object.text("profile", "real_name")))
                .email(object.text("profile", "email"))
                .title(object.text("profile", "title"))
                .active(object.flag("deleted").map(deleted -> !deleted))
                .kind(AccountKind.GUEST, object.isTrue("is_restricted"))
                .kind(AccountKind.GUEST, object.isTrue("is_ultra_restricted"))
                .kind(AccountKind.BOT, object.isTrue("is_bot"))
                .kind(AccountKind.BOT, slackbot)
                .role("admin", object.isTrue("is_admin"))
                .role("owner", object.isTrue("is_owner"))
                .role("primary owner", object.isTrue("is_primary_owner"))
                .lastModified(object.instant("updated"))
                .found();
    }

    private static VendorObject userGroup(Fields object) throws RowException {
        Optional<List<Member>> members = Optional.empty();
        int nameless = 0;
        if (object.isArray("users")) {
            List<JsonNode> users = object.list("users");
            var told = new ArrayList<Member>();
            users.forEach(user -> Attributes.text(user)
                    .ifPresent(id -> told.add(new Member(id, Member.Type.USER, Optional.empty()))));
            nameless = users.size() - told.size();
            members = Optional.of(told);
        }
        var group = new GroupResource(
                object.need("id"),
                Optional.empty(),
                object.text("name"),
                members,
                object.instant("date_update"),
                object.extra());
        return new VendorObject.Group(group, nameless);
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive(SCIM)
                .marks("https://slack.com/help/articles/212572638")
                .never(What.ACCOUNTS, "guests", "https://slack.com/help/articles/212572638")
                .leaves(Effect.REVOKED, DEACTIVATE, "oauthGrants", "personalAccessTokens")
                .leaves(Effect.KEPT, DEACTIVATE, "webhooks")
                .leaves(Effect.KEPT, "https://slack.com/help/articles/203953146", "sharedFiles")
                .facts();
    }
}
