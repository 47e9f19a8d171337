package org.countersign.ui.groups;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.util.StringConverter;
import org.countersign.governance.Access;
import org.countersign.governance.Mapping;
import org.countersign.groups.GroupLine;
import org.countersign.groups.MappingLine;
import org.countersign.groups.ReadMappings.Holders;
import org.countersign.groups.ReadMappings.Target;
import org.countersign.groups.SetMapping;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Completion;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;

/// What is asked before a mapping is stated, stated otherwise, or ended.
final class MappingQuestions {
    private static final int OFFERED = 8;

    private final GroupsViewModel groups;
    private final MappingsViewModel model;
    private final Questions questions;

    MappingQuestions(GroupsViewModel groups, MappingsViewModel model, Questions questions) {
        this.groups = groups;
        this.model = model;
        this.questions = questions;
    }

    /// How an answer says what becomes of groups within.
    private enum Nested {
        OPEN,
        EXPAND,
        DIRECT;

        Optional<Mapping.Nesting> said() {
            return this == OPEN ? Optional.empty() : Optional.of(Mapping.Nesting.valueOf(name()));
        }
    }

    /// The fields of a mapping, and what the words in them mean.
    private final class Fields {
        private final ComboBox<Target> app =
                box("mapping-app", target -> Formats.name(target.app().name()));
        private final TextField from = new TextField();
        private final ComboBox<Access.Kind> kind = box("mapping-kind", one -> Strings.of("mappings.kind." + one));
        private final TextField to = new TextField();
        private final ComboBox<Nested> nesting = box("mapping-nesting", one -> Strings.of("mappings.form." + one));
        private final TextField id = new TextField();
        /// Filled by the worker that looks for what may be meant.
        private final Map<String, String> meant = new ConcurrentHashMap<>();
        private List<String> grants = List.of();

        Fields() {
            from.setId("mapping-from");
            to.setId("mapping-to");
            id.setId("mapping-id");
            id.setPromptText(Strings.of("mappings.form.id.prompt"));
            app.getItems().setAll(model.targets());
            kind.getItems().setAll(Access.Kind.values());
            kind.setValue(Access.Kind.GROUP);
            nesting.getItems().setAll(Nested.values());
            nesting.setValue(Nested.OPEN);
            Completion.offer(from, text -> target().map(one -> offered(one.idp().id(), text))
                    .orElse(List.of()));
            Completion.offer(to, this::offeredTargets);
            app.valueProperty().subscribe(_ -> load());
            kind.valueProperty().subscribe(_ -> load());
        }

        private Optional<Target> target() {
            return Optional.ofNullable(app.getValue());
        }

        /// Roles and entitlements are looked up once the app and the kind are known.
        private void load() {
            grants = List.of();
            if (kind.getValue() != Access.Kind.GROUP) {
                target().ifPresent(one ->
                        model.grants(one.app().id(), kind.getValue() == Access.Kind.ROLE, found -> grants = found));
            }
        }

        private List<String> offered(String source, String text) {
            return groups.offered(source, text, OFFERED).stream()
                    .map(this::shown)
                    .toList();
        }

        private List<String> offeredTargets(String text) {
            if (kind.getValue() == Access.Kind.GROUP) {
                return target().map(one -> offered(one.app().id(), text)).orElse(List.of());
            }
            String wanted = Formats.plain(text);
            return grants.stream()
                    .filter(one -> Formats.plain(one).contains(wanted))
                    .limit(OFFERED)
                    .toList();
        }

        /// Two groups may have one name: the id stands beside it.
        private String shown(GroupLine line) {
            String shown = Formats.name(line.label()) + "  " + line.id();
            meant.put(shown, line.id());
            return shown;
        }

        private String meant(TextField field) {
            return meant.getOrDefault(field.getText(), field.getText());
        }

        Access access() {
            return new Access(kind.getValue(), meant(to));
        }

        /// What lacks before anything can be asked.
        Optional<String> lacks() {
            return target().isEmpty()
                            || from.getText().isBlank()
                            || to.getText().isBlank()
                    ? Optional.of(Strings.of("mappings.form.missing"))
                    : Optional.empty();
        }

        Node[] nodes(boolean making) {
            Node[] all = {
                Parts.sentence(Strings.of(making ? "mappings.add.body" : "mappings.change.body"), "t-muted"),
                named("mappings.form.app", app),
                named("mappings.form.from", from),
                named("mappings.form.kind", kind),
                named("mappings.form.to", to),
                named("mappings.form.nesting", nesting),
                named("mappings.form.id", id)
            };
            return making ? all : Arrays.copyOf(all, all.length - 1);
        }
    }

    /// Another one.
    void add() {
        var fields = new Fields();
        if (!fields.app.getItems().isEmpty()) {
            fields.app.setValue(fields.app.getItems().getFirst());
        }
        var problem = new Label();
        questions.ask(
                Strings.of("mappings.add.title"),
                Strings.of("mappings.add.do"),
                "accent",
                () -> {
                    fields.lacks()
                            .ifPresentOrElse(
                                    problem::setText, () -> model.add(request(fields), questions.settle(problem)));
                    return false;
                },
                fields.app,
                problem,
                fields.nodes(true));
    }

    private static SetMapping.Request request(Fields fields) {
        return new SetMapping.Request(
                Optional.of(fields.id.getText()),
                fields.meant(fields.from),
                fields.target().orElseThrow().app().id(),
                fields.access(),
                fields.nesting.getValue().said());
    }

    /// The same one otherwise; its app and its id stay.
    void change(MappingLine line) {
        var fields = new Fields();
        fields.app.getItems().stream()
                .filter(one -> one.app().id().equals(line.app().id()))
                .findFirst()
                .ifPresent(fields.app::setValue);
        fields.app.setDisable(true);
        fields.kind.setValue(line.mapping().access().kind());
        fields.from.setText(line.from());
        line.idpGroup().ifPresent(id -> fields.meant.put(line.from(), id));
        fields.to.setText(line.to());
        line.appGroup().ifPresent(id -> fields.meant.put(line.to(), id));
        fields.nesting.setValue(
                line.mapping().nesting().map(one -> Nested.valueOf(one.name())).orElse(Nested.OPEN));
        var problem = new Label();
        questions.ask(
                Strings.of("mappings.change.title", line.mapping().id()),
                Strings.of("mappings.change.do"),
                "accent",
                () -> {
                    fields.lacks()
                            .ifPresentOrElse(
                                    problem::setText,
                                    () -> model.change(
                                            line.mapping().id(),
                                            fields.meant(fields.from),
                                            fields.access(),
                                            fields.nesting.getValue().said(),
                                            questions.settle(problem)));
                    return false;
                },
                fields.nesting,
                problem,
                fields.nodes(false));
    }

    /// What then is no longer expected.
    void end(MappingLine line, Holders holders) {
        var problem = new Label();
        Node said = Parts.sentence(ends(line, holders), "t-muted");
        said.setFocusTraversable(true);
        questions.ask(
                Strings.of("mappings.end.title", line.mapping().id()),
                Strings.of("mappings.end.do"),
                "danger",
                () -> {
                    model.end(line.mapping().id(), questions.settle(problem));
                    return false;
                },
                said,
                problem,
                said);
    }

    private static String ends(MappingLine line, Holders holders) {
        if (!line.figures().known()) {
            return Strings.of("mappings.end.unknown", GroupWords.target(line));
        }
        return Strings.count("mappings.end.expected", line.figures().expected(), GroupWords.target(line))
                + " "
                + (holders.alone() == 0
                        ? Strings.of(line.figures().there() == 0 ? "mappings.end.none" : "mappings.end.nobody")
                        : Strings.count("mappings.end.alone", holders.alone()))
                + " " + Strings.of("mappings.end.keeps");
    }

    private static <T> ComboBox<T> box(String id, Function<T, String> words) {
        var box = new ComboBox<T>();
        box.setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException(text.toLowerCase(Locale.ROOT));
            }
        });
        return box;
    }

    private static Node named(String key, Control field) {
        Label label = Parts.wide(Parts.label(Strings.of(key), "t-medium"), 130);
        label.setLabelFor(field);
        field.setAccessibleText(Strings.of(key));
        return Parts.row(10, label, Parts.grow(field));
    }
}
