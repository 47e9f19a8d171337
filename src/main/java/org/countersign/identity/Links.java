package org.countersign.identity;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/// The identity behind each account, by numbers; of all accounts of an app 9 bytes each.
public final class Links {
    private static final Key[] KEYS = Key.values();
    private static final Era[] ERAS = Era.values();

    private final int[] identities;
    private final int[] rows;
    private final byte[] reasons;
    /// By identity its first account, and by account the next of the same identity.
    private int[] first = {};
    private final int[] next;

    /// @param accounts one above the highest number of an account
    Links(int accounts) {
        this.identities = new int[accounts];
        this.rows = new int[accounts];
        this.reasons = new byte[accounts];
        this.next = new int[accounts];
    }

    /// As [#bytes] wrote them.
    public static Links of(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        int count = in.getInt();
        var links = new Links(count);
        in.asIntBuffer().get(links.identities).get(links.rows);
        in.position(in.position() + 8 * count);
        in.get(links.reasons);
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
        first = new int[IntStream.of(identities).max().orElse(0) + 1];
        for (int account = identities.length - 1; account > 0; account--) {
            int identity = identities[account];
            if (identity != 0) {
                next[account] = first[identity];
                first[identity] = account;
            }
        }
    }

    /// The identity behind an account; 0 where there is none.
    public int identity(int account) {
        return account < identities.length ? identities[account] : 0;
    }

    /// The state of the identity behind a linked account that has the key's value; 0 where no state has.
    public int row(int account) {
        return rows[account];
    }

    /// The key that links an account that is linked.
    public Key key(int account) {
        return KEYS[reasons[account] >> 2];
    }

    /// Where that identity was found.
    public Era era(int account) {
        return ERAS[reasons[account] & 3];
    }

    /// The accounts of an identity, the lowest first.
    public IntStream accountsOf(int identity) {
        return identity < first.length && first[identity] != 0
                ? IntStream.iterate(first[identity], account -> account != 0, account -> next[account])
                : IntStream.empty();
    }

    /// Accounts that are linked.
    public IntStream linked() {
        return IntStream.range(1, identities.length).filter(account -> identities[account] != 0);
    }

    IntStream shared() {
        return identities().filter(identity -> next[first[identity]] != 0);
    }

    IntStream identities() {
        return IntStream.range(1, first.length).filter(identity -> first[identity] != 0);
    }
}
