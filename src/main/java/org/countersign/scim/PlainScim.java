package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// RFC 7643 alone: `userType` is the only mark there is.
final class PlainScim implements Dialect {
    @Override
    public String id() {
        return "scim";
    }

    @Override
    public AccountKind kindOf(ObjectNode user, List<Email> emails, List<Grant> roles) {
        return byUserType(user);
    }

    static AccountKind byUserType(ObjectNode user) {
        return switch (Attributes.text(user, "userType")
                .map(Attributes::fold)
                .orElse("")
                .strip()) {
            case "guest" -> AccountKind.GUEST;
            case "external" -> AccountKind.EXTERNAL;
            case "service" -> AccountKind.SERVICE;
            case "bot" -> AccountKind.BOT;
            default -> AccountKind.PERSON;
        };
    }
}
