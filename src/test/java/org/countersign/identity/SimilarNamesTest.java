package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.countersign.scim.UserResource;
import org.countersign.testkit.Resources;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;

/// Who is suggested, in which order, and why.
class SimilarNamesTest {
    private static UserResource named(String id, String name) {
        return Resources.user(id).displayName(name).build();
    }

    private static Map<String, List<SimilarName>> of(List<UserResource> accounts, List<UserResource> identities) {
        return SimilarNames.of(
                accounts, identities, Set.of("gone")::contains, Set.of("taken")::contains, Progress.NONE);
    }

    private static String reason(String account, String identity) {
        return of(List.of(named("a", account)), List.of(named("i", identity)))
                .get("a")
                .getFirst()
                .reason();
    }

    @Test
    void theReasonNamesTheWords() {
        assertThat(reason("Adah Lovelace", "Ada Lovelace"))
                .isEqualTo("display names: “Lovelace” is the same; “Adah” differs from “Ada” by one letter");
        assertThat(reason("Lovelace, Ada", "Ada Lovelace"))
                .isEqualTo("display names: the same names in another order, “Lovelace Ada” and “Ada Lovelace”");
        assertThat(reason("A. Lovelace", "Ada Lovelace"))
                .isEqualTo("display names: “Lovelace” is the same; “A” and “Ada” begin alike");
        assertThat(reason("Андрей Петров", "Petrov Andrei"))
                .isEqualTo(
                        "display names: “Петров” and “Petrov” both read “petrov”; “Андрей” differs from “Andrei” by one"
                                + " letter");
        assertThat(reason("Alexsander Novak", "Alexander Novak")).contains("by one letter");
        assertThat(reason("Aleksander Novak", "Alexander Novak")).contains("by two letters");
        assertThat(reason("Ada Lovelace 2", "Ada Lovelace")).endsWith("; one of them has the number 2");
    }

    @Test
    void atMostFiveTheBestFirstAndAlwaysInTheSameOrder() {
        var identities = new ArrayList<>(List.of(
                named("gone", "Ada Lovelace"),
                named("taken", "Ada Lovelace"),
                named("x", "Ada Lovelace"),
                named("b", "Adah Lovelace"),
                named("c", "Adan Lovelace"),
                named("d", "Adao Lovelace"),
                named("e", "Bob Lovelace"),
                named("z", "Lovelace Ada")));
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(identities, new Random(i));
            assertThat(of(List.of(named("a", "Ada Lovelace")), identities).get("a"))
                    .extracting(SimilarName::identityId)
                    .containsExactly("x", "taken", "gone", "z", "b");
        }
        SimilarName first =
                of(List.of(named("a", "Ada Lovelace")), identities).get("a").get(2);
        assertThat(first.departed()).isTrue();
        assertThat(first.score()).isEqualTo(98);
    }

    @Test
    void whoeverComparisonOfAllWithAllFindsIsFound() {
        var random = new Random(11);
        String[] given = {"Ada", "Adah", "Alan", "Allan", "Marta", "Martha", "José", "Jose", "Иван", "Ivan", "A."};
        String[] family = {
            "Lovelace", "Lovlace", "Turing", "Müller", "Mueller", "Petrov", "Петров", "Papadopoulos", "Papadopulos"
        };
        var accounts = new ArrayList<UserResource>();
        var identities = new ArrayList<UserResource>();
        for (int i = 0; i < 60; i++) {
            for (List<UserResource> side : List.of(accounts, identities)) {
                String one = given[random.nextInt(given.length)];
                String other = family[random.nextInt(family.length)];
                boolean short_ = random.nextInt(5) == 0;
                var user = Resources.user((side == accounts ? "a" : "i") + i);
                if (short_) {
                    user.userName(one.charAt(0) + other);
                } else {
                    user.displayName(random.nextBoolean() ? one + " " + other : other + ", " + one);
                }
                side.add(user.build());
            }
        }
        Map<String, List<SimilarName>> found = of(accounts, identities);
        for (UserResource account : accounts) {
            var scores = new ArrayList<Integer>();
            identities.forEach(identity -> PhraseMatch.best(Phrase.of(account), Phrase.of(identity))
                    .map(PhraseMatch::score)
                    .filter(score -> score >= SimilarNames.THRESHOLD)
                    .ifPresent(scores::add));
            scores.sort(Collections.reverseOrder());
            assertThat(found.getOrDefault(account.id(), List.of()))
                    .as(account.label())
                    .extracting(SimilarName::score)
                    .containsExactlyElementsOf(scores.stream().limit(5).toList());
        }
    }

    @Test
    void namesThatAreNoneSuggestNobody() {
        String endless = "lorem ipsum ".repeat(5_000);
        assertThat(of(
                        List.of(
                                named("empty", ""),
                                named("blank", " \t "),
                                named("signs", "!?()[]"),
                                named("numbers", "4711"),
                                Resources.user("none").build()),
                        List.of(
                                named("i1", ""),
                                named("i2", " "),
                                named("i3", "!?()[]"),
                                named("i4", "4711"),
                                named("i5", endless),
                                Resources.user("i6").build())))
                .isEmpty();
        assertThat(of(List.of(named("a", endless)), List.of(named("i", endless)))
                        .get("a"))
                .hasSize(1);
    }

    @Test
    void itCanBeStopped() {
        assertThatThrownBy(() -> SimilarNames.of(
                        List.of(named("a", "Ada Lovelace")),
                        List.of(named("i", "Ada Lovelace")),
                        _ -> false,
                        _ -> false,
                        (step, done, total) -> {
                            throw new CancelledException();
                        }))
                .isInstanceOf(CancelledException.class);
    }
}
