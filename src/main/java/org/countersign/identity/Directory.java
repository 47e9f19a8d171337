package org.countersign.identity;

import java.util.Collection;
import java.util.List;
import org.countersign.scim.UserResource;

/// The ids of one source by their numbers, and the states of its accounts.
public interface Directory {
    /// The number of an id; 0 where it has none.
    int number(String id);

    /// The id of a number.
    String id(int number);

    /// The ids of many numbers, in their order.
    default List<String> ids(Collection<Integer> numbers) {
        return numbers.stream().map(this::id).toList();
    }

    /// The state of a row.
    UserResource state(int row);

    /// Hashes texts as the states of this source have them.
    TextHasher hasher();
}
