package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.Activity;
import org.countersign.scim.UserResource;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the words in a table and in its header mean.
class TableWordsTest {
    @TempDir
    private Path folder;

    private Map<String, UserResource> read(String table) throws Exception {
        try (var house = new House(folder).governance("", "")) {
            Path file = Files.writeString(folder.resolve("users.csv"), table);
            var request = new ImportSnapshot.Request("slack", List.of(file), Optional.of(House.TAKEN), false, true);
            var done = (ImportSnapshot.Outcome.Imported)
                    house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE);
            return house.app().workspace().read(tx -> new SnapshotStore(tx).accounts(done.snapshot()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Blocked,Active,ACTIVE",
        "Blocked,blocked,INACTIVE",
        "Blocked,yes,INACTIVE",
        "Blocked,no,ACTIVE",
        "Disabled,Enabled,ACTIVE",
        "Disabled,Disabled,INACTIVE",
        "Disabled,true,INACTIVE",
        "Suspended,ACTIVE,ACTIVE",
        "Suspended,Suspended,INACTIVE",
        "Suspended,1,INACTIVE",
        "Deactivated,Inactive,INACTIVE",
        "Is suspended,enabled,ACTIVE",
        "Status,Active,ACTIVE",
        "Status,Disabled,INACTIVE"
    })
    void aStateIsTheAccountsOwnWhateverItsColumnIsCalled(String column, String says, Activity activity)
            throws Exception {
        assertThat(read("id,userName," + column + "\n1,ada," + says + "\n")
                        .get("1")
                        .active())
                .isEqualTo(activity);
    }

    @Test
    void theIdIsThePersonsBesideTheTenantsAccount() throws Exception {
        assertThat(read("id,accountId,email,status\n1,T9,a@x,active\n2,T9,b@x,active\n3,T9,c@x,active\n"))
                .containsOnlyKeys("1", "2", "3");
        assertThat(read("accountId,email\n7,a@x\n8,b@x\n")).containsOnlyKeys("7", "8");
        assertThat(read("id,userId,email\n1,9,a@x\n")).containsOnlyKeys("9");
    }
}
