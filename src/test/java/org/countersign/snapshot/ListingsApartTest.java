package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each listing is whole or not by what its own pages say.
class ListingsApartTest {
    @TempDir
    private Path folder;

    private House house;
    private int imports;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
        house.governed("sources:\n  - {id: any, name: Any, kind: idp, vendor: auto}\n");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Completeness take(Map<String, String> files) throws Exception {
        Path in = Files.createDirectory(folder.resolve("in" + ++imports));
        for (var file : files.entrySet()) {
            Files.writeString(in.resolve(file.getKey()), file.getValue());
        }
        var request = new ImportSnapshot.Request(
                "any", List.of(in), Optional.of(House.TAKEN.plusSeconds(imports)), false, true);
        return ((ImportSnapshot.Outcome.Imported)
                        house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE))
                .snapshot()
                .completeness();
    }

    private static String users(String more, int from, int count) {
        var users = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            users.append(i == from ? "" : ",").append(House.active("u" + i, "user" + i));
        }
        return "{" + more + "\"Resources\":[" + users + "]}";
    }

    @Test
    void theTotalOfAPageOfMembersCounts() throws Exception {
        String accounts = users("\"totalResults\":3,", 1, 3);
        String group = "{\"totalResults\":1,\"Resources\":[{\"id\":\"g\",\"displayName\":\"G\","
                + "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"]}]}";
        assertThat(take(Map.of(
                                "users.json", accounts,
                                "groups.json", group,
                                "members-g.json", users("\"totalResults\":2,", 1, 1)))
                        .gaps())
                .containsExactly("Only 1 of 2 members of g are there.");
        assertThat(take(Map.of(
                                "users.json",
                                accounts,
                                "groups.json",
                                group,
                                "members-g.json",
                                users("\"totalResults\":3,", 1, 2),
                                "members-g.page2.json",
                                users("\"totalResults\":3,", 3, 1)))
                        .gaps())
                .isEmpty();
        assertThat(take(Map.of(
                                "users.json",
                                accounts,
                                "groups.json",
                                group,
                                "members-g.json",
                                users("\"totalResults\":3,", 1, 2),
                                "members-g.page2.json",
                                users("\"totalResults\":3,", 2, 1)))
                        .gaps())
                .as("the same one twice is one")
                .containsExactly("Only 2 of 3 members of g are there.");
    }
}
