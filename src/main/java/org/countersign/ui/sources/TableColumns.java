package org.countersign.ui.sources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.countersign.scim.Columns;
import org.countersign.scim.TableHead;
import org.countersign.snapshot.ReadTables.Tables;
import org.countersign.text.Strings;

/// What a person says of the columns of a table, with its first rows as they would then be read.
public final class TableColumns {
    /// What a column is of which nobody said anything: it is kept as it is.
    public static final String NOTHING = "";

    private final Tables tables;
    private final TableHead head;
    private final List<ObjectProperty<String>> choices = new ArrayList<>();
    private final ReadOnlyObjectWrapper<List<TableHead.Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper("");

    /// Of the first table that says too little, else of the first.
    ///
    /// @param said so far
    TableColumns(Tables tables, Columns said) {
        this.tables = tables;
        this.head = tables.unsaid(said).orElseGet(() -> tables.heads().getFirst());
        Map<String, Integer> places = said.over(tables.remembered()).places(head.header());
        for (int i = 0; i < head.header().size(); i++) {
            int place = i;
            String attribute = places.entrySet().stream()
                    .filter(entry -> entry.getValue() == place)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(NOTHING);
            var choice = new SimpleObjectProperty<>(attribute);
            choice.subscribe((_, _) -> read());
            choices.add(choice);
        }
        read();
    }

    /// The table.
    public TableHead head() {
        return head;
    }

    /// What a column is, by its place: an attribute, or [#NOTHING].
    public ObjectProperty<String> choice(int place) {
        return choices.get(place);
    }

    /// The first rows, read as chosen.
    public ReadOnlyObjectProperty<List<TableHead.Line>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    /// What is still to be said; empty where the table can be read.
    public ReadOnlyStringProperty missingProperty() {
        return missing.getReadOnlyProperty();
    }

    private void read() {
        Columns columns = columns().over(tables.remembered());
        Optional<String> twice = choices.stream()
                .map(ObjectProperty::get)
                .filter(attribute -> !attribute.isEmpty() && times(attribute) > 1)
                .findFirst();
        boolean fit = twice.isEmpty() && columns.fit(head.header());
        missing.set(twice.map(attribute -> Strings.of("sources.columns.twice", Strings.of("attribute." + attribute)))
                .orElse(fit ? "" : Strings.of("sources.columns.missing")));
        lines.set(fit ? head.read(tables.dialect(), columns) : List.of());
    }

    private long times(String attribute) {
        return choices.stream().filter(choice -> choice.get().equals(attribute)).count();
    }

    /// What is chosen, as it will be remembered.
    Columns columns() {
        var places = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < choices.size(); i++) {
            if (!choices.get(i).get().isEmpty()) {
                places.put(choices.get(i).get(), i);
            }
        }
        return Columns.said(head.header(), places, tables.remembered());
    }
}
