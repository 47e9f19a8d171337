package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// `vendor: auto`: a mark counts where only one vendor uses its name.
final class Detected implements Dialect {
    private final Slack slack = new Slack();

    @Override
    public String id() {
        return "auto";
    }

    @Override
    public AccountKind kindOf(ObjectNode user, List<Email> emails, List<Grant> roles) {
        return GitHub.isGuest(roles) ? AccountKind.GUEST : slack.kindOf(user, emails, roles);
    }
}
