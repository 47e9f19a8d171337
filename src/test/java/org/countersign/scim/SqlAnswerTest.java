package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers of Snowflake's SQL API, as its documentation shows them.
class SqlAnswerTest {
    /// What was read, and what no single document could know.
    private record Read(Collected all, Assembly.Missing missing) {}

    private static Read read(String vendor, String json) throws Exception {
        var found = new Collected();
        var assembly = new Assembly(found);
        new ScimReader(Dialects.of(vendor))
                .read(
                        Origin.of("export.json", "export.json"),
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                        assembly);
        return new Read(found, assembly.finish());
    }

    private static String sql(String columns, int rows, String partitions, String data) {
        return "{\"resultSetMetaData\":{\"numRows\":" + rows + ",\"format\":\"jsonv2\",\"rowType\":[" + columns
                + "],\"partitionInfo\":[" + partitions + "]},\"data\":[" + data + "],\"code\":\"090001\","
                + "\"statementStatusUrl\":\"/api/v2/statements/h?requestId=r\",\"sqlState\":\"00000\","
                + "\"statementHandle\":\"h\",\"message\":\"Statement executed successfully.\",\"createdOn\":1620151693299}";
    }

    private static String sqlUsers(int rows, String partitions, String data) {
        String columns = Stream.of("name", "login_name", "disabled", "has_mfa", "type")
                .map(name -> "{\"name\":\"" + name + "\",\"type\":\"text\",\"nullable\":true}")
                .collect(Collectors.joining(","));
        return sql(
                columns
                        + ",{\"name\":\"last_success_login\",\"type\":\"timestamp_ltz\",\"scale\":3}"
                        + ",{\"name\":\"created_on\",\"type\":\"timestamp_tz\",\"scale\":9}",
                rows,
                partitions,
                data);
    }

    private static final String ADA =
            "[\"ADA\",\"ada@x\",\"false\",\"true\",\"PERSON\",\"1616173619.250000000\",\"1616173619.000000000 1500\"]";
    private static final String BOT = "[\"BOT\",\"BOT\",\"true\",\"false\",\"SERVICE\",null,null]";

    @ParameterizedTest
    @ValueSource(strings = {"snowflake", "auto"})
    void usersByTheSqlApiOfSnowflakeAreThoseOfShowUsers(String vendor) throws Exception {
        Read found = read(vendor, sqlUsers(2, "{\"rowCount\":2}", ADA + "," + BOT));
        assertThat(found.all.users)
                .extracting(user ->
                        user.id() + " " + user.userName().orElseThrow() + " " + user.active() + " " + user.kind())
                .containsExactly("ADA ada@x ACTIVE PERSON", "BOT BOT INACTIVE SERVICE");
        assertThat(found.all.users.getFirst().lastSignIn()).contains(Instant.parse("2021-03-19T17:06:59.250Z"));
        assertThat(found.all.users.getFirst().extra().path("created_on").asText())
                .isEqualTo("2021-03-19T17:06:59Z");
        assertThat(found.missing.gaps()).isEmpty();
        assertThat(found.all.pages).hasSize(1);
    }

    @Test
    void grantsByTheSqlApiOfSnowflakeAreMemberships() throws Exception {
        String columns = Stream.of("created_on", "role", "granted_to", "grantee_name", "granted_by")
                .map(name -> "{\"type\":\"text\",\"name\":\"" + name + "\"}")
                .collect(Collectors.joining(","));
        Read found = read(
                "snowflake",
                sql(
                        columns,
                        2,
                        "{\"rowCount\":2}",
                        "[\"1.0\",\"ADMIN\",\"USER\",\"ADA\",null],[\"1.0\",\"ADMIN\",\"ROLE\",\"OPS\",null]"));
        assertThat(found.all.groups.getFirst().members().orElseThrow())
                .extracting(member -> member.value() + " " + member.type())
                .containsExactly("ADA USER", "OPS GROUP");
    }

    @Test
    void anAnswerOfSnowflakeWithoutAllItsPartitionsIsCutOff() throws Exception {
        String two = "{\"rowCount\":1},{\"rowCount\":1}";
        assertThat(read("snowflake", sqlUsers(2, two, ADA)).missing)
                .isEqualTo(new Assembly.Missing(
                        List.of("export.json has 1 of 2 rows: partitions of the answer are missing."), true));
        assertThat(read("snowflake", sqlUsers(2, two, ADA).replace("\"numRows\":2,", ""))
                        .missing
                        .gaps())
                .hasSize(1);
        Read whole = read("snowflake", sqlUsers(2, two, ADA) + "\n{\"data\":[" + BOT + "]}\n");
        assertThat(whole.all.users).hasSize(2);
        assertThat(whole.missing.gaps()).isEmpty();
        assertThatThrownBy(() -> read("snowflake", "{\"data\":[" + BOT + "]}"))
                .hasMessageContaining("only the first partition of an answer does")
                .hasMessageContaining("into one file");
        assertThatThrownBy(() -> read("snowflake", sqlUsers(1, "", ADA) + sqlUsers(1, "", BOT)))
                .hasMessageContaining("Only further partitions may follow");
    }

    @Test
    void anAnswerOfSnowflakeMayBeOfNobodyAndHaveRowsThatAreNone() throws Exception {
        assertThat(read("snowflake", sqlUsers(0, "{\"rowCount\":0}", "")).all.users)
                .isEmpty();
        Read found = read("snowflake", sqlUsers(3, "{\"rowCount\":3}", ADA + ",[\"x\"],{}"));
        assertThat(found.all.users).hasSize(1);
        assertThat(found.missing.gaps()).isEmpty();
        assertThat(found.all.refused)
                .hasSize(2)
                .anyMatch(row -> row.endsWith("It has 1 field, and the answer has 7 columns."))
                .anyMatch(row -> row.endsWith("It has no fields, and the answer has 7 columns."));
        assertThatThrownBy(() -> read("snowflake", sqlUsers(1, "", ADA).replace("login_name", "name")))
                .hasMessageContaining("The column name is there twice.");
    }
}
