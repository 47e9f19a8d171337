package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.identity.LookAlike;
import org.countersign.identity.LookAlikes;
import org.countersign.scim.UserResource;

/// Says in the evidence of findings on accounts with which nobody correlates, whom these accounts look like. No rule
/// looks at it, and no fingerprint. It reads everybody's names, so larger organisations have it from `link list` alone.
final class LookAlikeEvidence {
    private static final int MOST = 10_000;

    private LookAlikeEvidence() {}

    static Evaluation in(Landscape landscape, Evaluation evaluation) {
        for (AppState app : landscape.apps()) {
            if (app.idp().isPresent()
                    && app.state().accounts().size()
                                    + app.idp().get().state().accounts().size()
                            <= MOST) {
                add(
                        app,
                        app.idp().get(),
                        Stream.concat(evaluation.findings().stream(), evaluation.suppressed().stream())
                                .filter(finding -> finding.source().equals(app.id())
                                        && finding.subject().type() == Subject.Type.ACCOUNT
                                        && app.correlation()
                                                .linked(finding.subject().id())
                                                .isEmpty())
                                .toList());
            }
        }
        return evaluation;
    }

    private static void add(AppState app, IdpState idp, List<Finding> findings) {
        var asked = new HashSet<UserResource>();
        findings.forEach(finding -> Optional.ofNullable(
                        app.state().accounts().get(finding.subject().id()))
                .ifPresent(asked::add));
        Map<String, List<LookAlike>> found = LookAlikes.of(
                asked, app.state().accounts().values(), idp.state().accounts().values(), account -> app.correlation()
                        .of(account)
                        .flatMap(link -> idp.identity(link.identityId())));
        for (Finding finding : findings) {
            List<LookAlike> looks = found.getOrDefault(finding.subject().id(), List.of());
            if (!looks.isEmpty()) {
                ArrayNode array = finding.evidence().putArray("looksLike");
                looks.forEach(look -> array.add(look.sentence()));
            }
        }
    }
}
