package org.countersign.campaign;

import org.countersign.drift.Severity;

/// What never changes of an item and a queue asks of every one, in the bits of a byte.
public final class ItemFlags {
    /// New or changed since the last signed review.
    public static final int CHANGED = 1;
    /// Never reviewed before.
    public static final int NEW = 2;
    /// Something was found on it.
    public static final int FOUND = 4;
    /// High or critical: approving it asks for a reason.
    public static final int GRAVE = 8;
    /// Decided alone, in no batch.
    public static final int ALONE = 16;
    /// Account or access is privileged.
    public static final int PRIVILEGED = 32;
    /// Its account is for emergencies.
    public static final int BREAKGLASS = 64;

    private ItemFlags() {}

    /// Of an item. In no batch: what is privileged or for emergencies, nobody's, with something found from medium up,
    /// a policy card, a mapping or an exception (desktop.md 6).
    static int of(ReviewItem item) {
        return bits(item);
    }

    /// The same.
    public static int bits(ReviewItem item) {
        boolean breakglass = item.line().path("breakglass").asBoolean();
        boolean medium =
                item.worst().filter(worst -> worst.atLeast(Severity.MEDIUM)).isPresent();
        boolean alone = item.privileged()
                || breakglass
                || item.identity().isEmpty()
                || medium
                || !(item.kind().isAccess() || item.kind() == Kind.ACCOUNT);
        return bit(item.changed(), CHANGED)
                | bit(item.line().path("changed").path(0).asText("").equals("new"), NEW)
                | bit(!item.findings().isEmpty(), FOUND)
                | bit(item.worst().filter(worst -> worst.atLeast(Severity.HIGH)).isPresent(), GRAVE)
                | bit(alone, ALONE)
                | bit(item.privileged(), PRIVILEGED)
                | bit(breakglass, BREAKGLASS);
    }

    private static int bit(boolean set, int bit) {
        return set ? bit : 0;
    }
}
