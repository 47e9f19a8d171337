package org.countersign.groups;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.campaign.Verdict;
import org.countersign.scim.Activity;

/// A member of a group in a list.
///
/// @param source where they are a member
/// @param id at that source
/// @param label what a person reads
/// @param name what signs in
/// @param active what their account says; absent where the snapshot lists an id that it has nothing of
/// @param way from the group that lists them to this one, by what they are called, this one left out; empty where it
/// lists
/// them itself
/// @param via the id of the group that lists them, where that is another
/// @param elsewhere of an identity the apps that have an account of it, by name; of an app's account the identity
/// behind it
/// @param said what the newest campaign that asks about it says of what they hold by this group
public record MemberRow(
        String source,
        String id,
        String label,
        String name,
        Optional<Activity> active,
        List<String> way,
        Optional<String> via,
        List<String> elsewhere,
        Said said) {
    /// Copies the lists.
    public MemberRow {
        way = List.copyOf(way);
        elsewhere = List.copyOf(elsewhere);
    }

    /// `SOURCE/ID`.
    public String key() {
        return source + "/" + id;
    }

    /// Whether they are active, or do not say.
    public boolean isActive() {
        return active.filter(told -> told != Activity.INACTIVE).isPresent();
    }

    /// What a campaign says of some items.
    ///
    /// @param verdicts how many of each
    /// @param open how many nobody has decided
    /// @param last when the last of them was decided
    /// @param campaign the title of the newest that asks about any of them
    public record Said(Map<Verdict, Integer> verdicts, int open, Optional<Instant> last, Optional<String> campaign) {
        /// Where the campaign asks nothing about it.
        public static final Said NOTHING = new Said(Map.of(), 0, Optional.empty(), Optional.empty());

        /// Copies the map.
        public Said {
            verdicts = Map.copyOf(verdicts);
        }

        /// How many items there are.
        public int items() {
            return open + verdicts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }
}
