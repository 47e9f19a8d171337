package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.text.Formats;

/// The grants and tokens that a snapshot tells of an account: what may outlive its deactivation.
public final class Credentials {
    private static final List<String> HOLDINGS = List.of("oauthGrants", "personalAccessTokens");

    private Credentials() {}

    /// Their names, by what they are (as the governance file's `revocation` calls it); what has expired is left out.
    public static Map<String, List<String>> of(UserResource account) {
        var held = new LinkedHashMap<String, List<String>>();
        for (String holding : HOLDINGS) {
            var names = new ArrayList<String>();
            for (JsonNode token : account.extra().path(holding)) {
                if (!Formats.folded(token.path("status").asText()).equals("expired")) {
                    names.add(name(token));
                }
            }
            if (!names.isEmpty()) {
                held.put(holding, List.copyOf(names));
            }
        }
        return held;
    }

    private static String name(JsonNode token) {
        return Optional.of(token)
                .flatMap(it -> Attributes.text(it.path("displayText")))
                .or(() -> Attributes.text(token.path("name")))
                .or(() -> Attributes.text(token.path("clientId")))
                .orElse("?");
    }
}
