package org.countersign.drift.rule;

import java.util.List;
import org.countersign.drift.AppState;
import org.countersign.drift.Report;
import org.countersign.drift.Subject;
import org.countersign.governance.Access;
import org.countersign.identity.Correlation.Linked;
import org.countersign.identity.Key;
import org.countersign.identity.Link;
import org.countersign.scim.Credentials;
import org.countersign.scim.UserResource;
import org.countersign.text.English;

/// What findings on accounts have in common.
final class Accounts {
    private Accounts() {}

    /// A finding on an account, with the link that names its identity.
    static Report.Draft on(Report report, AppState app, UserResource account) {
        Report.Draft draft = report.on(app.id(), Subject.Type.ACCOUNT, account.id(), account.label())
                .account(account.id())
                .identity(app.identityRef(account.id()));
        account.userName().ifPresent(name -> draft.fact("userName", name));
        app.correlation().linked(account.id()).ifPresent(link -> linked(app, account.id(), link, draft));
        Credentials.of(account).forEach(draft::facts);
        List<Access> privileges = app.privileges(account);
        if (!privileges.isEmpty()) {
            draft.facts(
                    "privileges",
                    privileges.stream().map(held -> label(app, held)).toList());
        }
        return draft;
    }

    /// What the IdP recorded of an account is said in words: the account itself does not show it.
    private static void linked(AppState app, String account, Linked linked, Report.Draft draft) {
        draft.fact("linkedBy", linked.key().text());
        if (linked.key() == Key.APP_USER) {
            Link link = app.correlation().of(account).orElseThrow();
            draft.fact(
                    "linkedWith",
                    English.of(
                            "finding.linkedWith",
                            app.idp().orElseThrow().state().source().name(),
                            link.identityValue(),
                            link.accountValue()));
        }
    }

    /// `role:admin`, `group:Workspace Admins`.
    static String label(AppState app, Access held) {
        return held.kind().text() + ":"
                + (held.kind() == Access.Kind.GROUP ? app.state().groupLabel(held.name()) : held.name());
    }

    /// "an active admin" or "an active account": what the account is, in a sentence.
    static String standing(AppState app, UserResource account) {
        List<Access> privileges = app.privileges(account);
        return privileges.isEmpty()
                ? English.of("finding.standing.account")
                : English.of("finding.standing.privileged", label(app, privileges.getFirst()));
    }
}
