package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.AppState;
import org.countersign.drift.IdpState;
import org.countersign.drift.ResolvedMapping;
import org.countersign.text.CanonicalJson;

/// Why somebody has an access, and so whether taking it away in the app will hold.
final class GrantPath {
    private GrantPath() {}

    /// `state`: `pushed` (a mapping grants it: the IdP puts it back), `app-side` (nobody at the IdP grants
    /// it), `unknown` (the IdP does not tell). With `mapping`, and `via`: the groups from the one that
    /// lists the person to the mapped one.
    static ObjectNode of(AppState app, String account, List<ResolvedMapping> granting) {
        ObjectNode grant = CanonicalJson.object();
        Optional<String> identity = app.correlation().of(account).map(link -> link.identityId());
        Optional<IdpState> idp = app.idp();
        if (idp.isEmpty()
                || !idp.get().state().membersTold()
                || !idp.get().state().complete()) {
            return grant.put("state", "unknown");
        }
        for (ResolvedMapping mapping : granting) {
            if (identity.filter(mapping.members()::contains).isPresent()) {
                grant.put("state", "pushed").put("mapping", mapping.mapping().id());
                var via = grant.putArray("via");
                idp.get()
                        .state()
                        .memberships()
                        .path(identity.get(), mapping.idpGroup().orElseThrow())
                        .ifPresent(groups -> groups.forEach(group -> via.addObject()
                                .put("id", group)
                                .put("label", idp.get().state().groupLabel(group))));
                return grant.put("nested", via.size() > 1);
            }
        }
        return grant.put("state", "app-side");
    }
}
