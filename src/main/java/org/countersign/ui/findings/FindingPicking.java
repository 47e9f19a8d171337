package org.countersign.ui.findings;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.countersign.drift.list.FindingQuery;
import org.countersign.drift.list.Listing;
import org.countersign.ui.findings.FindingsReader.Answer;
import org.countersign.ui.findings.FindingsReader.Choosing;
import org.countersign.ui.table.Latest;
import org.countersign.ui.task.Background;

/// Which findings of the list are chosen: lines, or everything that matches, which is a word and no list of rows.
final class FindingPicking {
    private final FindingsReader reader;
    private final Latest<Choosing, FindingChoice> latest;
    private final ReadOnlyObjectWrapper<FindingChoice> chosen = new ReadOnlyObjectWrapper<>(FindingChoice.NONE);
    private final ReadOnlyBooleanWrapper all = new ReadOnlyBooleanWrapper();
    private Optional<Answer> answer = Optional.empty();
    private int[] lines = new int[0];

    FindingPicking(FindingsReader reader, Background rows, Consumer<Exception> failed) {
        this.reader = reader;
        latest = new Latest<>(rows, reader::choice, chosen::set, failed);
    }

    ReadOnlyObjectProperty<FindingChoice> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty allProperty() {
        return all.getReadOnlyProperty();
    }

    Listing listing() {
        return answer.map(Answer::listing).orElse(Listing.NONE);
    }

    void choose(int... places) {
        all.set(false);
        lines = places;
        read();
    }

    void chooseAll() {
        all.set(true);
        read();
    }

    private void read() {
        answer.ifPresent(known -> latest.ask(new Choosing(known, lines, numbers())));
    }

    private int[] numbers() {
        return all.get() ? listing().numbers() : listing().numbers(lines);
    }

    /// Another list: everything is still chosen where the same is listed in another order.
    void in(Answer now) {
        boolean stays = all.get()
                && answer.filter(was -> narrowed(was.question().query())
                                .equals(narrowed(now.question().query())))
                        .isPresent();
        answer = Optional.of(now);
        all.set(stays);
        lines = now.listing().kept();
        if (stays) {
            read();
        }
    }

    private static List<Object> narrowed(FindingQuery query) {
        return List.of(query.segment(), query.rules(), query.sources(), query.about(), query.text());
    }

    /// What is chosen, to do something with.
    PickedFindings picked() {
        return picked(numbers());
    }

    /// Everything that matches, without heads.
    PickedFindings everything() {
        return picked(listing().numbers());
    }

    private PickedFindings picked(int[] numbers) {
        return answer.map(known -> reader.picked(known, numbers)).orElse(PickedFindings.of(List.of()));
    }
}
