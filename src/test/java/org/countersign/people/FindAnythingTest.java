package org.countersign.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.countersign.app.Countersign;
import org.countersign.people.FindAnything.Hit;
import org.countersign.people.FindAnything.Kind;
import org.countersign.testkit.House;
import org.countersign.testkit.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindAnythingTest {
    @TempDir
    private Path folder;

    private static List<String> labels(FindAnything find, String text, Kind kind) {
        return find.find(text).stream()
                .filter(hit -> hit.kind() == kind)
                .map(Hit::label)
                .toList();
    }

    private static void readAll(FindAnything find) {
        while (find.read()) {
            assertThat(find.count()).isPositive();
        }
    }

    @Test
    void everyKindIsFoundInTheSample() throws Exception {
        try (var app = Countersign.open(Samples.demoWorkspace(folder), Clock.systemUTC());
                var find = app.findAnything()) {
            assertThat(find.find("grace")).as("nothing is read yet").isEmpty();
            readAll(find);
            assertThat(labels(find, "hopper", Kind.PERSON)).contains("Grace Hopper");
            assertThat(labels(find, "adebayo", Kind.PERSON))
                    .as("accents are not typed")
                    .isNotEmpty();
            assertThat(labels(find, "ADÉBÁYÒ", Kind.PERSON)).isEqualTo(labels(find, "adebayo", Kind.PERSON));
            assertThat(labels(find, "太郎", Kind.PERSON)).isNotEmpty();
            assertThat(labels(find, "kuznetsov@", Kind.PERSON).size()
                            + labels(find, "мария", Kind.PERSON).size())
                    .isPositive();
            assertThat(labels(find, "W0001", Kind.ACCOUNT)).as("by an id").isNotEmpty();
            assertThat(labels(find, "oncall", Kind.GROUP)).isNotEmpty();
            assertThat(labels(find, "active admin", Kind.FINDING)).isNotEmpty();
            assertThat(labels(find, "EX-", Kind.EXCEPTION)).isNotEmpty();
            assertThat(labels(find, "slack", Kind.SOURCE)).containsExactly("Slack");
            assertThat(labels(find, "spot check", Kind.CAMPAIGN)).hasSize(1);
            assertThat(find.find("hopper grace nobody-at-all")).isEmpty();
            assertThat(find.find("   ")).isEmpty();
            assertThat(find.find("100%_'\"")).as("signs are only signs").isEmpty();
            assertThat(find.find("e")).hasSizeLessThanOrEqualTo(50);
        }
    }

    @Test
    void whatBeginsWithTheWordsComesFirstAndNothingTwice() throws Exception {
        try (var house = new House(folder);
                var find = house.app().findAnything()) {
            house.governance("", "")
                    .snapshot(
                            "okta",
                            IntStream.range(0, 60)
                                    .mapToObj(i -> House.active("i" + i, i == 59 ? "max" : "a.max" + i))
                                    .toArray(String[]::new));
            readAll(find);
            List<String> found = labels(find, "max", Kind.PERSON);
            assertThat(found).hasSize(20).doesNotHaveDuplicates();
            assertThat(found.getFirst()).isEqualTo("max");
        }
    }

    @Test
    void whatComesInLaterIsFoundAndWhatIsReadIsNotReadAgain() throws Exception {
        try (var house = new House(folder);
                var find = house.app().findAnything()) {
            house.governance("", "").snapshot("okta", House.active("i1", "ada"));
            readAll(find);
            assertThat(labels(find, "grace", Kind.PERSON)).isEmpty();
            assertThat(find.read()).isFalse();
            house.snapshot("okta", House.active("i1", "ada"), House.active("i2", "grace"));
            readAll(find);
            assertThat(labels(find, "grace", Kind.PERSON)).containsExactly("grace");
            assertThat(find.count()).isEqualTo(2);
        }
    }
}
