package org.countersign.scim;

/// RFC 7643 alone: `userType` is the only mark there is.
///
/// @param id `scim`, or `csv` for tables
record PlainScim(String id) implements Dialect {
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
