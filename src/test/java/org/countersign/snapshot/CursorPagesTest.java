package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Saved pages of a listing by cursor (RFC 9865): what is missing among them is seen where their cursors let one.
class CursorPagesTest {
    private static final String MISSING =
            "A page of the users is missing: their cursors lead to more pages than there are.";
    private static final String CUT = "The last page says that another one follows.";

    @TempDir
    private Path folder;

    private House house;
    private int imports;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder).governance("", "");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<String> gaps(List<String> pages) throws Exception {
        var files = new ArrayList<Path>();
        for (String page : pages) {
            files.add(Files.writeString(folder.resolve("page-" + files.size() + ".json"), page));
        }
        var request =
                new ImportSnapshot.Request("okta", files, Optional.of(House.TAKEN.plusSeconds(++imports)), false, true);
        var outcome = house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE);
        return ((ImportSnapshot.Outcome.Imported) outcome)
                .snapshot()
                .completeness()
                .gaps();
    }

    private static String page(String resource, String next, String previous) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"]"
                + (next.isEmpty() ? "" : ",\"nextCursor\":\"" + next + "\"")
                + (previous.isEmpty() ? "" : ",\"previousCursor\":\"" + previous + "\"")
                + ",\"Resources\":[" + resource + "]}";
    }

    /// A whole listing of so many pages, each page of which has one cursor.
    private static List<String> pages(int count) {
        var pages = new ArrayList<String>();
        for (int i = 1; i <= count; i++) {
            pages.add(page(
                    House.active("u" + i, "user" + i), i < count ? "c" + (i + 1) : "", i > 1 ? "c" + (i - 1) : ""));
        }
        return pages;
    }

    @Test
    void aListingThatIsWholeLacksNothing() throws Exception {
        for (int count = 1; count <= 7; count++) {
            assertThat(gaps(pages(count))).as(count + " pages").isEmpty();
        }
        List<String> twice = pages(4);
        twice.addAll(pages(4));
        assertThat(gaps(twice)).as("each page twice").isEmpty();
    }

    @Test
    void anyPageThatIsMissingIsNoticed() throws Exception {
        for (int count = 3; count <= 7; count++) {
            for (int missing = 1; missing <= count; missing++) {
                List<String> pages = pages(count);
                pages.remove(missing - 1);
                assertThat(gaps(pages))
                        .as("page %d of %d", missing, count)
                        .containsExactly(
                                missing == 1
                                        ? "The first page of the users is missing: each says that another precedes it."
                                        : missing == count ? CUT : MISSING);
            }
        }
    }

    @Test
    void whereTheWayBackHasOtherCursorsOrNoneNothingIsSaidOfTheMidst() throws Exception {
        List<String> others = List.of(
                page(House.active("1", "a"), "n2", ""),
                page(House.active("2", "b"), "n3", "p1"),
                page(House.active("3", "c"), "n4", "p2"),
                page(House.active("4", "d"), "", "p3"));
        assertThat(gaps(others)).isEmpty();
        assertThat(gaps(List.of(page(House.active("1", "a"), "x", ""), page(House.active("3", "c"), "", ""))))
                .isEmpty();
    }

    @Test
    void usersAndGroupsAreListingsOfTheirOwn() throws Exception {
        List<String> all = pages(4);
        all.add(page(House.group("g1", "one", "u1"), "c2", ""));
        all.add(page(House.group("g2", "two", "u1"), "c3", "c1"));
        all.add(page(House.group("g3", "three", "u1"), "", "c2"));
        assertThat(gaps(all)).isEmpty();
        all.remove(5);
        assertThat(gaps(all))
                .containsExactly("A page of the groups is missing: their cursors lead to more pages than there are.");
    }

    @Test
    void anEmptyPageMayBeTheLastOrInTheMidst() throws Exception {
        List<String> users = pages(3);
        users.set(2, page("", "", "c2"));
        assertThat(gaps(users)).as("the last").isEmpty();
        users = pages(3);
        users.set(1, page("", "c3", "c1"));
        assertThat(gaps(users)).as("in the midst").isEmpty();
        assertThat(gaps(List.of(page(House.active("u1", "a"), "c2", ""), page("", "c3", "c1"))))
                .as("an empty one that is followed ends nothing")
                .containsExactly(CUT);
        users = pages(3);
        users.set(2, page("", "", "c2"));
        users.add(page(House.group("g1", "one", "u1"), "c2", ""));
        assertThat(gaps(users)).as("it ends one list, not two").containsExactly(CUT);
    }
}
