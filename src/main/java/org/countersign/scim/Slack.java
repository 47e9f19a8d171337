package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Slack (docs.slack.dev/reference/scim-api): a guest carries the guest extension, a bot an address at
/// slack-bots.com.
///
/// A single-channel guest made by hand may lack the extension: what Slack does not tell is not known here.
final class Slack implements Dialect {
    private static final String BOTS = "@slack-bots.com";

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
}
