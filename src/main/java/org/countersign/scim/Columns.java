package org.countersign.scim;

import java.util.EnumMap;
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
/// @param chosen attribute to header, in SCIM's words (`userName` to `Login`)
public record Columns(Map<String, String> chosen) {
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

    /// Where each attribute stands in a row with this header, from 0.
    Map<Column, Integer> in(String file, Csv.Row header) throws RefusedException {
        var places = new EnumMap<Column, Integer>(Column.class);
        for (Map.Entry<String, String> choice : new TreeMap<>(chosen).entrySet()) {
            Column column = Column.named(choice.getKey()).orElseThrow();
            places.put(column, place(file, header, choice.getValue()));
        }
        for (Column column : Column.values()) {
            if (!places.containsKey(column)) {
                best(column, header, places).ifPresent(place -> places.put(column, place));
            }
        }
        if (!places.containsKey(Column.ID)
                && !places.containsKey(Column.USER_NAME)
                && !places.containsKey(Column.EMAIL)) {
            throw new RefusedException(
                    file + ", line " + header.line(),
                    "No column is known to name the account: " + shown(header) + ".",
                    "Say which: --column userName=\""
                            + Formats.brief(header.fields().getFirst(), 40) + "\".");
        }
        return places;
    }

    private static int place(String file, Csv.Row header, String name) throws RefusedException {
        for (int i = 0; i < header.fields().size(); i++) {
            if (header.fields().get(i).strip().equalsIgnoreCase(name.strip())) {
                return i;
            }
        }
        throw new RefusedException(
                file + ", line " + header.line(),
                "There is no column " + name + ": there are " + shown(header) + ".",
                "Name one of them by --column, or export the table with it.");
    }

    private static Optional<Integer> best(Column column, Csv.Row header, Map<Column, Integer> taken) {
        Optional<Integer> best = Optional.empty();
        int fit = Integer.MAX_VALUE;
        for (int i = 0; i < header.fields().size(); i++) {
            Optional<Integer> here = column.fit(header.fields().get(i));
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

    /// What is what, in words: `userName=Login, email=Mail`.
    static String told(Map<Column, Integer> places, Csv.Row header) {
        var told = new LinkedHashMap<String, String>();
        places.forEach((column, place) ->
                told.put(column.attribute(), header.fields().get(place).strip()));
        return told.toString().replaceAll("[{}]", "");
    }
}
