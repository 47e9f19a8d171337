package org.countersign.drift.rule;

import org.countersign.drift.IdpState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Rule;
import org.countersign.drift.Severity;
import org.countersign.drift.Subject;

/// The documented owner of an IdP group is not an active identity of that IdP.
final class GroupOwnerInactive implements Rule {
    @Override
    public String id() {
        return "group-owner-inactive";
    }

    @Override
    public Severity severity() {
        return Severity.MEDIUM;
    }

    @Override
    public void evaluate(Landscape landscape, Report report) {
        for (IdpState idp : landscape.idps()) {
            if (Owners.known(idp, report)) {
                landscape.groupRecords().stream()
                        .filter(known -> known.state().equals(idp.state()))
                        .forEach(known -> report(idp, known, report));
            }
        }
    }

    private static void report(IdpState idp, Landscape.KnownRecord known, Report report) {
        known.entry().owner().filter(owner -> !idp.isActiveOwner(owner)).ifPresent(owner -> {
            String label = idp.state().groupLabel(known.group());
            report.on(idp.state().id(), Subject.Type.GROUP, known.group(), label)
                    .fact("owner", owner)
                    .report(label, owner, idp.state().source().name());
        });
    }
}
