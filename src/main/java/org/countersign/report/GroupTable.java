package org.countersign.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.AttestationMaker.Content;
import org.countersign.evidence.AttestationMaker.Extract;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// What each group's owner attests: what it is for, how it is classified, who is in it.
final class GroupTable {
    private static final String SECTION = "report.groups";

    private final List<ItemState> groups;
    private final Blocks blocks;

    GroupTable(Content content, Blocks blocks) {
        this.groups = content.items().stream()
                .filter(state -> state.item().kind() == Kind.GROUP)
                .toList();
        this.blocks = blocks;
    }

    void write() {
        if (groups.isEmpty()) {
            return;
        }
        long attested = groups.stream().filter(GroupTable::isAttested).count();
        blocks.heading(SECTION, Formats.number(attested), Formats.number(groups.size()));
        blocks.section(SECTION, "report.groups.text");
        blocks.head(Block.Kind.GROUP, SECTION);
        groups.forEach(this::row);
    }

    private static boolean isAttested(ItemState state) {
        return state.decision()
                .filter(made -> made.verdict() == Verdict.APPROVE || made.verdict() == Verdict.APPROVE_UNTIL)
                .isPresent();
    }

    private void row(ItemState state) {
        JsonNode line = state.item().line();
        JsonNode policy = line.path("policy");
        JsonNode members = line.path("members");
        blocks.add(
                Block.Kind.GROUP,
                SECTION,
                state.item().label() + "\n" + line.path("sourceName").asText() + " · "
                        + line.path("group").path("id").asText(),
                policy.path("purpose").asText(English.of("report.groups.purpose.none")) + "\n"
                        + policy.path("classification").asText(English.of("report.groups.classification.none")),
                Formats.number(members.path("effective").asInt()) + "\n"
                        + English.of(
                                "report.groups.direct",
                                Formats.number(members.path("direct").asInt())),
                policy.path("owner").asText(English.of("report.groups.owner.none")),
                said(state, policy.path("owner").asText()));
    }

    private static String said(ItemState state, String owner) {
        return state.decision()
                .map(made -> English.of(
                                made.verdict() == Verdict.REVOKE
                                        ? "report.groups.refused"
                                        : isAttested(state) ? "report.groups.attested" : "report.said.dont-know",
                                Formats.instant(made.decidedAt()))
                        + by(made, owner)
                        + (state.signed() ? "" : " " + English.of("report.said.unsigned"))
                        + made.reason().map(reason -> "\n" + reason).orElse(""))
                .orElse(English.of("report.said.open"));
    }

    private static String by(Decision made, String owner) {
        if (new Extract.OfOwner(made.reviewer()).is(owner)) {
            return "\n" + English.of("report.groups.byOwner");
        }
        String key = owner.isEmpty() ? "report.groups.byNobody" : "report.groups.byOther";
        return "\n" + English.of(owner.isEmpty() || owner.contains("@") ? key : "report.groups.by", made.reviewer());
    }
}
