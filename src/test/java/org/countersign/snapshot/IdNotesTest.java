package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the record of a snapshot says of ids: members that name nobody, and ids that differ in case alone.
class IdNotesTest {
    private static final String TYPELESS =
            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"%s\",\"displayName\":\"G\","
                    + "\"members\":[{\"value\":\"%s\"}]}";

    @TempDir
    private Path folder;

    private House house;
    private int files;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder).governance("", "");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private ImportSnapshot.Request request(String... resources) throws Exception {
        Path file = folder.resolve("in-" + files++ + ".ndjson");
        Files.writeString(file, String.join("\n", resources) + "\n");
        Instant taken = House.TAKEN.minus(Duration.ofDays(100 - files));
        return new ImportSnapshot.Request("okta", List.of(file), Optional.of(taken), true, true);
    }

    private List<String> notes(String... resources) throws Exception {
        var outcome = house.app().importSnapshot().run(house.app().actor(), request(resources), Progress.NONE);
        return ((ImportSnapshot.Outcome.Imported) outcome)
                .snapshot()
                .completeness()
                .notes();
    }

    @Test
    void membersThatNameNobodyAreCountedWithTheirGroups() throws Exception {
        assertThat(notes(active("U1", "ada"), group("G1", "one", "U1", "U9"), group("G2", "two", "U9")))
                .containsExactly("1 member of 2 groups is neither a user nor a group of the snapshot: U9.");
        assertThat(notes(active("U1", "ada"), group("G1", "one", "X4", "X2"), group("G2", "two", "X3", "X1", "U1")))
                .containsExactly(
                        "4 members of 2 groups are neither a user nor a group of the snapshot: X1, X2, X3 and others.");
    }

    @Test
    void whoComesLaterInTheFileIsThere() throws Exception {
        assertThat(notes(
                        group("G1", "one", "U1", "U2"),
                        TYPELESS.formatted("G2", "G3"),
                        active("U1", "ada"),
                        active("U2", "bob"),
                        group("G3", "three", "U1")))
                .isEmpty();
    }

    @Test
    void whereNoUsersAreToldNobodyIsMissing() throws Exception {
        assertThat(notes(group("G1", "one", "U1"), group("G2", "two", "U2"))).isEmpty();
    }

    @Test
    void onlyTheGroupThatCountsIsAsked() throws Exception {
        assertThat(notes(active("U1", "ada"), group("G1", "one", "U9"), group("G1", "one", "U1")))
                .containsExactly("Group G1 is there twice with different content; the later counts.");
        assertThat(notes(active("U1", "ada"), group("G1", "one", "U1"), group("G1", "one", "U8")))
                .containsExactly(
                        "Group G1 is there twice with different content; the later counts.",
                        "1 member of 1 group is neither a user nor a group of the snapshot: U8.");
    }

    @Test
    void whatStandsForAccessMayNameOthersThanUsers() throws Exception {
        assertThat(notes(active("U1", "ada"), group("app:1", "An app", "service-principal"), group("G1", "one", "U1")))
                .isEmpty();
    }

    @Test
    void knownBytesSayTheSame() throws Exception {
        String[] resources = {
            active("first", "first"),
            active("U1", "ada"),
            active("u1", "eve"),
            group("G1", "one", "U1", "U9"),
            group("g1", "two", "U8")
        };
        List<String> first = notes(resources);
        assertThat(first)
                .containsExactly(
                        "2 members of 2 groups are neither a user nor a group of the snapshot: U8, U9.",
                        "2 users have ids that differ from another's in upper and lower case alone, such as U1 and u1.",
                        "2 groups have ids that differ from another's in upper and lower case alone, such as G1 and g1.");
        assertThat(notes(resources)).as("the same bytes").isEqualTo(first);
        var more = new ArrayList<>(List.of(resources));
        more.add(active("U2", "bob"));
        assertThat(notes(more.toArray(String[]::new))).as("and one more").isEqualTo(first);
        more.set(1, active("U1", "renamed"));
        assertThat(notes(more.toArray(String[]::new))).as("one of two is read").isEqualTo(first);
    }

    @Test
    void whoLeavesAndStaysAMemberOfAKnownGroupNamesNobody() throws Exception {
        assertThat(notes(
                        active("first", "first"),
                        active("U1", "ada"),
                        active("U2", "bob"),
                        group("G", "G", "U1", "U2")))
                .isEmpty();
        assertThat(notes(active("first", "first"), active("U1", "ada"), group("G", "G", "U1", "U2")))
                .containsExactly("1 member of 1 group is neither a user nor a group of the snapshot: U2.");
        assertThat(notes(
                        active("first", "first"),
                        active("U1", "ada"),
                        active("U2", "bob"),
                        group("G", "G", "U1", "U2")))
                .isEmpty();
        assertThat(notes(active("first", "first"), active("U1", "ada"), group("H", "H", "U1")))
                .as("a group that is gone names nobody")
                .isEmpty();
    }

    @Test
    void aNewIdMayDifferFromAKnownOne() throws Exception {
        assertThat(notes(active("first", "first"), active("abc", "ada"))).isEmpty();
        assertThat(notes(active("first", "first"), active("abc", "ada"), active("aBc", "bob"), active("ABC", "cy")))
                .containsExactly("3 users have ids that differ from another's in upper and lower case alone,"
                        + " such as ABC and aBc.");
        assertThat(notes(active("first", "first"), active("aBc", "bob")))
                .as("an id of an earlier snapshot is nobody's")
                .isEmpty();
    }

    @Test
    void idsOfDifferentKindsOrWhoseHashesMeetAreNoTwins() throws Exception {
        assertThat(notes(active("AB", "ada"), group("ab", "G", "AB"))).isEmpty();
        assertThat("a~".hashCode()).isEqualTo("b_".hashCode());
        assertThat(notes(active("A~", "ada"), active("b_", "bob"))).isEmpty();
        assertThat(notes(active("É1", "ada"), active("é1", "bob")))
                .containsExactly("2 users have ids that differ from another's in upper and lower case alone,"
                        + " such as É1 and é1.");
        assertThat(notes(active("É1", "ada"), active("é1", "bob"), active("x", "x")))
                .as("of known bytes, too")
                .hasSize(1);
    }

    @Test
    void thePreviewSaysItAsTheImportDoes() throws Exception {
        String[] resources = {active("U1", "ada"), active("u1", "eve"), group("G1", "one", "U9")};
        var outcome = (PreviewSnapshot.Outcome.Usable)
                house.app().previewSnapshot().run(request(resources), Progress.NONE, PreviewSnapshot.Onlooker.NONE);
        assertThat(outcome.snapshot().completeness().notes()).hasSize(2).isEqualTo(notes(resources));
        var again = (PreviewSnapshot.Outcome.Usable)
                house.app().previewSnapshot().run(request(resources), Progress.NONE, PreviewSnapshot.Onlooker.NONE);
        assertThat(again.snapshot().completeness().notes())
                .isEqualTo(outcome.snapshot().completeness().notes());
    }

    @Test
    void longIdsAreCut() throws Exception {
        assertThat(notes(active("U1", "ada"), group("G1", "one", "x".repeat(500))))
                .containsExactly(
                        "1 member of 1 group is neither a user nor a group of the snapshot: " + "x".repeat(60) + "….");
    }
}
