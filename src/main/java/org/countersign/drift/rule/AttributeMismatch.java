package org.countersign.drift.rule;

import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.scim.Email;
import org.countersign.scim.UserResource;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// A compared attribute of an active account differs from its active identity's, where both have one.
final class AttributeMismatch extends AppRule {
    private static final Map<String, Function<UserResource, Optional<String>>> COMPARED = Map.of(
            "email", user -> Email.primaryOf(user.emails()),
            "title", UserResource::title,
            "department", UserResource::department,
            "employeeNumber", UserResource::employeeNumber,
            "displayName", UserResource::displayName,
            "userName", UserResource::userName);

    AttributeMismatch() {
        super("attribute-mismatch", Severity.LOW);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (UserResource account : app.activeUnlikeIdentity()) {
            app.currentIdentity(account.id()).ifPresent(identity -> compare(app, account, identity, report));
        }
    }

    private static void compare(AppState app, UserResource account, UserResource identity, Report report) {
        var names = new ArrayList<String>();
        var differences = new ArrayList<String>();
        for (String name : app.source().compare()) {
            Function<UserResource, Optional<String>> of = Objects.requireNonNull(COMPARED.get(name));
            Optional<String> here = of.apply(account).filter(text -> !text.isBlank());
            Optional<String> there = of.apply(identity).filter(text -> !text.isBlank());
            if (here.isPresent()
                    && there.isPresent()
                    && !Formats.folded(here.get()).equals(Formats.folded(there.get()))
                    && !names.contains(name)) {
                names.add(name);
                differences.add(English.of("finding.attribute-mismatch.one", name, here.get(), there.get()));
            }
        }
        if (!names.isEmpty()) {
            Accounts.on(report, app, account)
                    .facts("attributes", names)
                    .facts("differences", differences)
                    .report(
                            account.label(),
                            app.source().name(),
                            app.idp().orElseThrow().state().source().name(),
                            String.join("; ", differences));
        }
    }
}
