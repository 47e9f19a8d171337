package org.countersign.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.scim.AccountKind;
import org.countersign.scim.Activity;
import org.countersign.scim.Email;
import org.countersign.scim.Extra;
import org.countersign.scim.Grant;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.text.CanonicalJson;

/// Resources in a line.
public final class Resources {
    private Resources() {}

    /// An active person with nothing else.
    public static UserBuilder user(String id) {
        return new UserBuilder(id);
    }

    /// A group that tells its members.
    public static GroupResource group(String id, String name, Member... members) {
        return new GroupResource(
                id,
                Optional.empty(),
                Optional.of(name),
                Optional.of(List.of(members)),
                Optional.empty(),
                Extra.of(CanonicalJson.object()));
    }

    /// A group that does not.
    public static GroupResource silentGroup(String id, String name) {
        return new GroupResource(
                id,
                Optional.empty(),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Extra.of(CanonicalJson.object()));
    }

    /// Builds a user.
    public static final class UserBuilder {
        private final String id;
        private Optional<String> externalId = Optional.empty();
        private Optional<String> userName = Optional.empty();
        private Optional<String> displayName = Optional.empty();
        private Optional<String> employeeNumber = Optional.empty();
        private final List<Email> emails = new ArrayList<>();
        private final List<Grant> roles = new ArrayList<>();
        private List<String> groups = List.of();

        private UserBuilder(String id) {
            this.id = id;
        }

        public UserBuilder externalId(String value) {
            externalId = Optional.of(value);
            return this;
        }

        public UserBuilder userName(String value) {
            userName = Optional.of(value);
            return this;
        }

        public UserBuilder displayName(String value) {
            displayName = Optional.of(value);
            return this;
        }

        public UserBuilder employeeNumber(String value) {
            employeeNumber = Optional.of(value);
            return this;
        }

        public UserBuilder emails(String... values) {
            for (String value : values) {
                emails.add(new Email(value, Optional.empty(), false));
            }
            return this;
        }

        public UserBuilder groups(String... values) {
            groups = Arrays.asList(values);
            return this;
        }

        public UserResource build() {
            return new UserResource(
                    id,
                    externalId,
                    userName,
                    displayName,
                    Activity.ACTIVE,
                    AccountKind.PERSON,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    employeeNumber,
                    Optional.empty(),
                    emails,
                    roles,
                    List.of(),
                    groups,
                    Optional.empty(),
                    Optional.empty(),
                    Extra.of(CanonicalJson.object()));
        }
    }
}
