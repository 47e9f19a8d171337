package org.countersign.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.function.Consumer;
import org.countersign.scim.Activity;
import org.countersign.workspace.Transaction;

/// The accounts of a snapshot as a list shows them, a stretch at a time and in no order but that of their rows: what
/// is known of a million accounts is never in memory at once.
public final class AccountListStore {
    private static final String ROWS = "SELECT key, resource FROM account WHERE key > ? AND key < ?"
            + " AND since <= ? AND (until IS NULL OR until > ?) ORDER BY key LIMIT ?";

    private final Transaction tx;
    private final long content;
    private long last;
    private long base;

    /// Of one snapshot, inside `tx`.
    ///
    /// @param after the row after which it goes on; 0 at the beginning
    public AccountListStore(Transaction tx, Snapshot snapshot, long after) {
        this.tx = tx;
        this.content = new SnapshotStore(tx).contentOf(snapshot);
        ContentStore.base(tx, snapshot.source()).ifPresent(found -> {
            base = found;
            last = Math.max(after, found);
        });
    }

    /// What a list shows of an account.
    ///
    /// @param number within its source
    /// @param label as [org.countersign.scim.UserResource#label()]
    /// @param name as [org.countersign.scim.UserResource#signInName()]
    /// @param words everything else that somebody may search for, such as addresses
    public record Listed(
            int number,
            String id,
            String label,
            String name,
            String title,
            String department,
            Activity active,
            String words) {}

    /// The next rows; answers the row after which it goes on, or -1 where there is nothing more.
    ///
    /// @param most how many are looked at
    /// @param without numbers of accounts that are left out
    public long next(int most, BitSet without, Consumer<Listed> action) {
        int[] count = new int[1];
        Transaction.Query bodies = tx.kept("SELECT body FROM account_body WHERE account = ?");
        tx.each(
                ROWS,
                row -> {
                    last = row.number(1);
                    count[0]++;
                    int number = (int) (row.number(2) - base);
                    if (!without.get(number)) {
                        bodies.each(body -> action.accept(listed(number, body.bytes(1))), last);
                    }
                },
                last,
                base + (1L << ContentStore.BITS),
                content,
                content,
                most);
        return count[0] < most ? -1 : last;
    }

    /// Reads the few names that it wants, and no tree: a million bodies are gone through.
    private static Listed listed(int number, byte[] body) {
        var read = new Reading();
        try (JsonParser parser = ResourceJson.JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                read.field(name, parser);
                if (name.equals("groups") || name.equals("extra")) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read.listed(number);
    }

    private static final class Reading {
        private String id = "";
        private String userName = "";
        private String displayName = "";
        private String title = "";
        private String department = "";
        private String primary = "";
        private boolean marked;
        private Activity active = ResourceJson.USUAL_ACTIVITY;
        private final StringBuilder words = new StringBuilder();

        void field(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "id" -> id = parser.getText();
                case "userName" -> userName = parser.getText();
                case "displayName" -> displayName = parser.getText();
                case "title" -> title = parser.getText();
                case "department" -> department = parser.getText();
                case "employeeNumber" -> words.append(' ').append(parser.getText());
                case "active" -> active = Activity.valueOf(parser.getText());
                case "emails" -> emails(parser);
                default -> parser.skipChildren();
            }
        }

        /// The primary one names an account that has no other name.
        private void emails(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                String value = "";
                boolean first = primary.isEmpty();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (name.equals("value")) {
                        value = parser.getText();
                    } else if (name.equals("primary") && parser.getBooleanValue() && !marked) {
                        marked = true;
                        first = true;
                    } else {
                        parser.skipChildren();
                    }
                }
                primary = first ? value : primary;
                if (!value.equals(userName)) {
                    words.append(' ').append(value);
                }
            }
        }

        Listed listed(int number) {
            String name = !userName.isBlank() ? userName : !primary.isBlank() ? primary : id;
            return new Listed(
                    number,
                    id,
                    !displayName.isBlank() ? displayName : name,
                    name,
                    title,
                    department,
                    active,
                    words.toString());
        }
    }
}
