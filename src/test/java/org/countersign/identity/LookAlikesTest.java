package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.identity.LookAlike.Kind;
import org.countersign.scim.UserResource;
import org.countersign.testkit.Resources;
import org.junit.jupiter.api.Test;

/// Whose names are taken for whose, and what that is called.
class LookAlikesTest {
    private static final UserResource ADA = user("i1", "ada@example.com", "Ada Lovelace");
    private static final UserResource BURNS = user("i2", "jburns", "J Burns");
    private static final UserResource BUMS = user("i3", "jbums", "J Bums");

    private static UserResource user(String id, String userName, String displayName) {
        return Resources.user(id).userName(userName).displayName(displayName).build();
    }

    private static List<LookAlike> of(String account, List<UserResource> accounts, Map<String, UserResource> links) {
        return LookAlikes.of(
                        accounts.stream()
                                .filter(one -> one.id().equals(account))
                                .toList(),
                        accounts,
                        List.of(ADA, BURNS, BUMS),
                        id -> Optional.ofNullable(links.get(id)))
                .getOrDefault(account, List.of());
    }

    @Test
    void anImitatorIsTheOneWhoseNameItIsNot() {
        UserResource real = user("a1", "ada@example.com", "Ada Lovelace");
        UserResource fake = user("a2", "аda@example.com", "Ada Lovelace");
        var accounts = List.of(real, fake);
        var links = Map.of("a1", ADA);
        assertThat(of("a2", accounts, links)).extracting(LookAlike::kind).containsExactly(Kind.IMITATES, Kind.MIXED);
        assertThat(of("a2", accounts, links).getFirst().other().orElseThrow())
                .isEqualTo(new LookAlike.Other(true, "i1", "Ada Lovelace", "ada@example.com"));
        assertThat(of("a2", accounts, links).getFirst().sentence())
                .isEqualTo("“аda@example.com” (user name) is written to look like “ada@example.com” of identity Ada"
                        + " Lovelace: it has CYRILLIC SMALL LETTER A (U+0430).");
        assertThat(of("a2", accounts, links).getLast().sentence())
                .isEqualTo("“аda@example.com” (user name) mixes Cyrillic and Latin letters within a word.");
        assertThat(of("a1", accounts, links)).extracting(LookAlike::kind).containsExactly(Kind.IMITATED);
        assertThat(of("a1", accounts, links).getFirst().sentence())
                .isEqualTo("“ada@example.com” (user name) is imitated by “аda@example.com” of account Ada Lovelace.");
    }

    @Test
    void anIWithoutItsDotIsAnotherSignInNameAndTheSameTurkishName() {
        var accounts = List.of(user("a1", "adm\u0131n@example.com", "Y\u0131ld\u0131z Ak"));
        UserResource identity = user("i9", "admin@example.com", "Yildiz Ak");
        assertThat(LookAlikes.of(accounts, accounts, List.of(identity), _ -> Optional.empty())
                        .get("a1"))
                .singleElement()
                .satisfies(one -> assertThat(one.attribute()).isEqualTo("userName"));
    }

    @Test
    void twoRealPeopleOnlyLookAlike() {
        var accounts = List.of(user("a1", "jburns", "J Burns"), user("a2", "jbums", "J Bums"));
        var links = Map.of("a1", BURNS, "a2", BUMS);
        assertThat(of("a1", accounts, links)).extracting(LookAlike::kind).containsExactly(Kind.ALIKE);
        assertThat(of("a2", accounts, links).getFirst().sentence())
                .isEqualTo("“jbums” (user name) looks like “jburns” of identity J Burns; they may well be two people.");
    }

    @Test
    void onesOwnIdentityAndItsOtherAccountsAreNobodyElse() {
        var accounts = List.of(user("a1", "аda", "Аda Lovelace"), user("a2", "ada", "Ada Lovelace"));
        var links = Map.of("a1", ADA, "a2", ADA);
        assertThat(of("a2", accounts, links)).isEmpty();
        assertThat(of("a1", accounts, links)).extracting(LookAlike::kind).containsExactly(Kind.MIXED);
    }

    @Test
    void cyrillicNamesOfCyrillicUsersAreNotFlagged() {
        var accounts = List.of(
                user("a1", "ivan.petrov@example.com", "Иван Петров"),
                user("a2", "оксана@пример.рф", "Оксана (Ivan's team)"),
                user("a3", "сара", "Сара Роор"),
                user("a4", "x", "山田 Taro"),
                user("a5", "y", "김Kim"));
        accounts.forEach(
                account -> assertThat(of(account.id(), accounts, Map.of())).isEmpty());
    }

    @Test
    void aHundredLookAlikesAreCutToTheWorstFive() {
        var accounts = new java.util.ArrayList<UserResource>();
        for (int i = 0; i < 128; i++) {
            var name = new StringBuilder("lllllll");
            for (int bit = 0; bit < 7; bit++) {
                name.setCharAt(bit, (i >> bit & 1) == 1 ? '1' : 'l');
            }
            accounts.add(user("a" + i, name.toString(), "Person " + (char) ('A' + i % 26)));
        }
        assertThat(of("a0", accounts, Map.of())).hasSize(5).allMatch(one -> one.kind() == Kind.ALIKE);
    }

    @Test
    void namesThatAreNoneLookLikeNobody() {
        var accounts = List.of(
                user("a1", "", ""),
                user("a2", " ", "\u200B"),
                user("a3", "@", "🚀"),
                Resources.user("a4").build());
        accounts.forEach(
                account -> assertThat(of(account.id(), accounts, Map.of())).isEmpty());
    }
}
