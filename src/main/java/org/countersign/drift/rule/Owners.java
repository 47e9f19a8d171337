package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.IdpState;
import org.countersign.drift.Report;
import org.countersign.drift.SourceState;

/// What the rules on owners of IdP groups must know first.
final class Owners {
    private Owners() {}

    /// Whether somebody's absence from the IdP, and their state there, can be told; reported where not.
    static boolean known(IdpState idp, Report report) {
        SourceState state = idp.state();
        if (!state.complete()) {
            AppRule.notWhole(state.id(), state, "idp-incomplete", report);
            return false;
        }
        if (!state.activeTold()) {
            AppRule.activeNotTold(state.id(), idp, report);
            return false;
        }
        return true;
    }
}
