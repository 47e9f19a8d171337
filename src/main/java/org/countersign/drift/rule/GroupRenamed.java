package org.countersign.drift.rule;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.Rule;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.drift.Subject;

/// A group that a mapping or a group record names has another name than in the snapshot before: a script that goes by
/// names has lost it.
final class GroupRenamed implements Rule {
    @Override
    public String id() {
        return "group-renamed";
    }

    @Override
    public Severity severity() {
        return Severity.MEDIUM;
    }

    @Override
    public void evaluate(Landscape landscape, Report report) {
        var named = new TreeMap<String, Set<String>>();
        for (AppState app : landscape.apps()) {
            for (ResolvedMapping mapping : app.mappings()) {
                mapping.appGroup().ifPresent(group -> add(named, app.id(), group));
                mapping.idpGroup()
                        .ifPresent(group ->
                                add(named, app.idp().orElseThrow().state().id(), group));
            }
        }
        landscape.groupRecords().forEach(known -> add(named, known.state().id(), known.group()));
        named.forEach((source, groups) -> {
            SourceState state = landscape.source(source).orElseThrow();
            groups.forEach(group -> report(state, group, report));
        });
    }

    private static void add(Map<String, Set<String>> named, String source, String group) {
        named.computeIfAbsent(source, _ -> new TreeSet<>()).add(group);
    }

    private static void report(SourceState state, String group, Report report) {
        state.references().nameBefore(group).ifPresent(before -> report.on(
                        state.id(), Subject.Type.GROUP, group, state.groupLabel(group))
                .fact("before", before)
                .fact("now", state.groupLabel(group))
                .report(before, state.source().name(), state.groupLabel(group)));
    }
}
