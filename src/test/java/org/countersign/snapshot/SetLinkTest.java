package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A word on one account asks for its ids alone.
class SetLinkTest {
    private static final Instant EARLIER = House.TAKEN.minusSeconds(86_400);

    @TempDir
    private Path folder;

    private House house() throws Exception {
        return new House(folder)
                .governance("", "")
                .snapshotAt(EARLIER, "okta", House.active("i1", "ada"), House.active("gone", "bob"))
                .snapshotAt(EARLIER, "slack", House.active("a1", "ada"), House.active("left", "x"))
                .snapshot("okta", House.active("i1", "ada.l"))
                .snapshot(
                        "slack",
                        House.active("a1", "renamed"),
                        House.active("new", "y"),
                        House.group("g", "G", "ghost"));
    }

    private static void set(Countersign app, String account, Optional<String> identity) throws Exception {
        app.setLink().run(app.actor(), "slack", account, identity);
    }

    @Test
    void whatTheCurrentSnapshotHasCanBeLinked() throws Exception {
        try (House house = house()) {
            Countersign app = house.app();
            set(app, "a1", Optional.of("i1"));
            set(app, "new", Optional.of("gone"));
            List<LinkWord> words = app.workspace().read(tx -> new LinkStore(tx).words("slack"));
            assertThat(words).extracting(LinkWord::identity).containsExactly(Optional.of("i1"), Optional.of("gone"));
            assertThat(words).allSatisfy(word -> {
                assertThat(word.osUser()).contains(app.actor().osUser());
                assertThat(word.at()).isEqualTo(House.NOW);
                assertThat(word.basis()).isEmpty();
            });
        }
    }

    @Test
    void whatItHasNotIsRefused() throws Exception {
        try (House house = house()) {
            Countersign app = house.app();
            for (String account : List.of("left", "ghost", "i1", "nosuch", "A1")) {
                assertThatThrownBy(() -> set(app, account, Optional.empty()))
                        .hasMessageContaining("The current snapshot has no account of this id.");
            }
            for (String identity : List.of("a1", "nosuch", "I1")) {
                assertThatThrownBy(() -> set(app, "a1", Optional.of(identity)))
                        .hasMessageContaining("No snapshot of the IdP has an identity of this id.");
            }
            List<LinkWord> words = app.workspace().read(tx -> new LinkStore(tx).words("slack"));
            assertThat(words).isEmpty();
        }
    }

    @Test
    void noStatementReadsMoreThanOneResource() throws Exception {
        try (House house = house()) {
            for (String sql : List.of(ResourceStore.BY_ID, ResourceStore.VERSIONS)) {
                var plan = new ArrayList<String>();
                house.app().workspace().read(tx -> {
                    tx.each("EXPLAIN QUERY PLAN " + sql, row -> plan.add(row.text(4)));
                    return true;
                });
                assertThat(plan).as(sql).isNotEmpty().noneMatch(step -> step.startsWith("SCAN"));
            }
        }
    }

    @Test
    void anAccountIsSeenThroughItsSnapshots() throws Exception {
        try (House house = house()) {
            house.app().workspace().read(tx -> {
                var store = new ResourceStore(tx, "slack", House.NOW);
                assertThat(store.through("a1"))
                        .extracting(seen -> seen.getKey().takenAt() + " "
                                + seen.getValue().userName().orElseThrow())
                        .containsExactly(House.TAKEN + " renamed", EARLIER + " ada");
                assertThat(new ResourceStore(tx, "slack", EARLIER)
                                .account("a1")
                                .orElseThrow()
                                .userName())
                        .contains("ada");
                assertThat(store.isThere("a1")).isTrue();
                assertThat(store.isThere("left")).isFalse();
                assertThat(store.lastSeen("left")).isPresent();
                assertThat(new ResourceStore(tx, "nosource", House.NOW).lastSeen("left"))
                        .isEmpty();
                return true;
            });
        }
    }
}
