package org.countersign.drift.rule;

import java.util.List;
import java.util.Locale;
import org.countersign.drift.AppState;
import org.countersign.drift.IdpState;
import org.countersign.scim.Assignment;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// What findings say of the assignments that they rest on.
final class Assignments {
    private Assignments() {}

    /// Each as a person reads it: `application 0oa1 through a group, syncState ERROR, since 2026-11-01T…, account
    /// 005…`.
    static List<String> words(AppState app, List<Assignment> assignments) {
        IdpState idp = app.idp().orElseThrow();
        return assignments.stream().map(one -> words(idp, one)).toList();
    }

    private static String words(IdpState idp, Assignment assignment) {
        Assignment.Terms terms = assignment.terms();
        String how =
                switch (terms.kind()) {
                    case GROUP ->
                        English.of("finding.assignment.byGroup", idp.state().groupLabel(terms.principal()));
                    case USER, SERVICE_PRINCIPAL ->
                        English.of(
                                terms.scope() == Assignment.Scope.GROUP
                                        ? "finding.assignment.group"
                                        : "finding.assignment.direct");
                };
        var text = new StringBuilder(English.of("finding.assignment.of", assignment.application(), how));
        terms.role().ifPresent(role -> text.append(English.of("finding.assignment.role", role)));
        if (terms.state() != Assignment.State.ASSIGNED) {
            text.append(English.of(
                    "finding.assignment.state." + terms.state().name().toLowerCase(Locale.ROOT)));
        }
        if (terms.sync() != Assignment.Sync.NOT_TOLD) {
            text.append(English.of("finding.assignment.sync", terms.sync().name()));
        }
        terms.account().ifPresent(account -> text.append(English.of("finding.assignment.account", account)));
        terms.changed().ifPresent(at -> text.append(English.of("finding.assignment.since", Formats.instant(at))));
        return text.toString();
    }
}
