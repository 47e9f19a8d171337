package org.countersign.snapshot;

import java.util.List;
import org.countersign.work.RefusedException;

/// Why a snapshot is not taken, in words.
final class ImportRefusals {
    private ImportRefusals() {}

    /// It has so many fewer accounts or memberships than the one before.
    static RefusedException shrunken(Snapshot snapshot, Shrinkage shrinkage) {
        return new RefusedException(
                snapshot.source(),
                shrinkage.sentence(),
                "Import it with --accept-shrunken if it is right.",
                "Look at it again and say why, if it is right.");
    }

    /// Every file that cannot be used, as one refusal.
    static RefusedException all(List<RefusedException> refused) {
        if (refused.size() == 1) {
            RefusedException only = refused.getFirst();
            String nothing = " Nothing was imported.";
            return new RefusedException(
                    only.place(), only.reason(), only.remedy() + nothing, only.remedyOnScreen() + nothing);
        }
        var reasons = new StringBuilder(refused.size() + " files cannot be used.");
        refused.forEach(one -> reasons.append("\n  ").append(one.getMessage()));
        return new RefusedException(
                "",
                reasons.toString(),
                "\nNothing was imported; --accept-incomplete takes the rest.",
                "\nNothing was imported. Look at them again to take the rest.");
    }
}
