package org.countersign.people;

import java.util.ArrayList;
import java.util.List;
import org.countersign.governance.Source;
import org.countersign.scim.Activity;

/// What would be if the identity were deactivated today: which accounts that is to end, and what stays alive at each by
/// what is known of its revocation coverage.
///
/// @param ends active accounts that the IdP is to deactivate
/// @param left kinds of credential or holding that deactivation does not end, or of which nobody knows
public record Leaving(List<Person.Held> ends, List<Left> left) {
    /// Copies the lists.
    public Leaving {
        ends = List.copyOf(ends);
        left = List.copyOf(left);
    }

    /// What stays at one app.
    ///
    /// @param alive kept, or blocked until the account is active again
    /// @param unknown of which nobody knows
    public record Left(Source source, List<String> alive, List<String> unknown) {
        /// Copies the lists.
        public Left {
            alive = List.copyOf(alive);
            unknown = List.copyOf(unknown);
        }
    }

    /// By the governance file's coverage of each app; of two accounts at one app once.
    public static Leaving of(Person person) {
        var ends = new ArrayList<Person.Held>();
        var left = new ArrayList<Left>();
        for (Person.Held held : person.accounts()) {
            if (held.source().kind() == Source.Kind.APP) {
                if (held.account().active() != Activity.INACTIVE) {
                    ends.add(held);
                }
                if (left.stream().noneMatch(one -> one.source().equals(held.source()))) {
                    left.add(new Left(
                            held.source(),
                            holdings(held.source(), Source.State.KEPT, Source.State.BLOCKED),
                            holdings(held.source(), Source.State.UNKNOWN)));
                }
            }
        }
        left.removeIf(one -> one.alive().isEmpty() && one.unknown().isEmpty());
        return new Leaving(ends, left);
    }

    private static List<String> holdings(Source source, Source.State... states) {
        return Source.HOLDINGS.stream()
                .filter(holding ->
                        List.of(states).contains(source.coverage(holding).state()))
                .toList();
    }

    /// How many kinds stay alive, over all apps.
    public int alive() {
        return left.stream().mapToInt(one -> one.alive().size()).sum();
    }

    /// Of how many nobody knows.
    public int unknown() {
        return left.stream().mapToInt(one -> one.unknown().size()).sum();
    }
}
