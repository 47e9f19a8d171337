package org.countersign.identity;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.countersign.scim.Email;
import org.countersign.scim.Grant;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;

/// Writes what is asked of every account of a source, so that none has to be read for it: its state and kind, and
/// hashes of what it is told apart and compared by. For one thread; [AccountStates] reads it.
///
/// One byte of marks; [#TEXTS] numbers of 64 bits, 0 where nothing is told: `id`, `externalId` and `employeeNumber` as
/// correlation compares them, `userName`, primary email, title, department and display name folded; the number of
/// addresses and each; the number of names of roles and entitlements and 32 bits of each.
public final class AccountFacts {
    static final int TEXTS = 8;
    static final int AT_SIGN = 1 << 5;
    static final int OWN_GROUPS = 1 << 6;

    private final TextHasher hasher;
    private ByteBuffer out = ByteBuffer.allocate(1_024);

    /// Hashes by `hasher`.
    public AccountFacts(TextHasher hasher) {
        this.hasher = hasher;
    }

    /// The facts of one account.
    public byte[] of(UserResource user) {
        int most = 1
                + 8 * TEXTS
                + 8
                + 8 * user.emails().size()
                + 8 * (user.roles().size() + user.entitlements().size());
        if (out.capacity() < most) {
            out = ByteBuffer.allocate(2 * most);
        }
        out.clear();
        out.put((byte) marks(user));
        out.putLong(hasher.of(user.id()));
        text(user.externalId(), exact -> exact);
        text(user.userName(), Formats::folded);
        text(user.employeeNumber(), String::strip);
        text(Email.primaryOf(user.emails()), Formats::folded);
        text(user.title(), Formats::folded);
        text(user.department(), Formats::folded);
        text(user.displayName(), Formats::folded);
        addresses(user.emails());
        int at = out.position();
        out.putInt(0);
        grants(user.roles());
        grants(user.entitlements());
        out.putInt(at, (out.position() - at) / 4 - 1);
        byte[] facts = new byte[out.position()];
        out.flip().get(facts);
        return facts;
    }

    private static int marks(UserResource user) {
        return user.active().ordinal()
                | user.kind().ordinal() << 2
                | (user.userName().filter(name -> name.contains("@")).isPresent() ? AT_SIGN : 0)
                | (user.groups().isEmpty() ? 0 : OWN_GROUPS);
    }

    private void text(Optional<String> told, UnaryOperator<String> fold) {
        out.putLong(told.filter(text -> !text.isBlank())
                .map(text -> hasher.of(fold.apply(text)))
                .orElse(0L));
    }

    private void addresses(List<Email> emails) {
        int at = out.position();
        out.putInt(0);
        for (Email email : emails) {
            if (!email.value().isBlank()) {
                out.putLong(hasher.of(Formats.folded(email.value())));
            }
        }
        out.putInt(at, (out.position() - at - 4) / 8);
    }

    private void grants(List<Grant> grants) {
        for (Grant grant : grants) {
            out.putInt(name(hasher, grant.value()));
            grant.display().ifPresent(name -> out.putInt(name(hasher, name)));
        }
    }

    /// Passes over the facts of one account.
    public static void skip(ByteBuffer facts) {
        facts.get();
        skipTexts(facts);
        skipNames(facts);
    }

    /// From after the marks to the number of names.
    static void skipTexts(ByteBuffer facts) {
        facts.position(facts.position() + 8 * TEXTS);
        int addresses = facts.getInt();
        facts.position(facts.position() + 8 * addresses);
    }

    /// From the beginning to the number of addresses.
    static void skipToAddresses(ByteBuffer facts) {
        facts.position(facts.position() + 1 + 8 * TEXTS);
    }

    /// From within the addresses to the end.
    ///
    /// @param left how many addresses have not been read
    static void skipAddresses(ByteBuffer facts, int left) {
        facts.position(facts.position() + 8 * left);
        skipNames(facts);
    }

    private static void skipNames(ByteBuffer facts) {
        int names = facts.getInt();
        facts.position(facts.position() + 4 * names);
    }

    /// A role's or entitlement's name as [AccountStates#holdsAny] compares it.
    static int name(TextHasher hasher, String name) {
        return (int) hasher.of(Formats.folded(name));
    }
}
