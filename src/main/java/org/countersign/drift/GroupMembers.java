package org.countersign.drift;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.countersign.governance.Mapping;
import org.countersign.identity.Memberships;

/// The identities that a mapping grants its access to.
public final class GroupMembers {
    static final GroupMembers NONE = new GroupMembers(Set.of(), new int[0]);

    private final Set<String> ids;
    private final int[] numbers;

    private GroupMembers(Set<String> ids, int[] numbers) {
        this.ids = ids;
        this.numbers = numbers;
    }

    /// Of a group that the IdP has.
    static GroupMembers of(Mapping mapping, String group, SourceState idp) {
        Memberships of = idp.memberships();
        boolean direct = mapping.nesting().equals(Optional.of(Mapping.Nesting.DIRECT));
        int number = idp.accounts().number(group);
        return new GroupMembers(
                direct ? of.direct(group) : of.effective(group), direct ? of.direct(number) : of.effective(number));
    }

    /// Whether an identity is one of them.
    public boolean contains(String identityId) {
        return ids.contains(identityId);
    }

    /// The same, by its number at the IdP.
    public boolean contains(int identity) {
        return identity != 0 && Arrays.binarySearch(numbers, identity) >= 0;
    }

    /// Their numbers at the IdP, in their order.
    public IntStream numbers() {
        return Arrays.stream(numbers);
    }

    /// Their ids.
    public Set<String> ids() {
        return ids;
    }
}
