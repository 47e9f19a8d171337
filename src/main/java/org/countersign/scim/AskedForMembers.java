package org.countersign.scim;

import java.util.Optional;
import java.util.OptionalLong;

/// A vendor whose lists never tell members, where each group has been asked for its own.
record AskedForMembers(Dialect vendor) implements Dialect {
    @Override
    public boolean neverTellsMembers() {
        return false;
    }

    @Override
    public String id() {
        return vendor.id();
    }

    @Override
    public AccountKind kindOf(UserResource user) {
        return vendor.kindOf(user);
    }

    @Override
    public UserResource told(UserResource user) {
        return vendor.told(user);
    }

    @Override
    public Optional<String> listsAllMembershipsOf() {
        return vendor.listsAllMembershipsOf();
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        return vendor.read(object);
    }

    @Override
    public OptionalLong cap() {
        return vendor.cap();
    }

    @Override
    public Facts facts() {
        return vendor.facts();
    }
}
