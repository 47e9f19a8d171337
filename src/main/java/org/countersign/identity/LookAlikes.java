package org.countersign.identity;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.identity.LookAlike.Kind;
import org.countersign.identity.LookAlike.Other;
import org.countersign.scim.UserResource;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// Accounts with names that a person could take for somebody else's. The accounts asked about are indexed by what
/// their names look like; everybody else passes by once.
public final class LookAlikes {
    /// Of an account, at most.
    public static final int MOST = 5;

    /// Of an account, looked at: thousands of names of one look shall not be compared each with each.
    private static final int ENOUGH = 100;

    private static final Set<UnicodeScript> JOINED = Set.of(
            UnicodeScript.ARABIC,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GUJARATI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.ORIYA,
            UnicodeScript.SINHALA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU);

    private final Function<String, Optional<UserResource>> identityOf;
    /// By what names look like, then by the name itself: nearly always there is one of a look.
    private final Map<Long, Map<String, List<Asked>>> index = new HashMap<>();
    private final long[] looks;
    private final Map<String, List<LookAlike>> found = new TreeMap<>();
    private final Set<String> told = new HashSet<>();

    /// @param times how often something was found for the account
    private record Asked(UserResource account, Optional<UserResource> identity, SeenName name, AtomicInteger times) {
        /// The name is the account's own, as the IdP says.
        boolean genuine() {
            return identity.filter(person -> SeenName.withBare(person).stream().anyMatch(name::same))
                    .isPresent();
        }
    }

    private LookAlikes(Collection<UserResource> accounts, Function<String, Optional<UserResource>> identityOf) {
        this.identityOf = identityOf;
        for (UserResource account : accounts) {
            Optional<UserResource> identity = identityOf.apply(account.id());
            var times = new AtomicInteger();
            for (SeenName name : SeenName.of(account)) {
                var one = new Asked(account, identity, name, times);
                for (long look : name.looks()) {
                    index(look, one);
                }
                Set<String> scripts = Skeletons.mixed(name.value());
                if (!scripts.isEmpty() && told.add("mixed " + account.id())) {
                    tell(new LookAlike(
                            account.id(),
                            Kind.MIXED,
                            name.attribute(),
                            name.value(),
                            Optional.empty(),
                            English.of(
                                    "alike.mixed",
                                    Formats.name(name.value()),
                                    attribute(name),
                                    String.join(" and ", scripts))));
                }
            }
        }
        looks = index.keySet().stream().mapToLong(look -> look).sorted().toArray();
    }

    private void index(long look, Asked one) {
        Map<String, List<Asked>> names = index.computeIfAbsent(look, _ -> new HashMap<>(2));
        names.computeIfAbsent(one.name().key(), _ -> new ArrayList<>(1)).add(one);
    }

    /// The look-alikes of each account asked about, the worst first; accounts without any are left out.
    ///
    /// @param asked accounts of one app
    /// @param accounts all of its accounts
    /// @param identities of its IdP
    /// @param identityOf whom an account is linked with
    public static Map<String, List<LookAlike>> of(
            Collection<UserResource> asked,
            Iterable<UserResource> accounts,
            Iterable<UserResource> identities,
            Function<String, Optional<UserResource>> identityOf) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        var names = new LookAlikes(asked, identityOf);
        identities.forEach(identity -> names.pass(identity, true));
        accounts.forEach(account -> names.pass(account, false));
        var ranked = new TreeMap<String, List<LookAlike>>();
        names.found.forEach((account, all) -> ranked.put(
                account,
                all.stream()
                        .sorted(Comparator.comparing(LookAlike::kind)
                                .thenComparing(
                                        one -> one.other().map(Other::identity).orElse(true), Comparator.reverseOrder())
                                .thenComparing(one -> one.other().map(Other::id).orElse("")))
                        .limit(MOST)
                        .toList()));
        return ranked;
    }

    private void pass(UserResource other, boolean identity) {
        for (SeenName name : identity ? SeenName.withBare(other) : SeenName.of(other)) {
            for (long look : name.looks()) {
                if (Arrays.binarySearch(looks, look) >= 0) {
                    meet(index.getOrDefault(look, Map.of()), other, identity, name);
                }
            }
        }
    }

    private void meet(Map<String, List<Asked>> alike, UserResource other, boolean identity, SeenName name) {
        String own = name.key();
        alike.forEach((key, asked) -> {
            if (!key.equals(own)) {
                for (Asked one : asked) {
                    if (one.times().get() < ENOUGH
                            && !samePerson(one, other, identity)
                            && one.name().looksLike(name)) {
                        one.times().incrementAndGet();
                        compare(one, other, identity, name);
                    }
                }
            }
        });
    }

    private boolean samePerson(Asked one, UserResource other, boolean identity) {
        Optional<String> person = one.identity().map(UserResource::id);
        if (identity) {
            return person.equals(Optional.of(other.id()));
        }
        return one.account().id().equals(other.id())
                || (person.isPresent()
                        && person.equals(identityOf.apply(other.id()).map(UserResource::id)));
    }

    private void compare(Asked one, UserResource other, boolean identity, SeenName name) {
        boolean real = identity || genuine(other, name);
        Optional<UserResource> person = identity ? Optional.of(other) : identityOf.apply(other.id());
        if (told.contains(one.account().id() + " is like "
                        + person.map(UserResource::id).orElse(""))
                || !told.add(one.account().id() + (identity ? " is like " : " looks like ") + other.id())) {
            return;
        }
        Kind kind = kind(one, name, real);
        String whose = English.of(identity ? "alike.identity" : "alike.account", Formats.name(other.label()));
        tell(new LookAlike(
                one.account().id(),
                kind,
                one.name().attribute(),
                one.name().value(),
                Optional.of(new Other(identity, other.id(), other.label(), name.value())),
                sentence(kind, one.name(), name, whose)));
    }

    private boolean genuine(UserResource account, SeenName name) {
        return new Asked(account, identityOf.apply(account.id()), name, new AtomicInteger()).genuine();
    }

    private static Kind kind(Asked one, SeenName other, boolean real) {
        if (Latin.ascii(one.name().value()) && Latin.ascii(other.value())) {
            return Kind.ALIKE;
        }
        Kind kind = one.name().visible().equals(other.visible())
                ? spelling(one.name()) || spelling(other) ? Kind.ALIKE : Kind.HIDDEN
                : Skeletons.scripts(one.name().value()).equals(Skeletons.scripts(other.value()))
                        ? Kind.ALIKE
                        : Kind.IMITATES;
        if (kind != Kind.ALIKE && one.genuine()) {
            return real ? Kind.ALIKE : Kind.IMITATED;
        }
        return kind;
    }

    /// Whether what is hidden belongs to how the name is spelt: joiners in Persian and in scripts of India.
    private static boolean spelling(SeenName name) {
        return name.value().codePoints().anyMatch(Skeletons::hidden)
                && name.value()
                        .codePoints()
                        .allMatch(point -> !Skeletons.hidden(point) || point == 0x200C || point == 0x200D)
                && Skeletons.scripts(name.value()).stream().anyMatch(JOINED::contains);
    }

    private static String sentence(Kind kind, SeenName one, SeenName other, String whose) {
        String value = Formats.name(one.value());
        String looks = Formats.name(other.value());
        return switch (kind) {
            case HIDDEN -> {
                String own = characters(one, other);
                yield English.of(
                        "alike.hidden",
                        value,
                        attribute(one),
                        looks,
                        whose,
                        own.isEmpty() ? characters(other, one) : own);
            }
            case IMITATES -> {
                String own = characters(one, other);
                yield own.isEmpty()
                        ? English.of(
                                "alike.imitates.other", value, attribute(one), looks, whose, characters(other, one))
                        : English.of("alike.imitates", value, attribute(one), looks, whose, own);
            }
            case IMITATED -> English.of("alike.imitated", value, attribute(one), looks, whose);
            case ALIKE, MIXED -> English.of("alike.alike", value, attribute(one), looks, whose);
        };
    }

    /// The characters of one name that the other has not and that are no ASCII, by name.
    private static String characters(SeenName one, SeenName other) {
        List<String> names = one.value()
                .codePoints()
                .filter(point -> point > 0x7F && other.value().indexOf(point) < 0)
                .distinct()
                .mapToObj(point -> Character.getName(point) + String.format(" (U+%04X)", point))
                .toList();
        return names.size() > 3
                ? English.of("alike.characters", names.size())
                : names.stream().collect(Collectors.joining(", "));
    }

    private static String attribute(SeenName name) {
        return English.of("alike." + name.attribute());
    }

    private void tell(LookAlike one) {
        found.computeIfAbsent(one.accountId(), _ -> new ArrayList<>()).add(one);
    }
}
