package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;

import java.nio.file.Path;
import java.util.Optional;
import org.countersign.identity.Key;
import org.countersign.identity.Link;
import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links as the pages of persons and groups read them, where the app has had two IdPs.
class PersonLinkStoreTest {
    private static final String ENTRA = """
            sources:
              - {id: okta, kind: idp}
              - {id: entra, kind: idp}
              - {id: slack, kind: app, authoritativeIdp: entra}
            """;

    @Test
    void aWordThatNamesAnotherIdpsIdentityLinksNobody(@TempDir Path folder) throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot("okta", active("i1", "ada"), active("i2", "bob"))
                    .snapshot("slack", active("a1", "ada"), active("a2", "ghost"));
            for (String account : new String[] {"a1", "a2"}) {
                house.app().setLink().run(house.app().actor(), "slack", account, Optional.of("i2"));
            }
            house.governed(ENTRA).snapshot("entra", active("e1", "ada"));
            house.app().matchAccounts().run();
            house.app().workspace().read(tx -> {
                var links = new PersonLinkStore(tx, House.NOW);
                Link link = links.of("slack", "a1", "entra").orElseThrow().link();
                assertThat(link.identityId()).isEqualTo("e1");
                assertThat(link.key()).isEqualTo(Key.USER_NAME);
                assertThat(links.of("slack", "a2", "entra")).isEmpty();
                assertThat(links.to("slack", "entra", "i2")).isEmpty();
                assertThat(links.to("slack", "entra", "e1")).hasSize(1);
                int one = new AccountStore(tx, "slack").number("a1");
                int other = new AccountStore(tx, "slack").number("a2");
                int identity = new AccountStore(tx, "entra").number("e1");
                assertThat(links.identities("slack", "entra")[one]).isEqualTo(identity);
                assertThat(links.identities("slack", "entra")[other]).isZero();
                assertThat(links.counts("slack", "entra")[identity]).isEqualTo(1);
                assertThat(links.linked("slack", "entra").get(one)).isTrue();
                assertThat(links.linked("slack", "entra").get(other)).isFalse();
                assertThat(links.to("slack", "okta", "i2"))
                        .as("of the IdP that has that identity, the word holds")
                        .hasSize(2);
                return true;
            });
        }
    }
}
