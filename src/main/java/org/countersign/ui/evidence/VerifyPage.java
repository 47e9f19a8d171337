package org.countersign.ui.evidence;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.evidence.DocumentVerification;
import org.countersign.evidence.Reviewed;
import org.countersign.evidence.Signer;
import org.countersign.evidence.Verification;
import org.countersign.evidence.Verification.Check;
import org.countersign.evidence.Verification.Verdict;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.evidence.Verified.Found;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.countersign.ui.view.Sentences;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// What a bundle or a document is worth: one band with the verdict, then what it rests on. All that comes from
/// the bundle is shown with what would turn or hide text spelled out, as anybody may have made it.
final class VerifyPage {
    private static final int MOST = 12;
    private static final double ROW = 34;
    private static final double SIDE = 400;
    private static final int ALL = 7;
    /// More faults of one check are counted.
    private static final int FAULTS = 6;

    private final VerifyViewModel model;
    private final Navigator navigator;
    private final Runnable another;
    private final Runnable trust;
    private final Consumer<Verified> counterSign;
    private final Clock clock;
    private final VBox page;

    VerifyPage(
            VerifyViewModel model,
            Navigator navigator,
            Runnable another,
            Runnable trust,
            Consumer<Verified> counterSign,
            Clock clock,
            VBox page) {
        this.model = model;
        this.navigator = navigator;
        this.another = another;
        this.trust = trust;
        this.counterSign = counterSign;
        this.clock = clock;
        this.page = page;
    }

    void show(Optional<Verified> result) {
        result.ifPresent(verified -> {
            VBox left = Parts.column(14, checks(verified));
            VBox side = Parts.column(14);
            switch (verified.found()) {
                case Found.OfBundle(Verification whole) -> {
                    whole.reviewed().ifPresent(reviewed -> side.getChildren().add(sources(reviewed)));
                    side.getChildren().add(unproven(verified));
                    // What cannot even be read names nobody, and openssl would say no more of it.
                    if (!whole.signers().isEmpty()) {
                        left.getChildren().add(signers(whole));
                        side.getChildren().add(openssl(verified, whole));
                    }
                }
                case Found.OfDocument(DocumentVerification whole) -> {
                    side.getChildren().add(unproven(verified));
                    if (!whole.signers().isEmpty()) {
                        left.getChildren().add(DocumentSigners.of(whole));
                    }
                }
            }
            page.getChildren().setAll(head(verified), band(verified), new Beside(left, side, SIDE));
        });
    }

    private Node head(Verified verified) {
        var link = new Hyperlink(Strings.of("evidence.title"));
        link.setId("evidence-crumb");
        link.setOnAction(_ -> navigator.go(Place.EVIDENCE));
        Button copy = Parts.button(BootstrapIcons.CLIPBOARD, Strings.of("evidence.copy"), "flat");
        copy.setId("evidence-copy");
        copy.setOnAction(_ -> copy(verified.text()));
        Button trusted = Parts.button(BootstrapIcons.PEOPLE, Strings.of("evidence.trust"));
        trusted.setId("evidence-trust");
        trusted.setOnAction(_ -> trust.run());
        Button next = Parts.button(BootstrapIcons.SHIELD_CHECK, Strings.of("evidence.another"));
        next.setId("evidence-another");
        next.setOnAction(_ -> another.run());
        HBox head = Parts.row(
                8,
                link,
                Parts.whole("›", "t-subtle"),
                Parts.label(Formats.name(verified.name()), "t-medium"),
                Parts.space(),
                copy);
        if (verified.canBeCounterSigned()) {
            Button counter = Parts.button(BootstrapIcons.PEN, Strings.of("evidence.counter"));
            counter.setId("evidence-counter-sign");
            counter.setOnAction(_ -> counterSign.accept(verified));
            head.getChildren().add(counter);
        }
        head.getChildren().addAll(trusted, next);
        return head;
    }

    private void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        model.say(Strings.of("evidence.copied"));
    }

    private Node band(Verified verified) {
        Verdict verdict = verdict(verified.found());
        String tone = tone(verdict);
        FontIcon icon = Parts.icon(shape(verdict), "i40", "k-" + tone);
        VBox words = Parts.column(
                4,
                Parts.sentence(verified.head(), "t-page"),
                Parts.sentence(verified.reason(), "t-lead"),
                Parts.sentence(verified.facts(clock.getZone()), "t-small", "t-muted"));
        HBox band = Parts.padded(Parts.row(18, icon, Parts.grow(words)), 18, 20, 18, 24);
        band.setId("evidence-verdict");
        band.getStyleClass()
                .add(
                        switch (tone) {
                            case "approve" -> "verdict-good";
                            case "revoke" -> "verdict-bad";
                            default -> "verdict-" + tone;
                        });
        band.setAccessibleText(verified.head() + " " + verified.reason());
        return band;
    }

    /// A document by itself is as complete as it says on its first page: that is not asked of it.
    private static Verdict verdict(Found found) {
        return switch (found) {
            case Found.OfBundle(Verification whole) -> whole.verdict();
            case Found.OfDocument(DocumentVerification whole) ->
                switch (whole.verdict()) {
                    case NOT_GENUINE -> Verdict.NOT_GENUINE;
                    case STRANGER -> Verdict.STRANGER;
                    case ASSERTED -> Verdict.ASSERTED;
                    case GENUINE -> Verdict.COMPLETE;
                };
        };
    }

    private static String tone(Verdict verdict) {
        return switch (verdict) {
            case COMPLETE -> "approve";
            case INCOMPLETE -> "medium";
            case STRANGER, ASSERTED -> "unknown";
            case NOT_GENUINE, REVOKED -> "revoke";
        };
    }

    private static Ikon shape(Verdict verdict) {
        return switch (verdict) {
            case COMPLETE -> BootstrapIcons.PATCH_CHECK_FILL;
            case INCOMPLETE -> BootstrapIcons.PATCH_MINUS_FILL;
            case STRANGER, ASSERTED -> BootstrapIcons.PATCH_QUESTION_FILL;
            case NOT_GENUINE, REVOKED -> BootstrapIcons.X_OCTAGON_FILL;
        };
    }

    private static Node checks(Verified found) {
        long holding = found.checks().stream().filter(Check::holds).count();
        boolean all = holding == found.checks().size();
        VBox list = Parts.column(10);
        list.setId("evidence-checks");
        found.checks().forEach(check -> list.getChildren().add(check(check)));
        if (found.bundle().isPresent() && found.checks().size() < ALL) {
            list.getChildren().add(Parts.sentence(Strings.of("evidence.checks.rest"), "t-small", "t-muted"));
        }
        return panel(
                Strings.of("evidence.checks"),
                Parts.whole(
                        Strings.of(
                                "evidence.checks.hold",
                                Spoken.number(holding),
                                Spoken.number(found.checks().size())),
                        "t-small",
                        all ? "c-approve" : "c-revoke"),
                list);
    }

    /// What else a file may say is shown as it stands there.
    private static String role(String role) {
        return switch (role) {
            case "reviewer" -> Strings.of("evidence.role.REVIEWER");
            case "owner" -> Strings.of("evidence.role.OWNER");
            default -> Formats.visible(role);
        };
    }

    private static Node check(Check check) {
        VBox words = Parts.column(1, Parts.sentence(Sentences.said(check.name()), "t-medium"));
        if (!check.figure().isEmpty()) {
            words.getChildren()
                    .add(Parts.sentence(Formats.visible(Sentences.said(check.figure())), "t-small", "t-muted"));
        }
        check.faults().stream().limit(FAULTS).forEach(fault -> words.getChildren()
                .add(Parts.sentence(Formats.visible(Sentences.said(fault)), "t-small", "c-revoke")));
        if (check.faults().size() > FAULTS) {
            words.getChildren()
                    .add(Parts.sentence(
                            Strings.count("evidence.checks.more", check.faults().size() - FAULTS),
                            "t-small",
                            "c-revoke"));
        }
        return Parts.top(
                10,
                check.holds()
                        ? Parts.icon(BootstrapIcons.CHECK_CIRCLE_FILL, "i16", "k-approve")
                        : Parts.icon(BootstrapIcons.X_OCTAGON_FILL, "i16", "k-revoke"),
                Parts.grow(words));
    }

    private static Node signers(Verification found) {
        boolean reliable = found.verdict() != Verdict.NOT_GENUINE;
        TableView<Signer> table = table(
                "evidence-signers",
                found.signers(),
                Look.column(Strings.of("evidence.column.signer"), 240, one -> signer(found, one)),
                Look.column(Strings.of("evidence.column.role"), 100, one -> Look.of(role(one.role()), "t-muted")),
                Look.column(
                        Strings.of("evidence.column.fingerprint"),
                        180,
                        one -> Look.of(Formats.digest(Formats.visible(one.fingerprint())), "t-muted")));
        return panel(
                Strings.of(reliable ? "evidence.signers" : "evidence.signers.claimed"),
                Parts.whole(
                        Strings.count("evidence.signers.many", found.signers().size()), "t-small", "t-muted"),
                Parts.column(10, table, Times.of(found)));
    }

    private static Look signer(Verification found, Signer one) {
        String address = Formats.name(Formats.visible(one.address()));
        boolean known =
                found.verdict() != Verdict.ASSERTED && !found.strangers().contains(one.address());
        return found.verdict() == Verdict.NOT_GENUINE
                ? Look.of(address, "")
                : found.revoked().contains(one.address())
                        ? Look.of(BootstrapIcons.X_OCTAGON_FILL, "k-revoke", address, "")
                        : known
                                ? Look.of(BootstrapIcons.CHECK_CIRCLE_FILL, "k-approve", address, "")
                                : Look.of(BootstrapIcons.QUESTION_SQUARE_FILL, "k-unknown", address, "");
    }

    private static Node sources(Reviewed reviewed) {
        TableView<Reviewed.Source> table = table(
                "evidence-sources",
                reviewed.sources(),
                Look.column(
                        Strings.of("evidence.column.source"),
                        100,
                        one -> one.complete()
                                ? Look.of(Formats.visible(one.source()), "")
                                : Look.of(
                                        BootstrapIcons.DASH_SQUARE_DOTTED,
                                        "k-unknown",
                                        Formats.visible(one.source()),
                                        "")),
                figure("evidence.column.read", one -> Spoken.number(one.rowsRead())),
                Look.column(
                        Strings.of("evidence.column.refused"),
                        76,
                        one -> Look.of(
                                Spoken.number(one.rowsRefused()), one.rowsRefused() > 0 ? "c-medium" : "t-muted")),
                figure("evidence.column.accounts", one -> counted(one, Reviewed.Counted::accounts)),
                figure("evidence.column.inReview", one -> counted(one, Reviewed.Counted::inReview)));
        return panel(Strings.of("evidence.sources"), Parts.whole("", "t-small"), table);
    }

    /// An IdP's own accounts are not reviewed, so nothing is counted of them.
    private static String counted(Reviewed.Source source, ToIntFunction<Reviewed.Counted> value) {
        return source.counted().map(one -> Spoken.number(value.applyAsInt(one))).orElse("");
    }

    private static TableColumn<Reviewed.Source, Reviewed.Source> figure(
            String key, Function<Reviewed.Source, String> value) {
        return Look.column(Strings.of(key), 76, one -> Look.of(value.apply(one), "t-muted"));
    }

    @SafeVarargs
    static <R> TableView<R> table(String id, List<R> rows, TableColumn<R, R>... columns) {
        var table = new TableView<R>();
        table.setId(id);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().setAll(List.of(columns));
        table.getItems().setAll(rows);
        double height = Zoom.row(ROW) * (Math.clamp(rows.size(), 1, MOST) + 1) + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        return table;
    }

    private static Node unproven(Verified verified) {
        VBox lines = Parts.column(6);
        verified.unproven().forEach(line -> lines.getChildren().add(Parts.sentence(line, "t-muted")));
        return panel(Strings.of("evidence.unproven"), Parts.whole("", "t-small"), lines);
    }

    private Node openssl(Verified verified, Verification found) {
        String lines = Openssl.lines(verified, found);
        var copy = new Hyperlink(Strings.of("evidence.openssl.copy"));
        copy.setId("evidence-openssl-copy");
        copy.setOnAction(_ -> copy(lines));
        VBox code = Parts.styled(Parts.column(0), "code");
        lines.lines().forEach(line -> code.getChildren().add(Parts.label(line, "t-mono")));
        return panel(Strings.of("evidence.openssl"), copy, code);
    }

    static Node panel(String title, Node right, Node content) {
        return Parts.styled(
                Parts.column(10, Parts.row(8, Parts.label(title, "t-section"), Parts.space(), right), content),
                "panel",
                "pad");
    }
}
