package org.countersign.scim;

/// `vendor: auto`: a mark counts where only one vendor uses its name.
final class Detected implements Dialect {
    private final Slack slack = new Slack();

    @Override
    public String id() {
        return "auto";
    }

    @Override
    public AccountKind kindOf(UserResource user) {
        return GitHub.isGuest(user.roles()) ? AccountKind.GUEST : slack.kindOf(user);
    }
}
