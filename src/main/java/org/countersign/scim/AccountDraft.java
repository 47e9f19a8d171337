package org.countersign.scim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Makes a [UserResource] of a vendor's own object, a word at a time.
final class AccountDraft {
    private final Fields fields;
    private final String id;
    private Optional<String> externalId = Optional.empty();
    private Optional<String> userName = Optional.empty();
    private Optional<String> displayName = Optional.empty();
    private Activity active = Activity.NOT_TOLD;
    private AccountKind kind = AccountKind.PERSON;
    private Optional<String> userType = Optional.empty();
    private Optional<String> title = Optional.empty();
    private Optional<String> department = Optional.empty();
    private Optional<String> employeeNumber = Optional.empty();
    private Optional<Manager> manager = Optional.empty();
    private final Set<Email> emails = new LinkedHashSet<>();
    private final List<Grant> roles = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private Optional<Instant> lastModified = Optional.empty();
    private Optional<Instant> lastSignIn = Optional.empty();

    /// Takes `id` by this name.
    AccountDraft(Fields fields, String idName) throws RowException {
        this.fields = fields;
        this.id = fields.need(idName);
    }

    String id() {
        return id;
    }

    AccountDraft externalId(Optional<String> told) {
        externalId = told;
        return this;
    }

    AccountDraft userName(Optional<String> told) {
        userName = told;
        return this;
    }

    AccountDraft displayName(Optional<String> told) {
        displayName = told;
        return this;
    }

    /// Of a given and a family name, where no name for display is told.
    AccountDraft names(Optional<String> given, Optional<String> family) {
        if (displayName.isEmpty()) {
            displayName = Attributes.told((given.orElse("") + " " + family.orElse("")).strip());
        }
        return this;
    }

    AccountDraft active(Activity told) {
        active = told;
        return this;
    }

    AccountDraft active(Optional<Boolean> told) {
        return active(told.map(yes -> yes ? Activity.ACTIVE : Activity.INACTIVE).orElse(Activity.NOT_TOLD));
    }

    AccountDraft kind(AccountKind told) {
        kind = told;
        return this;
    }

    /// The kind where the mark is there.
    AccountDraft kind(AccountKind told, boolean marked) {
        return marked ? kind(told) : this;
    }

    AccountDraft userType(Optional<String> told) {
        userType = told;
        return this;
    }

    AccountDraft title(Optional<String> told) {
        title = told;
        return this;
    }

    AccountDraft department(Optional<String> told) {
        department = told;
        return this;
    }

    AccountDraft employeeNumber(Optional<String> told) {
        employeeNumber = told;
        return this;
    }

    AccountDraft manager(Optional<String> value, Optional<String> name) {
        manager = value.map(told -> new Manager(told, name));
        return this;
    }

    /// The first is the primary one.
    AccountDraft email(Optional<String> address) {
        address.ifPresent(told -> emails.add(new Email(told, Optional.empty(), emails.isEmpty())));
        return this;
    }

    AccountDraft role(Optional<String> value) {
        value.ifPresent(told -> roles.add(new Grant(told, Optional.empty(), Optional.empty())));
        return this;
    }

    AccountDraft role(String value, String display) {
        roles.add(new Grant(value, Optional.of(display), Optional.empty()));
        return this;
    }

    /// The role where the mark is there.
    AccountDraft role(String value, boolean marked) {
        return marked ? role(Optional.of(value)) : this;
    }

    AccountDraft groups(Stream<String> ids) {
        ids.forEach(groups::add);
        return this;
    }

    AccountDraft lastModified(Optional<Instant> told) {
        lastModified = told;
        return this;
    }

    AccountDraft lastSignIn(Optional<Instant> told) {
        lastSignIn = told;
        return this;
    }

    /// The account; what nobody took of the object is its `extra`.
    UserResource user() {
        return new UserResource(
                id,
                externalId,
                userName,
                displayName,
                active,
                kind,
                userType,
                title,
                department,
                employeeNumber,
                manager,
                List.copyOf(emails),
                roles,
                List.of(),
                groups,
                lastModified,
                lastSignIn,
                fields.extra());
    }

    Optional<VendorObject> found() {
        return Optional.of(new VendorObject.Account(user()));
    }

    /// A group of a vendor, whose members come elsewhere.
    static Optional<VendorObject> group(
            Fields fields, String id, Optional<String> name, Optional<Instant> lastModified) {
        return Optional.of(new VendorObject.Group(
                new GroupResource(id, Optional.empty(), name, Optional.empty(), lastModified, fields.extra())));
    }
}
