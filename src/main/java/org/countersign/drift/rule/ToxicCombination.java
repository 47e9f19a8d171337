package org.countersign.drift.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.countersign.drift.IdpState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Rule;
import org.countersign.drift.Severity;
import org.countersign.drift.Subject;
import org.countersign.governance.SeparationRule;

/// An active identity is on both sides of a separation-of-duties rule.
final class ToxicCombination implements Rule {
    @Override
    public String id() {
        return "toxic-combination";
    }

    @Override
    public Severity severity() {
        return Severity.HIGH;
    }

    @Override
    public void evaluate(Landscape landscape, Report report) {
        landscape.governance().separations().forEach(separation -> sayUnresolved(landscape, separation, report));
        for (IdpState idp : landscape.idps()) {
            for (SeparationRule separation : landscape.governance().separations()) {
                List<String> left = groups(idp, separation.left());
                List<String> right = groups(idp, separation.right());
                if (left.isEmpty() || right.isEmpty()) {
                    continue;
                }
                if (Stream.concat(left.stream(), right.stream()).allMatch(idp.state()::membersTold)) {
                    report(idp, separation, left, right, report);
                } else {
                    report.unknown(
                            idp.state().id(),
                            "members-not-told",
                            idp.state().source().name());
                }
            }
        }
    }

    /// Says what keeps nobody apart: a side without groups, and a name that resolves at no IdP. What resolves is asked
    /// all the same. It is said of the IdPs that have any of the groups, else of all.
    private static void sayUnresolved(Landscape landscape, SeparationRule separation, Report report) {
        List<String> unresolved = separation.groups().stream()
                .filter(name -> landscape.idps().stream()
                        .allMatch(idp -> groups(idp, List.of(name)).isEmpty()))
                .toList();
        List<IdpState> asked = landscape.idps().stream()
                .filter(idp -> !groups(idp, separation.groups()).isEmpty())
                .toList();
        for (IdpState idp : asked.isEmpty() ? landscape.idps() : asked) {
            if (!unresolved.isEmpty()) {
                report.unknown(idp.state().id(), "duties-unresolved", separation.name(), String.join(", ", unresolved));
            }
            if (separation.left().isEmpty() || separation.right().isEmpty()) {
                report.unknown(idp.state().id(), "duties-one-side", separation.name());
            }
        }
    }

    private static List<String> groups(IdpState idp, List<String> names) {
        return names.stream()
                .flatMap(name -> idp.state().references().resolve(name).stream())
                .distinct()
                .toList();
    }

    private static void report(
            IdpState idp, SeparationRule separation, List<String> left, List<String> right, Report report) {
        Map<String, List<String>> onLeft = byMember(idp, left);
        Map<String, List<String>> onRight = byMember(idp, right);
        onLeft.forEach((id, lefts) -> {
            List<String> rights = onRight.getOrDefault(id, List.of());
            if (!rights.isEmpty() && idp.active(id)) {
                report.on(idp.state().id(), Subject.identity(id, idp.state().label(id), separation.id()))
                        .fact("rule", separation.id())
                        .facts("left", lefts)
                        .facts("right", rights)
                        .report(
                                idp.state().label(id),
                                String.join(", ", lefts),
                                String.join(", ", rights),
                                separation.name());
            }
        });
    }

    /// The names of the groups that each has, by identity.
    private static Map<String, List<String>> byMember(IdpState idp, List<String> groups) {
        var held = new TreeMap<String, List<String>>();
        for (String group : groups) {
            for (String member : idp.state().memberships().effective(group)) {
                held.computeIfAbsent(member, _ -> new ArrayList<>(1))
                        .add(idp.state().groupLabel(group));
            }
        }
        return held;
    }
}
