package org.countersign.report;

import java.util.List;
import java.util.Locale;
import org.countersign.evidence.AttestationMaker.Content;
import org.countersign.evidence.AttestationMaker.Signatory;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// The controls that the review serves, who signed and what that means, and the commands that verify it.
final class ClosingPages {
    private static final List<String> CONTROLS = List.of("access", "privilege", "rights", "cards");
    private static final List<String> COMMANDS = List.of("bundle", "pdf", "carried", "digests");

    private final Content content;
    private final boolean ready;
    private final Blocks blocks;

    /// @param ready whether the document is signed next
    ClosingPages(Content content, boolean ready, Blocks blocks) {
        this.content = content;
        this.ready = ready;
        this.blocks = blocks;
    }

    void write() {
        if (content.extract().isEmpty()) {
            controls();
        }
        signatures();
        if (ready) {
            commands();
        }
    }

    private void controls() {
        String section = "report.controls.heading";
        blocks.heading(section);
        blocks.section(section, "report.controls.text");
        blocks.head(Block.Kind.CONTROL, section);
        CONTROLS.forEach(control -> blocks.add(
                Block.Kind.CONTROL,
                section,
                English.of("report.control." + control),
                English.of("report.control." + control + ".asks"),
                English.of("report.control." + control + ".where")));
    }

    private void signatures() {
        String section = "report.signatures";
        blocks.heading(section);
        var sentences = content.campaign().frozen().path("attestations");
        blocks.section(
                section,
                "report.signatures.text",
                sentences.path("reviewer").path("sentence").asText());
        content.owner()
                .ifPresent(owner -> blocks.section(
                        section,
                        "report.signatures.owner",
                        sentences.path("owner").path("sentence").asText()));
        if (content.signatures().isEmpty()) {
            blocks.section(section, "report.signatures.none");
        }
        if (content.signatures().isEmpty() && content.owner().isEmpty()) {
            return;
        }
        blocks.head(Block.Kind.SIGNATURE, section);
        content.signatures().forEach(signatory -> signature(section, signatory, level(signatory)));
        content.owner().ifPresent(owner -> signature(section, owner, English.of("report.signatures.level.this")));
        blocks.text("report.signatures.levels");
        blocks.text("report.signatures.meaning");
    }

    private static String level(Signatory signatory) {
        return English.of(signatory.timestamped() ? "report.signatures.level.t" : "report.signatures.level.b");
    }

    private void signature(String section, Signatory signatory, String level) {
        String role = signatory.role();
        blocks.add(
                Block.Kind.SIGNATURE,
                section,
                signatory.name() + "\n" + signatory.address(),
                role.substring(0, 1).toUpperCase(Locale.ROOT)
                        + role.substring(1)
                        + (signatory.decisions() > 0
                                ? "\n" + English.count("report.decisions", signatory.decisions())
                                : ""),
                Formats.instant(signatory.at()) + "\n" + level,
                signatory
                        .issuer()
                        .map(issuer -> English.of("report.signatures.issued", issuer))
                        .orElseGet(() -> English.of("report.signatures.asserted")),
                Formats.groups(signatory.fingerprint()));
    }

    private void commands() {
        String section = "report.commands";
        blocks.heading(section);
        blocks.section(section, "report.commands.text");
        for (String command : COMMANDS) {
            blocks.add(
                    Block.Kind.COMMAND,
                    section,
                    English.of("report.commands." + command),
                    English.of("report.commands." + command + ".line"));
        }
        blocks.text("report.commands.fields");
    }
}
