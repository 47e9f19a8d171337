package org.countersign.scim;

/// RFC 7643 alone: `userType` is the only mark there is.
final class PlainScim implements Dialect {
    @Override
    public String id() {
        return "scim";
    }

    @Override
    public AccountKind kindOf(UserResource user) {
        return byUserType(user);
    }

    static AccountKind byUserType(UserResource user) {
        return switch (user.userType().map(Attributes::fold).orElse("").strip()) {
            case "guest" -> AccountKind.GUEST;
            case "external" -> AccountKind.EXTERNAL;
            case "service" -> AccountKind.SERVICE;
            case "bot" -> AccountKind.BOT;
            default -> AccountKind.PERSON;
        };
    }
}
