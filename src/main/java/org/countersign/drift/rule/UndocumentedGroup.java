package org.countersign.drift.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.drift.AppState;
import org.countersign.drift.IdpState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.Rule;
import org.countersign.drift.Severity;
import org.countersign.drift.Subject;
import org.countersign.governance.GroupRecord;

/// A mapped IdP group that exists has no owner, purpose, classification or cadence.
final class UndocumentedGroup implements Rule {
    @Override
    public String id() {
        return "undocumented-group";
    }

    @Override
    public Severity severity() {
        return Severity.MEDIUM;
    }

    @Override
    public void evaluate(Landscape landscape, Report report) {
        for (IdpState idp : landscape.idps()) {
            var mapped = new TreeMap<String, List<String>>();
            for (AppState app : landscape.apps()) {
                if (app.idp().equals(Optional.of(idp))) {
                    for (ResolvedMapping mapping : app.mappings()) {
                        mapping.idpGroup().ifPresent(group -> mapped.computeIfAbsent(group, _ -> new ArrayList<>())
                                .add(mapping.mapping().id()));
                    }
                }
            }
            mapped.forEach((group, mappings) -> {
                List<String> missing = missing(landscape.groupRecord(idp.state(), group));
                if (!missing.isEmpty()) {
                    String label = idp.state().groupLabel(group);
                    report.on(idp.state().id(), Subject.Type.GROUP, group, label)
                            .variant(mappings.size() == 1 ? "one" : "many")
                            .facts("missing", missing)
                            .facts("mappings", mappings)
                            .report(label, String.join(", ", missing), mappings.size());
                }
            });
        }
    }

    private static List<String> missing(Optional<GroupRecord> found) {
        var missing = new ArrayList<String>(4);
        if (found.flatMap(GroupRecord::owner).isEmpty()) {
            missing.add("owner");
        }
        if (found.flatMap(GroupRecord::purpose).isEmpty()) {
            missing.add("purpose");
        }
        if (found.flatMap(GroupRecord::classification).isEmpty()) {
            missing.add("classification");
        }
        if (found.flatMap(GroupRecord::cadence).isEmpty()) {
            missing.add("cadence");
        }
        return missing;
    }
}
