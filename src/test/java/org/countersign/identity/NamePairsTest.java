package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.countersign.scim.UserResource;
import org.countersign.testkit.Resources;
import org.countersign.work.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An account that is linked with nobody, and an identity: whether one is suggested for the other, and whether one is
/// written to look like the other.
class NamePairsTest {
    private static String escaped(String text) {
        return text.translateEscapes()
                .replace("{ZWSP}", "\u200B")
                .replace("{ZWNJ}", "\u200C")
                .replace("{RLO}", "\u202E")
                .replace("{SHY}", "\u00AD")
                .replace("{VS16}", "\uFE0F")
                .replace("{ACUTE}", "\u0301")
                .replace("{NBSP}", "\u00A0");
    }

    private static UserResource named(String id, String name) {
        return Resources.user(id).displayName(escaped(name)).build();
    }

    private static Optional<SimilarName> similar(UserResource account, UserResource identity) {
        return Optional.ofNullable(
                        SimilarNames.of(List.of(account), List.of(identity), _ -> false, _ -> false, Progress.NONE)
                                .get(account.id()))
                .map(List::getFirst);
    }

    private static String look(UserResource account, UserResource identity) {
        List<LookAlike> all = LookAlikes.of(
                        List.of(account), List.of(account), List.of(identity), _ -> Optional.empty())
                .getOrDefault(account.id(), List.of());
        return all.isEmpty() ? "-" : all.getFirst().kind().text();
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Ada Lovelace            | Ada Lovelace             | 98 | -
            ada lovelace            | Ada LOVELACE             | 98 | -
            Lovelace, Ada           | Ada Lovelace             | 96 | -
            LOVELACE Ada            | Ada Lovelace             | 96 | -
            Ada Lovelace (External) | Ada Lovelace             | 98 | -
            Adah Lovelace           | Ada Lovelace             | 93 | -
            Ada Lovlace             | Ada Lovelace             | 93 | -
            Ada Lovealce            | Ada Lovelace             | 93 | -
            A. Lovelace             | Ada Lovelace             | 84 | -
            Ada King Lovelace       | Ada Lovelace             | 85 | -
            Bob Lovelace            | Ada Lovelace             | -  | -
            Ada Byron               | Ada Lovelace             | -  | -
            Ada                     | Ada Lovelace             | -  | -
            Lovelace                | Ada Lovelace             | -  | -
            Ana Li                  | Ann Li                   | -  | -
            Marie Meier             | Maria Maier              | -  | -
            Jon Smith               | John Smith               | 93 | -
            Gary Smith              | Mary Smith               | -  | -
            Katherine Smith         | Catherine Smith          | 93 | -
            Aleksander Novak        | Alexander Novak          | 93 | -
            Meeting Room 1          | Meeting Room 2           | -  | -
            Meeting Room 11         | Meeting Room l1          | -  | alike
            Ada Lovelace 2          | Ada Lovelace             | 90 | -
            José García             | Jose Garcia              | 98 | -
            Jose{ACUTE} García      | José García              | 98 | -
            Łukasz Świątek          | Lukasz Swiatek           | 98 | -
            Jørgen Ærø              | Jorgen Aero              | 98 | -
            Jürgen Müller           | Juergen Müller           | 93 | -
            Jürgen Groß             | Jurgen Gross             | 98 | -
            Yıldız Şahin            | Yildiz Sahin             | 98 | -
            Yıldız Ak               | Yildiz Ak                | 98 | -
            Đặng Văn Nguyễn         | Nguyen Van Dang          | 96 | -
            Андрей Петров           | Andrey Petrov            | 98 | -
            Андрей Петров           | Andrei Petrov            | 93 | -
            Юлия Щербакова          | Yuliya Shcherbakova      | 98 | -
            Юлия Щербакова          | Julija Ščerbakova        | -  | -
            Андрей Петров           | Мария Иванова            | -  | -
            Γιώργος Παπαδόπουλος    | Giorgos Papadopoulos     | -  | -
            王小明                   | Xiaoming Wang            | 90 | -
            王小明                   | Wang Xiao Ming           | 98 | -
            山田太郎                  | Taro Yamada              | -  | -
            ヤマダ タロウ             | Yamada Tarou             | 98 | -
            김철수                    | Cheolsu Kim              | -  | -
            محمد علي                | Mohammed Ali             | -  | -
            محمد علي                | محمد علي                 | 98 | -
            علی{ZWNJ}رضا کریمی      | علیرضا کریمی             | 98 | alike
            שרה כהן                 | כהן שרה                  | 96 | -
            Аda Lovelace            | Ada Lovelace             | 98 | imitates
            Αda Lovelace            | Ada Lovelace             | 98 | imitates
            𝐀𝐝𝐚 𝐋𝐨𝐯𝐞𝐥𝐚𝐜𝐞            | Ada Lovelace             | 98 | imitates
            Ａｄａ Ｌｏｖｅｌａｃｅ      | Ada Lovelace             | 98 | alike
            Ada Love{ZWSP}lace      | Ada Lovelace             | 98 | hidden
            Ada{SHY} Lovelace       | Ada Lovelace             | 98 | hidden
            {RLO}Ada Lovelace       | Ada Lovelace             | 98 | hidden
            Ada{NBSP}Lovelace       | Ada  Lovelace            | 98 | -
            Seán O’Brien            | Sean O'Brien             | 98 | -
            Ada Lovelace 🚀         | Ada Lovelace             | 98 | -
            Ada ❤{VS16} Lovelace    | Ada ❤ Lovelace           | 98 | -
            🚀                      | 🚀🚀                     | -  | -
            Carl Bum                | Carl Burn                | -  | alike
            AI Green                | Al Green                 | -  | alike
            сос                     | coc                      | -  | imitates
            сос                     | sos                      | 95 | -
            Иван Петров             | Ivan Petrov              | 98 | -
            Иван Petrov             | Anna Berg                | -  | -
            Ивaн Петров             | Anna Berg                | -  | mixed
            李Ada 金                 | Anna Berg                | -  | -
            Βeta Αlpha              | Anna Berg                | -  | mixed
            """)
    void pairs(String account, String identity, String score, String look) {
        UserResource one = named("a", account);
        UserResource other = named("i", identity);
        assertThat(similar(one, other).map(found -> "" + found.score()).orElse("-"))
                .as(similar(one, other).map(SimilarName::reason).orElse("nobody"))
                .isEqualTo(score);
        assertThat(look(one, other)).isEqualTo(look);
        assertThat(similar(other, one).map(found -> "" + found.score()).orElse("-"))
                .as("the other way round")
                .isEqualTo(score);
    }

    private static UserResource signsIn(String id, String text) {
        var user = Resources.user(id);
        for (String part : text.split(" ")) {
            if (part.startsWith("“")) {
                user.displayName(part.substring(1, part.length() - 1).replace('_', ' '));
            } else if (part.startsWith("<")) {
                user.emails(escaped(part.substring(1, part.length() - 1)));
            } else {
                user.userName(escaped(part));
            }
        }
        return user.build();
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ada                     | ada@example.com          | 95 | -
            ada.lovelace@gmail.com  | ada.lovelace@example.com | 98 | -
            adalovelace             | ada.lovelace@example.com | 95 | -
            alovelace               | “Ada_Lovelace”           | 82 | -
            lovelacea               | “Ada_Lovelace”           | 82 | -
            alovelace               | “Bob_Lovelace”           | -  | -
            “Alan_Lovelace”         | “Ada_Lovelace”           | -  | -
            alovelacee              | alovelace@example.com    | 84 | -
            mlovelace               | alovelace@example.com    | -  | -
            jsmith2                 | jsmith                   | 87 | -
            jsmith2                 | jsmith3                  | -  | -
            user1001                | user1002                 | -  | -
            user1                   | userl                    | -  | alike
            jbums                   | jburns@example.com       | -  | alike
            jbums@example.com       | jburns@example.com       | -  | alike
            jbums@other.com         | jburns@example.com       | -  | -
            аda                     | ada@example.com          | 95 | imitates
            аdа@example.com         | <ada@example.com>        | 95 | imitates
            ada@exаmple.com         | <ada@example.com>        | 95 | imitates
            ada@xn--exmple-4nf.com  | <ada@example.com>        | 95 | imitates
            ad{ZWSP}a@example.com   | ada@example.com          | 95 | hidden
            ADA                     | ada                      | 95 | -
            иван@пример.рф          | ivan@example.com         | 95 | -
            root                    | admin                    | -  | -
            ab                      | ba                       | -  | -
            """)
    void signInNames(String account, String identity, String score, String look) {
        UserResource one = signsIn("a", account);
        UserResource other = signsIn("i", identity);
        assertThat(similar(one, other).map(found -> "" + found.score()).orElse("-"))
                .as(similar(one, other).map(SimilarName::reason).orElse("nobody"))
                .isEqualTo(score);
        assertThat(look(one, other)).isEqualTo(look);
    }
}
