package org.countersign.ui.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.countersign.campaign.Delegation;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.DeputyQuestion;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.DeputyWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.review.Notices.Notice;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// [Notices] under the head of the review: quiet lines; what the owner asks can be folded, and read whole where it is
/// long.
final class NoticesView {
    /// So much is read at a glance.
    private static final int GLANCE = 180;
    /// Characters that a line of a question has room for, at least.
    private static final int LINE = 64;

    private static final double HIGHEST = 420;

    private final ReviewViewModel model;
    private final Questions questions;
    private final VBox box;
    private final Button away;
    private final Tooltip hint = new Tooltip();
    private final Set<String> folded = new HashSet<>();

    NoticesView(ReviewViewModel model, Questions questions, VBox box, Button away) {
        this.model = model;
        this.questions = questions;
        this.box = box;
        this.away = away;
    }

    void follow() {
        away.setGraphic(Parts.icon(BootstrapIcons.PERSON_DASH, "i14", "k-fg"));
        away.setTooltip(hint);
        away.setOnAction(_ -> ask());
        model.notices().noticeProperty().subscribe(this::show);
    }

    private void ask() {
        Notice notice = model.notices().noticeProperty().get();
        String reviewer = model.reviewerProperty().get();
        var question = new DeputyQuestion(questions);
        notice.away()
                .ifPresentOrElse(
                        one -> question.end(one.from(), one.to(), one.end(), model.notices()::back),
                        () -> question.name(reviewer, notice.today(), model.reviewers(), model.notices()::away));
    }

    private void show(Notice notice) {
        away.setDisable(!notice.open());
        hint.setText(Strings.of(notice.away().isPresent() ? "deputy.back.do" : "deputy.away.do"));
        away.setAccessibleText(hint.getText());
        var lines = new ArrayList<Node>();
        for (Delegation one : notice.standsFor()) {
            lines.add(line(BootstrapIcons.PERSON_PLUS, "k-until", Strings.of("deputy.notice", DeputyWords.yours(one))));
        }
        notice.away().ifPresent(one -> lines.add(line(BootstrapIcons.PERSON_DASH, "k-until", DeputyWords.away(one))));
        if (!notice.instructions().isEmpty()) {
            lines.add(instructions(notice));
        }
        box.getChildren().setAll(lines);
        box.setVisible(!lines.isEmpty());
        box.setManaged(!lines.isEmpty());
    }

    private static Node line(Ikon icon, String tone, String text) {
        return Parts.row(8, Parts.icon(icon, "i14", tone), Parts.grow(Parts.sentence(text, "t-small")));
    }

    private Node instructions(Notice notice) {
        boolean shut = folded.contains(notice.campaign());
        String asks = Strings.of("instructions.by", Formats.name(notice.owner()));
        var fold = new Hyperlink(asks);
        fold.setId("instructions-fold");
        fold.getStyleClass().add("t-small");
        fold.setGraphic(
                Parts.icon(shut ? BootstrapIcons.CHEVRON_RIGHT : BootstrapIcons.CHEVRON_DOWN, "i12", "k-accent"));
        fold.setAccessibleText(Strings.of(shut ? "instructions.unfold" : "instructions.fold", asks));
        fold.setOnAction(_ -> {
            if (!folded.remove(notice.campaign())) {
                folded.add(notice.campaign());
            }
            show(notice);
            box.lookup("#instructions-fold").requestFocus();
        });
        VBox whole = Parts.column(2, Parts.row(0, fold));
        if (!shut) {
            whole.getChildren().addAll(glance(notice.instructions()));
        }
        return whole;
    }

    private List<Node> glance(String text) {
        String line = text.replaceAll("\\s+", " ");
        int end = line.offsetByCodePoints(0, Math.min(GLANCE, line.codePointCount(0, line.length())));
        boolean cut = end < line.length();
        int space = line.lastIndexOf(' ', end);
        String seen = cut ? line.substring(0, space > end / 2 ? space : end) + " …" : line;
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.sentence(Formats.line(seen), "t-small"));
        if (cut || text.indexOf('\n') >= 0) {
            var all = new Hyperlink(Strings.of("instructions.all"));
            all.setId("instructions-all");
            all.getStyleClass().add("t-small");
            all.setOnAction(_ -> questions.show(Strings.of("instructions.title"), whole(text)));
            nodes.add(Parts.row(0, all));
        }
        return nodes;
    }

    /// As high as it needs to be, up to what a small window has room for.
    private static Node whole(String text) {
        long lines = text.lines().mapToLong(line -> 1 + line.length() / LINE).sum();
        ScrollPane pane = Parts.scrolled(Parts.column(0, Parts.sentence(Formats.line(text))));
        pane.setMinHeight(Zoom.of(Math.min(HIGHEST, lines * 19 + 8.0)));
        return pane;
    }
}
