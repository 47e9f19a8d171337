package org.countersign.ui.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.evidence.events.About;
import org.countersign.evidence.events.LedgerRow;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Leads;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What stands beside the table of the event that is looked at: a sentence, what it is about, everything it holds, and
/// the hashes that chain it.
final class LedgerSheet {
    private static final double NAMES = 96;
    private static final double DEEPER = 12;
    private static final int LONG = 40;

    private final LedgerViewModel model;
    private final Leads leads;
    private final KeyMap keys;

    LedgerSheet(LedgerViewModel model, Leads leads, KeyMap keys) {
        this.model = model;
        this.leads = leads;
        this.keys = keys;
    }

    List<Node> nodes() {
        return model.chosenProperty()
                .get()
                .map(this::of)
                .orElseGet(() -> List.of(
                        Parts.sentence(Strings.of("ledger.teach.title"), "t-section"),
                        Parts.sentence(Strings.of("ledger.teach"), "t-muted"),
                        Parts.sentence(Strings.of("ledger.teach.verify"), "t-muted")));
    }

    private List<Node> of(LedgerRow row) {
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.padded(
                Parts.column(
                        2,
                        Parts.label(LedgerWords.name(row.type()), "t-over"),
                        Parts.sentence(
                                Strings.of("ledger.sheet.lead", Formats.name(row.who()), LedgerWords.sentence(row)),
                                "t-section")),
                0,
                24,
                0,
                0));
        row.signed()
                .ifPresent(one -> nodes.add(Parts.note(
                        BootstrapIcons.PEN_FILL,
                        "info",
                        Strings.of("ledger.signedHere", Formats.name(one.by())),
                        Strings.of("ledger.signedHere.what", Formats.line(one.campaign())))));
        nodes.add(Parts.fact(Strings.of("ledger.column.when"), Spoken.at(row.at(), model.zone()), NAMES));
        nodes.add(Parts.fact(Strings.of("ledger.fact.utc"), Formats.instant(row.at()), NAMES));
        nodes.add(Parts.fact(Strings.of("ledger.fact.keyboard"), Formats.name(row.osUser()), NAMES));
        if (!row.about().isEmpty()) {
            nodes.add(Parts.hairline());
            var head = Parts.row(8, Parts.label(Strings.of("ledger.about"), "t-section"));
            if (row.about().stream().anyMatch(LedgerSheet::leads)) {
                head.getChildren().addAll(Parts.space(), keys.cap(Act.TO_SUBJECT));
            }
            nodes.add(head);
            row.about().forEach(about -> nodes.add(link(about)));
        }
        nodes.add(Parts.hairline());
        nodes.add(Parts.label(Strings.of("ledger.payload"), "t-section"));
        nodes.add(payload(row));
        nodes.add(Parts.hairline());
        nodes.addAll(chain(row));
        return nodes;
    }

    private List<Node> chain(LedgerRow row) {
        return List.of(
                Parts.label(Strings.of("ledger.chain"), "t-section"),
                Parts.fact(Strings.of("ledger.column.entry"), Spoken.number(row.seq()), NAMES),
                digest("prev", row.prev()),
                digest("hash", row.hash()),
                Parts.sentence(Strings.of("ledger.chain.how"), "t-small", "t-muted"));
    }

    private static VBox payload(LedgerRow row) {
        VBox lines = Parts.column(4);
        List<LedgerPayload.Line> all = LedgerPayload.of(row.data());
        for (LedgerPayload.Line line : all) {
            // A digest has a line of its own, so that its name is not cut.
            Region one = line.value().length() > LONG
                    ? Parts.column(
                            1, Parts.label(line.name(), "t-mono", "t-muted"), Parts.sentence(line.value(), "t-mono"))
                    : Parts.top(
                            8,
                            Parts.wide(Parts.label(line.name(), "t-mono", "t-muted"), NAMES + 24),
                            Parts.grow(Parts.sentence(line.value())));
            lines.getChildren().add(Parts.padded(one, 0, 0, 0, Zoom.of(line.depth() * DEEPER)));
        }
        if (all.isEmpty()) {
            lines.getChildren().add(Parts.sentence(Strings.of("ledger.payload.none"), "t-muted"));
        }
        return lines;
    }

    private Node digest(String which, String hex) {
        Button copy = Parts.button(BootstrapIcons.CLIPBOARD, "", "quiet");
        copy.setId("ledger-copy-" + which);
        String help = Strings.of("ledger.copy." + which);
        copy.setAccessibleText(help);
        copy.setTooltip(new Tooltip(help));
        copy.setOnAction(_ -> copy(hex));
        return Parts.top(
                8,
                Parts.wide(Parts.label(Strings.of("ledger.chain." + which), "t-muted"), NAMES),
                Parts.grow(Parts.sentence(hex, "t-mono")),
                copy);
    }

    private Node link(About about) {
        String label = LedgerWords.about(about);
        String kind = Strings.of("ledger.about." + about.kind());
        if (!leads(about)) {
            return Parts.fact(kind, label, NAMES);
        }
        var link = new Hyperlink(label, Parts.icon(icon(about.kind()), "i12", "k-accent"));
        link.setId("ledger-to-" + about.kind());
        link.setMinWidth(0);
        link.setMaxWidth(Zoom.of(220));
        link.setTooltip(new Tooltip(label));
        link.setAccessibleText(kind + " " + label);
        link.setOnAction(_ -> to(about));
        return Parts.row(8, Parts.wide(Parts.label(kind, "t-muted"), NAMES), link);
    }

    /// Goes to the narrowest thing that it is about and that has a place.
    ///
    /// @return whether there is one
    boolean follow() {
        Optional<About> first = model.chosenProperty().get().stream()
                .flatMap(row -> row.about().stream())
                .filter(about ->
                        !about.place().isEmpty() && screen(about.kind()).isPresent())
                .findFirst();
        first.ifPresent(this::to);
        return first.isPresent();
    }

    private static boolean leads(About about) {
        return !about.place().isEmpty() && screen(about.kind()).isPresent();
    }

    private void to(About about) {
        screen(about.kind()).ifPresent(screen -> leads.to(screen, about.place()));
    }

    private static Optional<String> screen(About.Kind kind) {
        return switch (kind) {
            case ITEM, CAMPAIGN -> Optional.of("campaigns");
            case FINDING -> Optional.of("finding");
            case EXCEPTION -> Optional.of("exceptions");
            case ACCOUNT -> Optional.of("people");
            case GROUP -> Optional.of("groups");
            case MAPPING -> Optional.of("mappings");
            case SOURCE -> Optional.of("sources");
            case REVIEWER, GOVERNANCE, CERTIFICATE -> Optional.empty();
        };
    }

    private static Ikon icon(About.Kind kind) {
        return switch (kind) {
            case ITEM -> BootstrapIcons.UI_CHECKS;
            case CAMPAIGN -> BootstrapIcons.CALENDAR2_CHECK;
            case FINDING -> BootstrapIcons.FLAG;
            case EXCEPTION -> BootstrapIcons.HOURGLASS_SPLIT;
            case ACCOUNT -> BootstrapIcons.PERSON;
            case GROUP -> BootstrapIcons.PEOPLE;
            case MAPPING -> BootstrapIcons.ARROW_LEFT_RIGHT;
            case SOURCE, REVIEWER, GOVERNANCE, CERTIFICATE -> BootstrapIcons.HDD_STACK;
        };
    }

    /// Everything that is hashed, as it is hashed.
    void copyBody() {
        model.chosenProperty().get().ifPresent(row -> copy(CanonicalJson.text(row.body())));
    }

    void copyLine() {
        if (!model.line().isEmpty()) {
            copy(model.line());
        }
    }

    private void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        model.copied();
    }
}
