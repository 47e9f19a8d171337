package org.countersign.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.AttestationMaker.Content;

/// What the attestation says, in its order: the first page first (product.md, "What an auditor looks for on page 1"),
/// then what somebody must act on, then the rest.
final class Document {
    /// The tables of items stop here; totals are whole, and the bundle has every row (evidence.md 1.3).
    static final int ROWS = 2_000;

    private final Blocks blocks;

    /// @param decisionsSha256 of the decisions that the document carries; absent in a draft
    Document(Content content, Optional<String> decisionsSha256, Glyphs glyphs) {
        blocks = new Blocks(glyphs);
        new FirstPage(content, decisionsSha256, blocks).write();
        new ReviewQuality(content, blocks).write();
        var items = new ItemTables(content, blocks, ROWS);
        items.write("report.revoked", is(Verdict.REVOKE));
        items.exceptions(state -> state.item().kind() == Kind.EXCEPTION);
        items.write("report.until", is(Verdict.APPROVE_UNTIL));
        items.write("report.open", ItemState::open);
        new NotEvaluableTable(content, blocks).write();
        new GroupTable(content, blocks).write();
        items.write("report.covered", ItemState::covered);
        items.write("report.approved", is(Verdict.APPROVE));
        if (content.extract().isEmpty()) {
            items.sample();
        }
        new ClosingPages(content, decisionsSha256.isPresent(), blocks).write();
    }

    List<Block> blocks() {
        return blocks.list();
    }

    private static Predicate<ItemState> is(Verdict verdict) {
        return state -> state.decision().map(Decision::verdict).equals(Optional.of(verdict));
    }
}
