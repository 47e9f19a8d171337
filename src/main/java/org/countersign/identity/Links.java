package org.countersign.identity;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/// The identity behind each account, by number.
final class Links {
    private static final Key[] KEYS = Key.values();
    private static final Era[] ERAS = Era.values();

    private final int[] identities;
    private final int[] rows;
    private final byte[] reasons;
    /// By identity its first account, and by account the next of the same identity.
    private final int[] first;
    private final int[] next;

    /// @param accounts one above the highest number of an account
    Links(int accounts, AccountStates idp) {
        this.identities = new int[accounts];
        this.rows = new int[accounts];
        this.reasons = new byte[accounts];
        this.next = new int[accounts];
        this.first = new int[idp.lastNumber() + 1];
    }

    /// As [#bytes] wrote them.
    static Links of(byte[] bytes, int accounts, AccountStates idp) {
        var links = new Links(accounts, idp);
        var in = ByteBuffer.wrap(bytes);
        int count = Math.min(in.getInt(), accounts);
        in.asIntBuffer().get(links.identities, 0, count);
        in.position(in.position() + 4 * count);
        in.asIntBuffer().get(links.rows, 0, count);
        in.position(in.position() + 4 * count);
        in.get(links.reasons, 0, count);
        links.chain();
        return links;
    }

    /// The number of accounts and one; by account the identity, its state, and the key and era.
    byte[] bytes() {
        var out = ByteBuffer.allocate(4 + 9 * identities.length);
        out.putInt(identities.length);
        out.asIntBuffer().put(identities).put(rows);
        out.position(out.position() + 8 * identities.length);
        return out.put(reasons).array();
    }

    /// @param row the state of the identity that has the key's value; 0 where no state has
    void set(int account, int identity, int row, Key key, Era era) {
        identities[account] = identity;
        rows[account] = row;
        reasons[account] = (byte) (key.ordinal() << 2 | era.ordinal());
    }

    void cut(int account) {
        identities[account] = 0;
    }

    /// Puts the accounts of each identity in a row, once all are set.
    void chain() {
        for (int account = identities.length - 1; account > 0; account--) {
            int identity = identities[account];
            if (identity != 0 && identity < first.length) {
                next[account] = first[identity];
                first[identity] = account;
            }
        }
    }

    int identity(int account) {
        return account < identities.length ? identities[account] : 0;
    }

    int row(int account) {
        return rows[account];
    }

    Key key(int account) {
        return KEYS[reasons[account] >> 2];
    }

    Era era(int account) {
        return ERAS[reasons[account] & 3];
    }

    IntStream accountsOf(int identity) {
        return identity < first.length && first[identity] != 0
                ? IntStream.iterate(first[identity], account -> account != 0, account -> next[account])
                : IntStream.empty();
    }

    IntStream shared() {
        return IntStream.range(1, first.length).filter(identity -> first[identity] != 0 && next[first[identity]] != 0);
    }

    IntStream identities() {
        return IntStream.range(1, first.length).filter(identity -> first[identity] != 0);
    }
}
