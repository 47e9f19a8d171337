package org.countersign.ui.campaigns;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.DecisionsFile;
import org.countersign.campaign.ItemListStore;
import org.countersign.campaign.ItemQuery;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.StateStore;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.table.Latest;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.WholeFile;
import org.countersign.workspace.Transaction;

/// State of the list of everything that a campaign asks. Of any length: no item is in memory but those that are looked
/// at.
public final class ItemsViewModel {
    private static final int CHUNK = 1_000;

    private final Countersign app;
    private final Background background;
    private final Background slow;
    private final Latest<Asked, Answer> latest;
    private final Consumer<String> say;
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<LazyRows<ItemState>> rows = new ReadOnlyObjectWrapper<>(LazyRows.none());
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
    private String campaign = "";
    private int[] listed = new int[0];
    private ItemQuery.By by = ItemQuery.By.PLACE;
    private boolean descending;
    private boolean looking;
    private boolean stale;

    private record Asked(String campaign, ItemQuery query) {}

    private record Answer(Campaign campaign, int[] numbers, List<ItemState> first) {}

    /// @param background for pages of rows alone, so that they come at once
    /// @param slow for a file of them
    /// @param say what was just done
    ItemsViewModel(Countersign app, Background background, Background slow, Consumer<String> say) {
        this.app = app;
        this.background = background;
        this.slow = slow;
        this.say = say;
        latest = new Latest<>(background, this::look, this::answered, failure -> problem.set(Failures.said(failure)));
        filter.subscribe(_ -> ask());
    }

    /// What an item must have: words of its name, access, source, reviewer or state.
    public StringProperty filterProperty() {
        return filter;
    }

    /// What the filter leaves; another list for each answer.
    public ReadOnlyObjectProperty<LazyRows<ItemState>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// How many are listed, in words.
    public ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /// Whether it is known what there is: nothing is not said before.
    ReadOnlyBooleanProperty listedProperty() {
        return known.getReadOnlyProperty();
    }

    /// Why they cannot be read; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether anybody looks at them: what nobody looks at is not read.
    void looking(boolean somebody) {
        looking = somebody;
        if (somebody && stale) {
            ask();
        }
    }

    /// Lists those of a campaign; nothing where the name is empty. What was looked for in another is not in this one.
    void open(String name) {
        if (!name.equals(campaign)) {
            known.set(false);
            rows.set(LazyRows.none());
            count.set("");
            problem.set("");
            listed = new int[0];
            campaign = "";
            filter.set("");
        }
        campaign = name;
        ask();
    }

    /// Orders them.
    void sort(ItemQuery.By order, boolean down) {
        if (by != order || descending != down) {
            by = order;
            descending = down;
            ask();
        }
    }

    private void ask() {
        stale = !looking;
        if (looking && !campaign.isEmpty()) {
            latest.ask(new Asked(campaign, ItemSearch.of(filter.get(), by, descending)));
        }
    }

    private Answer look(Asked asked) {
        return app.workspace().read(tx -> {
            Campaign found = named(tx, asked.campaign());
            int[] numbers = new ItemListStore(tx).numbers(found, asked.query());
            return new Answer(found, numbers, read(tx, found, LazyRows.firstPage(numbers)));
        });
    }

    private static Campaign named(Transaction tx, String name) {
        return new CampaignStore(tx)
                .all().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private List<ItemState> read(Campaign of, int[] numbers) {
        return app.workspace().read(tx -> read(tx, of, numbers));
    }

    private static List<ItemState> read(Transaction tx, Campaign of, int[] numbers) {
        var states = new StateStore(tx);
        return Arrays.stream(numbers)
                .mapToObj(number -> states.numbered(number, of.state() == Campaign.State.OPEN))
                .flatMap(Optional::stream)
                .toList();
    }

    private void answered(Answer answer) {
        if (answer.campaign().name().equals(campaign)) {
            problem.set("");
            known.set(true);
            listed = answer.numbers();
            count.set(Strings.count("campaigns.items", listed.length));
            rows.set(new LazyRows<>(background, listed, answer.first(), page -> read(answer.campaign(), page)));
        }
    }

    /// The one that is listed.
    String campaign() {
        return campaign;
    }

    /// Says that a row was copied.
    void copied() {
        say.accept(Strings.of("campaigns.items.copied"));
    }

    /// Writes what is listed, as `campaign items --format csv` does; whole or not at all.
    void export(Path file) {
        int[] numbers = listed;
        String of = campaign;
        slow.run(
                () -> {
                    try (Countersign own = app.beside()) {
                        WholeFile.replace(file, part -> write(own, part, of, numbers));
                    }
                    return true;
                },
                _ -> say.accept(
                        Strings.count("campaigns.items.exported", numbers.length, Formats.visible(file.toString()))),
                failure -> say.accept(Failures.said(failure)));
    }

    private static void write(Countersign own, Path part, String of, int[] numbers) throws IOException {
        Campaign found = own.workspace().read(tx -> named(tx, of));
        try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            out.write(Csv.line(DecisionsFile.COLUMNS));
            for (int from = 0; from < numbers.length; from += CHUNK) {
                int[] chunk = Arrays.copyOfRange(numbers, from, Math.min(from + CHUNK, numbers.length));
                for (ItemState state : own.workspace().read(tx -> read(tx, found, chunk))) {
                    out.write(Csv.line(DecisionsFile.row(state)));
                }
            }
        }
    }
}
