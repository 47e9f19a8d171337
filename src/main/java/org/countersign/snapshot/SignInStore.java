package org.countersign.snapshot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.countersign.scim.UserResource;
import org.countersign.workspace.Transaction;

/// When each account of a content had signed in last, to the second. It changes daily with nothing else, so it lies
/// beside the accounts: one column a content instead of a row an account (ADR 12).
final class SignInStore {
    private final Transaction tx;
    private final long base;
    private long[] times = new long[1_024];
    private int last;
    private Optional<SignInStore> before = Optional.empty();

    /// Of a source that has a content.
    SignInStore(Transaction tx, String source) {
        this(tx, ContentStore.base(tx, source).orElseThrow());
    }

    private SignInStore(Transaction tx, long base) {
        this.tx = tx;
        this.base = base;
    }

    /// Of a source that has nothing.
    static SignInStore none(Transaction tx) {
        return new SignInStore(tx, 0);
    }

    /// To be filled for a content, with the one before it at hand.
    static SignInStore of(Transaction tx, String source, long content) {
        var store = new SignInStore(tx, source);
        store.before = Optional.of(new SignInStore(tx, source).read(content - 1));
        return store;
    }

    /// Keeps the time of a resource that has not changed since the content before.
    void keep(int resource) {
        before.flatMap(store -> store.at(resource)).ifPresent(at -> take(resource, at));
    }

    /// The time of a resource by its number within the source.
    Optional<Instant> at(int resource) {
        return time(resource) != 0 ? Optional.of(Instant.ofEpochSecond(times[resource])) : Optional.empty();
    }

    private long time(int resource) {
        return resource <= last ? times[resource] : 0;
    }

    /// Takes the time of a resource by its number within the source.
    void take(int resource, Instant at) {
        if (resource >= times.length) {
            times = Arrays.copyOf(times, Math.max(resource + 1, times.length * 2));
        }
        times[resource] = at.getEpochSecond();
        last = Math.max(last, resource);
    }

    /// Writes the column, where there is anything in it.
    void finish(long content) {
        if (last == 0) {
            return;
        }
        var bytes = new ByteArrayOutputStream(last * 2);
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            for (int resource = 1; resource <= last; resource++) {
                out.writeLong(times[resource]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tx.run("INSERT INTO sign_in VALUES (?, ?, ?, ?)", base, content, last, bytes.toByteArray());
    }

    /// Reads the column of a content, if it has one.
    SignInStore read(long content) {
        tx.each(
                "SELECT resources, times FROM sign_in WHERE source=? AND content=?",
                row -> {
                    last = (int) row.number(1);
                    times = new long[last + 1];
                    try (var in =
                            new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(row.bytes(2))))) {
                        for (int resource = 1; resource <= last; resource++) {
                            times[resource] = in.readLong();
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                base,
                content);
        return this;
    }

    /// Each resource whose time differs from that in the other, by its key.
    void eachOther(SignInStore other, LongConsumer action) {
        for (int resource = 1; resource <= Math.max(last, other.last); resource++) {
            if (time(resource) != other.time(resource)) {
                action.accept(base + resource);
            }
        }
    }

    /// The time of a resource.
    ///
    /// @param resource its key
    Optional<Instant> of(long resource) {
        return at((int) (resource - base));
    }

    /// The account with its time.
    ///
    /// @param number of the resource within the source
    UserResource withOwn(UserResource account, int number) {
        return with(account, base + number);
    }

    /// The account with its time.
    ///
    /// @param resource its key
    UserResource with(UserResource account, long resource) {
        Optional<Instant> at = of(resource);
        return at.isPresent() ? account.signedIn(at) : account;
    }
}
