package org.countersign.scim;

import java.util.List;
import java.util.Optional;

/// `vendor: auto`: a mark counts, and an object is a vendor's, where only one vendor uses its names.
final class Detected implements Dialect {
    private final List<Dialect> vendors;
    private final Slack slack = new Slack();

    /// Asks these, the first that knows an object wins.
    Detected(List<Dialect> vendors) {
        this.vendors = List.copyOf(vendors);
    }

    @Override
    public String id() {
        return "auto";
    }

    @Override
    public AccountKind kindOf(UserResource user) {
        boolean entraGuest =
                user.userName().filter(name -> name.contains("#EXT#@")).isPresent();
        return GitHub.isGuest(user.roles()) || entraGuest ? AccountKind.GUEST : slack.kindOf(user);
    }

    @Override
    public UserResource told(UserResource user) {
        return Dialect.super.told(Sentry.withRole(GitHub.withNames(user)));
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        for (Dialect vendor : vendors) {
            Optional<VendorObject> found = vendor.read(object);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
