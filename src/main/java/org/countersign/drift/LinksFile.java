package org.countersign.drift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.text.Csv;
import org.countersign.work.RefusedException;

/// What `link apply` reads: header `source,account,identity,action`; read by header, unknown columns ignored, rows
/// without an action skipped. `link list --format csv` writes such a file with empty actions.
public final class LinksFile {
    private static final String NOTHING = "Nothing was changed.";

    private LinksFile() {}

    /// Reads it.
    ///
    /// @throws RefusedException with the line of every fault
    public static List<LinkChange> read(String name, String text) throws RefusedException {
        List<Csv.Row> rows = rows(name, text);
        if (rows.isEmpty()) {
            throw new RefusedException(name, "The file is empty.", "Its header is source,account,identity,action.");
        }
        Map<String, Integer> columns = new HashMap<>();
        List<String> header = rows.getFirst().fields();
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
        for (String column : List.of("source", "account", "identity", "action")) {
            if (!columns.containsKey(column)) {
                throw new RefusedException(
                        name + ", line " + rows.getFirst().line(),
                        "The header has no column “" + column + "”.",
                        "It is source,account,identity,action; countersign link list --format csv writes one.");
            }
        }
        var changes = new ArrayList<LinkChange>();
        var faults = new ArrayList<String>();
        var lines = new HashMap<List<String>, Integer>();
        for (Csv.Row row : rows.subList(1, rows.size())) {
            String action = field(row, columns, "action");
            if (!action.isEmpty()) {
                change(name + ", line " + row.line(), action, row, columns, faults)
                        .ifPresent(change -> {
                            Integer before = lines.putIfAbsent(List.of(change.source(), change.account()), row.line());
                            if (before == null) {
                                changes.add(change);
                            } else {
                                faults.add(change.place() + ": line " + before
                                        + " says something of this account already");
                            }
                        });
            }
        }
        if (!faults.isEmpty()) {
            throw new RefusedException(String.join("\n", faults) + "\n", "", NOTHING);
        }
        return changes;
    }

    private static Optional<LinkChange> change(
            String place, String word, Csv.Row row, Map<String, Integer> columns, List<String> faults) {
        String source = field(row, columns, "source");
        String account = field(row, columns, "account");
        Optional<String> identity = Optional.of(field(row, columns, "identity")).filter(id -> !id.isEmpty());
        Optional<LinkChange.Action> action = LinkChange.Action.of(word.toLowerCase(Locale.ROOT));
        if (action.isEmpty()) {
            faults.add(place + ": “" + word + "” is none of set, confirm, cut, forget");
        } else if (source.isEmpty() || account.isEmpty()) {
            faults.add(place + ": " + (source.isEmpty() ? "source" : "account") + " is empty");
        } else if (action.get() == LinkChange.Action.SET && identity.isEmpty()) {
            faults.add(place + ": set needs an identity");
        } else {
            return Optional.of(new LinkChange(place, source, account, action.get(), identity));
        }
        return Optional.empty();
    }

    private static List<Csv.Row> rows(String name, String text) throws RefusedException {
        try {
            return Csv.read(text);
        } catch (Csv.SyntaxException e) {
            throw new RefusedException(name + ", line " + e.line(), String.valueOf(e.getMessage()), NOTHING);
        }
    }

    private static String field(Csv.Row row, Map<String, Integer> columns, String name) {
        int index = columns.getOrDefault(name, -1);
        return index < 0 || index >= row.fields().size()
                ? ""
                : Csv.plain(row.fields().get(index)).strip();
    }
}
