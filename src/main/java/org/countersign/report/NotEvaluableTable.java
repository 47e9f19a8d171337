package org.countersign.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.evidence.AttestationMaker.Content;

/// What is not known, and why: for each reason the checks that wait for it.
final class NotEvaluableTable {
    private static final String SECTION = "report.unknown";

    private final Content content;
    private final Blocks blocks;

    NotEvaluableTable(Content content, Blocks blocks) {
        this.content = content;
        this.blocks = blocks;
    }

    private record Reason(String source, String text) {}

    void write() {
        if (content.notEvaluable().isEmpty()) {
            return;
        }
        Map<Reason, List<String>> rules = new LinkedHashMap<>();
        content.notEvaluable()
                .forEach(one -> rules.computeIfAbsent(new Reason(one.source(), one.reason()), _ -> new ArrayList<>())
                        .add(one.rule()));
        blocks.heading(SECTION, content.notEvaluable().size());
        blocks.section(SECTION, "report.unknown.text");
        blocks.head(Block.Kind.UNKNOWN, SECTION);
        rules.forEach((reason, names) ->
                blocks.add(Block.Kind.UNKNOWN, SECTION, reason.source(), reason.text(), String.join(", ", names)));
    }
}
