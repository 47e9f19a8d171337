package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.countersign.drift.rule.Rules;
import org.countersign.identity.Correlation;
import org.countersign.identity.Link;
import org.countersign.scim.UserResource;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of organisations full of similar names: links are those of exact keys, findings those of the rules alone.
class SuggestionsChangeNothingTest {
    private static final List<String> GIVEN = List.of("Ada", "Adah", "Аda", "Alan", "Jose", "José", "Иван", "Ivan");
    private static final List<String> FAMILY = List.of("Burns", "Bums", "Lovelace", "Lovlace", "Petrov", "Петров");

    @TempDir
    private Path folder;

    private static String person(Random random, String id) {
        String given = GIVEN.get(random.nextInt(GIVEN.size()));
        String family = FAMILY.get(random.nextInt(FAMILY.size()));
        String name = random.nextBoolean() ? given + "." + family : given.charAt(0) + family;
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"" + id + "\",\"userName\":\""
                + name
                + random.nextInt(3) + "\",\"displayName\":\"" + given + " " + family + "\",\"active\":"
                + (random.nextInt(4) > 0) + "}";
    }

    @Test
    void linksAndFindingsAreAsWithout() throws Exception {
        int suggested = 0;
        int alike = 0;
        for (int seed = 0; seed < 10; seed++) {
            var random = new Random(seed);
            var identities = new ArrayList<String>();
            var accounts = new ArrayList<String>();
            for (int i = 0; i < 30; i++) {
                identities.add(person(random, "i" + i));
                accounts.add(person(random, "a" + i));
            }
            try (House house = new House(
                            folder.resolve("" + seed).toFile().mkdir() ? folder.resolve("" + seed) : folder)
                    .governance("", "")
                    .snapshot("okta", identities.toArray(String[]::new))
                    .snapshot("slack", accounts.toArray(String[]::new))) {
                Landscape landscape = house.app().workspace().read(tx -> new ReadLandscape(tx).asOf(House.NOW));
                List<String> bare = told(Evaluation.of(landscape, Rules.ALL));
                Correlation keys = landscape.apps().getFirst().correlation();

                AccountLinks links = house.app().readLinks().run("slack");
                List<String> ids =
                        links.accounts().stream().map(UserResource::id).toList();
                suggested += links.suggestions(ids, Progress.NONE).size();
                alike += links.lookAlikes(ids).size();

                var shown = new TreeMap<String, Link>();
                ids.forEach(id -> links.link(id).ifPresent(link -> shown.put(id, link)));
                assertThat(shown).isEqualTo(new TreeMap<>(keys.links()));
                assertThat(told(house.app().checkDrift().now())).isEqualTo(bare);
                assertThat(told(house.drift())).isEqualTo(bare);
            }
        }
        assertThat(suggested).isGreaterThan(50);
        assertThat(alike).isGreaterThan(50);
    }

    private static List<String> told(Evaluation evaluation) {
        return evaluation.findings().stream()
                .map(one -> one.fingerprint() + " " + one.severity() + " " + one.summary() + " "
                        + one.evidence().deepCopy().without("looksLike"))
                .toList();
    }
}
