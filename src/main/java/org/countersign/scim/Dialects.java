package org.countersign.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The dialects that this version knows, and so the vendors that a governance file may name.
public final class Dialects {
    /// A new one is one line here. In the order in which an object of unknown origin is held against them.
    private static final List<Dialect> VENDORS = List.of(
            new Okta(),
            new Graph(),
            new Entra(),
            new Slack(),
            new Google(),
            new GitHub(),
            new GitLab(),
            new Aws(),
            new Atlassian(),
            new Databricks(),
            new Snowflake(),
            new Sentry(),
            new Zendesk(),
            new Salesforce());

    private static final Dialect PLAIN = new PlainScim("scim");

    private static final List<Dialect> ALL = all();

    private Dialects() {}

    private static List<Dialect> all() {
        var all = new ArrayList<Dialect>(List.of(new Detected(VENDORS), PLAIN));
        all.addAll(VENDORS);
        all.add(new PlainScim("csv"));
        return List.copyOf(all);
    }

    /// Every id, as written in `vendor`.
    public static List<String> ids() {
        return ALL.stream().map(Dialect::id).toList();
    }

    /// Those that speak for a vendor.
    public static List<Dialect> vendors() {
        return VENDORS;
    }

    /// The dialect of a governance file's `vendor`; what an older version of the file named is read as plain SCIM.
    public static Dialect of(String vendor) {
        return ALL.stream()
                .filter(dialect -> dialect.id().equals(vendor))
                .findFirst()
                .orElse(PLAIN);
    }

    /// Whose an object is by its own names; empty where no vendor's are in it. Takes from the object.
    static Optional<Dialect> whose(Fields object) {
        for (Dialect vendor : VENDORS) {
            try {
                if (vendor.read(object).isPresent()) {
                    return Optional.of(vendor);
                }
            } catch (RowException unusable) {
                return Optional.of(vendor);
            }
        }
        return Optional.empty();
    }
}
