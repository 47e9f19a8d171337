package org.countersign.ui.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.countersign.text.Formats;

/// The keys that were made or opened in this window, and which of them is to take the place of which.
///
/// @param keys the last one last
/// @param made fingerprints of those that were made here and that nobody relies on yet
public record SeenKeys(List<OwnKey> keys, Set<String> made) {
    /// None.
    static final SeenKeys NONE = new SeenKeys(List.of(), Set.of());

    /// Copies both.
    public SeenKeys {
        keys = List.copyOf(keys);
        made = Set.copyOf(made);
    }

    /// Which key file takes the place of which; either may be empty where that cannot be told.
    record Turn(String old, String fresh) {}

    /// The last one.
    Optional<OwnKey> own() {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.getLast());
    }

    /// This one was opened.
    SeenKeys opened(OwnKey key) {
        var all = new ArrayList<>(keys);
        all.removeIf(one -> one.named().equals(key.named()));
        all.add(key);
        return new SeenKeys(all, made);
    }

    /// This one was made or taken over.
    SeenKeys made(OwnKey key) {
        var fresh = new TreeSet<>(made);
        fresh.add(fingerprint(key));
        return new SeenKeys(opened(key).keys(), fresh);
    }

    /// From now on somebody relies on this certificate.
    SeenKeys relied(String fingerprint) {
        var fresh = new TreeSet<>(made);
        fresh.remove(fingerprint);
        return new SeenKeys(keys, fresh);
    }

    /// This one took the place of the key with that name.
    SeenKeys replaced(String old, OwnKey by) {
        List<OwnKey> rest =
                keys.stream().filter(one -> !one.named().equals(old)).toList();
        return new SeenKeys(rest, made).opened(by).relied(fingerprint(by));
    }

    /// Who replaces a key makes the new one first, and so has that one open last.
    Turn turn() {
        if (keys.isEmpty()) {
            return new Turn("", "");
        }
        OwnKey own = keys.getLast();
        Optional<OwnKey> later = last(own, one -> isLater(one, own));
        Optional<OwnKey> earlier = last(own, one -> isLater(own, one));
        if (later.isEmpty() && (earlier.isPresent() || made.contains(fingerprint(own)))) {
            return new Turn(earlier.map(OwnKey::named).orElse(""), own.named());
        }
        return new Turn(own.named(), later.map(OwnKey::named).orElse(""));
    }

    private boolean isLater(OwnKey one, OwnKey than) {
        boolean fresh = made.contains(fingerprint(one));
        return fresh != made.contains(fingerprint(than))
                ? fresh
                : one.certificate().getNotBefore().after(than.certificate().getNotBefore());
    }

    /// Another key of the same person.
    private Optional<OwnKey> last(OwnKey own, Predicate<OwnKey> which) {
        return keys.reversed().stream()
                .filter(one -> !one.certificate().equals(own.certificate()) && isOfSame(one, own) && which.test(one))
                .findFirst();
    }

    private static boolean isOfSame(OwnKey one, OwnKey other) {
        return one.addresses().stream().map(Formats::folded).anyMatch(address -> other.addresses().stream()
                .map(Formats::folded)
                .anyMatch(address::equals));
    }

    private static String fingerprint(OwnKey key) {
        return key.facts().fingerprint();
    }
}
