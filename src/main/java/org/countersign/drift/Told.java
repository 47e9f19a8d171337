package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// What a finding says beside what its life needs ([StoredFinding]): whom it names, and the facts of its rule.
///
/// @param raised whether the severity was raised because the account or group is privileged
/// @param account that it is about, where there is one
/// @param identity the identity behind the subject
/// @param discriminator as [Subject#discriminator()]
/// @param mappings ids of mappings that the evidence names
public record Told(
        boolean raised,
        Optional<String> account,
        Optional<Finding.IdentityRef> identity,
        Optional<String> discriminator,
        List<String> mappings,
        ObjectNode evidence) {
    /// Copies the list.
    public Told {
        mappings = List.copyOf(mappings);
    }

    /// What a finding says.
    public static Told of(Finding finding) {
        var mappings = new java.util.LinkedHashSet<String>();
        var one = finding.evidence().path("mapping");
        if (one.isTextual()) {
            mappings.add(one.asText());
        }
        finding.evidence().path("mappings").forEach(id -> {
            if (id.isTextual()) {
                mappings.add(id.asText());
            }
        });
        return new Told(
                finding.raised(),
                finding.account(),
                finding.identity(),
                finding.subject().discriminator(),
                List.copyOf(mappings),
                finding.evidence());
    }
}
