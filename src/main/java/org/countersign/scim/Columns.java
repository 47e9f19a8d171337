package org.countersign.scim;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// Which column of a table is what: as somebody said, else as the header says.
///
/// @param chosen attribute to header, in SCIM's words (`userName` to `Login`); an empty header: no column is this
public record Columns(Map<String, String> chosen) {
    /// What stands in a record between the name of a table and how its columns were read.
    public static final String READ_AS = " was read as: ";

    /// Nobody said anything.
    public static final Columns BY_HEADER = new Columns(Map.of());

    /// Copies the map.
    public Columns {
        chosen = Map.copyOf(chosen);
    }

    /// With what was said newly put before what was said earlier.
    public Columns over(Map<String, String> earlier) {
        var all = new TreeMap<>(earlier);
        all.putAll(chosen);
        return new Columns(all);
    }

    /// Checks the words alone, before any file is opened.
    ///
    /// @throws RefusedException where one is none of ours
    public void check() throws RefusedException {
        for (String attribute : chosen.keySet()) {
            if (Column.named(attribute).isEmpty()) {
                throw new RefusedException(
                        "--column " + attribute,
                        "There is no attribute of this name.",
                        "Known are: " + String.join(", ", Column.attributes()) + ".");
            }
        }
    }

    /// What a column can be, in SCIM's words.
    public static List<String> attributes() {
        return Column.attributes();
    }

    /// What somebody said, column by column, as the least that has to be remembered of it.
    ///
    /// @param places where each attribute is to stand, from 0; those that are left out stand nowhere
    /// @param earlier what was said before of the same source
    public static Columns said(List<String> header, Map<String, Integer> places, Map<String, String> earlier) {
        Map<String, Integer> plain = BY_HEADER.places(header);
        var chosen = new TreeMap<String, String>();
        for (String attribute : attributes()) {
            Optional<Integer> place = Optional.ofNullable(places.get(attribute));
            if (earlier.containsKey(attribute) || !place.equals(Optional.ofNullable(plain.get(attribute)))) {
                chosen.put(attribute, place.map(at -> header.get(at).strip()).orElse(""));
            }
        }
        // What is named may let the header say more than it says alone.
        Map<String, Integer> read = new Columns(chosen).places(header);
        for (String attribute : attributes()) {
            Optional<Integer> place = Optional.ofNullable(places.get(attribute));
            if (!place.equals(Optional.ofNullable(read.get(attribute)))) {
                chosen.put(attribute, place.map(at -> header.get(at).strip()).orElse(""));
            }
        }
        return new Columns(chosen);
    }

    /// Where each attribute stands in a table with this header, from 0, as far as it can be told.
    public Map<String, Integer> places(List<String> header) {
        var row = new Csv.Row(1, header);
        var places = new EnumMap<Column, Integer>(Column.class);
        chosen.forEach((attribute, name) -> Column.named(attribute)
                .ifPresent(column -> at(row, name).ifPresent(place -> places.put(column, place))));
        guess(row, places);
        var told = new LinkedHashMap<String, Integer>();
        places.forEach((column, place) -> told.put(column.attribute(), place));
        return told;
    }

    /// Whether a table with this header can be read so: every column that was named is there, and one names the
    /// account.
    public boolean fit(List<String> header) {
        try {
            in("", new Csv.Row(1, header));
            return true;
        } catch (RefusedException notYet) {
            return false;
        }
    }

    /// Where each attribute stands in a row with this header, from 0.
    Map<Column, Integer> in(String file, Csv.Row header) throws RefusedException {
        var places = new EnumMap<Column, Integer>(Column.class);
        for (Map.Entry<String, String> choice : new TreeMap<>(chosen).entrySet()) {
            if (!choice.getValue().isBlank()) {
                Column column = Column.named(choice.getKey()).orElseThrow();
                places.put(column, place(file, header, choice.getValue()));
            }
        }
        guess(header, places);
        if (!places.containsKey(Column.ID)
                && !places.containsKey(Column.USER_NAME)
                && !places.containsKey(Column.EMAIL)) {
            throw new RefusedException(
                    file + ", line " + header.line(),
                    "No column is known to name the account: " + shown(header) + ".",
                    "Say which: --column userName=\""
                            + Formats.brief(header.fields().getFirst(), 40) + "\".",
                    "Say what its columns are.");
        }
        return places;
    }

    /// What nobody spoke of is what its header says. A bare `id` is the account's beside what else names one.
    private void guess(Csv.Row header, Map<Column, Integer> places) {
        EnumSet.complementOf(EnumSet.of(Column.ID)).forEach(column -> guess(column, header, places, true));
        guess(Column.ID, header, places, places.containsKey(Column.USER_NAME) || places.containsKey(Column.EMAIL));
    }

    private void guess(Column column, Csv.Row header, Map<Column, Integer> places, boolean ofAccounts) {
        if (!places.containsKey(column) && !chosen.containsKey(column.attribute())) {
            best(column, header, places, ofAccounts).ifPresent(place -> places.put(column, place));
        }
    }

    private static Optional<Integer> at(Csv.Row header, String name) {
        for (int i = 0; i < header.fields().size(); i++) {
            if (!name.isBlank() && header.fields().get(i).strip().equalsIgnoreCase(name.strip())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static int place(String file, Csv.Row header, String name) throws RefusedException {
        Optional<Integer> place = at(header, name);
        if (place.isPresent()) {
            return place.get();
        }
        throw new RefusedException(
                file + ", line " + header.line(),
                "There is no column " + name + ": there are " + shown(header) + ".",
                "Name one of them by --column, or export the table with it.",
                "Say what its columns are, or export the table with it.");
    }

    private static Optional<Integer> best(
            Column column, Csv.Row header, Map<Column, Integer> taken, boolean ofAccounts) {
        Optional<Integer> best = Optional.empty();
        int fit = Integer.MAX_VALUE;
        for (int i = 0; i < header.fields().size(); i++) {
            String name = header.fields().get(i);
            Optional<Integer> here = column.fit(name).filter(_ -> ofAccounts || !Column.saysNotOfWhat(name));
            if (here.isPresent() && here.get() < fit && !taken.containsValue(i)) {
                fit = here.get();
                best = Optional.of(i);
            }
        }
        return best;
    }

    private static String shown(Csv.Row header) {
        List<String> names = header.fields();
        String some =
                String.join(", ", names.subList(0, Math.min(20, names.size()))) + (names.size() > 20 ? ", …" : "");
        return Formats.brief(some, 200);
    }

    /// What a record names, with no column for the id where its tables had none.
    ///
    /// @param notes of the record
    public static Map<String, String> asRead(Map<String, String> named, List<String> notes) {
        String id = Column.ID.attribute();
        boolean tables = notes.stream().anyMatch(note -> note.contains(READ_AS));
        boolean ids = notes.stream().anyMatch(note -> note.contains(READ_AS + id + "="));
        var all = new TreeMap<>(named);
        if (tables && !ids) {
            all.putIfAbsent(id, "");
        }
        return all;
    }

    /// What is what, in words: `userName=Login, email=Mail`; the id comes first.
    static String told(Map<Column, Integer> places, Csv.Row header) {
        var told = new LinkedHashMap<String, String>();
        places.forEach((column, place) ->
                told.put(column.attribute(), header.fields().get(place).strip()));
        return told.toString().replaceAll("[{}]", "");
    }
}
