package org.countersign.identity;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.countersign.identity.AccountStates.Text;

/// Accounts, or one era's identities, by every key that correlation asks. An index is made when it is first asked.
public final class IdentityIndex {
    private final AccountStates identities;
    private final int[] rows;
    private final Map<Key, RowsByHash> indexes = new EnumMap<>(Key.class);

    /// @param rows of the identities, the newest first where one has several
    public IdentityIndex(AccountStates identities, int[] rows) {
        this.identities = identities;
        this.rows = rows;
    }

    /// The rows that one key gives, one for each identity.
    int[] find(Key key, AccountStates accounts, int account) {
        var found = new Found();
        switch (key) {
            case MANUAL, APP_USER -> {}
            case EXTERNAL_ID -> find(key, accounts.text(Text.EXTERNAL_ID, account), found);
            case USER_NAME -> find(key, accounts.text(Text.USER_NAME, account), found);
            case EMPLOYEE_NUMBER -> find(key, accounts.text(Text.EMPLOYEE_NUMBER, account), found);
            case EMAIL -> {
                for (int at = accounts.firstAddress(account); at < accounts.endOfAddresses(account); at++) {
                    find(key, accounts.address(at), found);
                }
                if (accounts.hasAtSign(account)) {
                    find(key, accounts.text(Text.USER_NAME, account), found);
                }
            }
        }
        return found.rows;
    }

    /// Rows, one for each account, whose user name this is.
    ///
    /// @param name folded and hashed
    public int[] byUserName(long name) {
        var found = new Found();
        find(Key.USER_NAME, name, found);
        return found.rows;
    }

    /// Rows, one for each identity, whose user name or any address this is.
    ///
    /// @param address folded and hashed
    public int[] byAddress(long address) {
        var found = new Found();
        find(Key.EMAIL, address, found);
        return found.rows;
    }

    /// Rows of different identities.
    private final class Found {
        private int[] rows = {};

        private void add(int row) {
            for (int known : rows) {
                if (identities.number(known) == identities.number(row)) {
                    return;
                }
            }
            rows = Arrays.copyOf(rows, rows.length + 1);
            rows[rows.length - 1] = row;
        }
    }

    private void find(Key key, long hash, Found found) {
        if (hash == 0 || rows.length == 0) {
            return;
        }
        indexes.computeIfAbsent(key, this::index).each(hash, row -> {
            if (has(key, row, hash)) {
                found.add(row);
            }
            return true;
        });
    }

    private boolean has(Key key, int row, long hash) {
        return switch (key) {
            case MANUAL, APP_USER -> false;
            case EXTERNAL_ID -> identities.text(Text.ID, row) == hash || identities.text(Text.EXTERNAL_ID, row) == hash;
            case USER_NAME -> identities.text(Text.USER_NAME, row) == hash;
            case EMPLOYEE_NUMBER -> identities.text(Text.EMPLOYEE_NUMBER, row) == hash;
            case EMAIL -> identities.text(Text.USER_NAME, row) == hash || identities.hasAddress(row, hash);
        };
    }

    private RowsByHash index(Key key) {
        int entries = 0;
        for (int row : rows) {
            entries += switch (key) {
                case EXTERNAL_ID -> 2;
                case EMAIL -> 1 + identities.endOfAddresses(row) - identities.firstAddress(row);
                default -> 1;
            };
        }
        var index = new RowsByHash(entries);
        for (int row : rows) {
            switch (key) {
                case EXTERNAL_ID -> {
                    add(index, identities.text(Text.ID, row), row);
                    add(index, identities.text(Text.EXTERNAL_ID, row), row);
                }
                case EMAIL -> {
                    add(index, identities.text(Text.USER_NAME, row), row);
                    for (int at = identities.firstAddress(row); at < identities.endOfAddresses(row); at++) {
                        add(index, identities.address(at), row);
                    }
                }
                case EMPLOYEE_NUMBER -> add(index, identities.text(Text.EMPLOYEE_NUMBER, row), row);
                default -> add(index, identities.text(Text.USER_NAME, row), row);
            }
        }
        return index;
    }

    private static void add(RowsByHash index, long hash, int row) {
        if (hash != 0) {
            index.add(hash, row);
        }
    }
}
