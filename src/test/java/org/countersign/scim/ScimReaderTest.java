package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.scim.ResourceSink.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The envelopes and resources of RFC 7643 and 7644, in the shapes that servers really send.
class ScimReaderTest {
    private static final String USER = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
             "id":"2819","externalId":"e-1","userName":"bjensen","displayName":"Babs Jensen","title":"Tour guide",
             "userType":"Employee","active":true,
             "emails":[{"value":"b@home.example","type":"home"},{"value":"b@work.example","type":"work"}],
             "roles":[{"value":"admin","display":"Admin"},"plain-role"],"entitlements":[{"value":"seat"}],
             "photos":[{"value":"https://example.com/p.jpg"}],"nickName":"Babs",
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"701984","department":"Tours",
               "manager":{"value":"26118915","displayName":"John Smith"}},
             "urn:example:custom":{"score":12345678901234567890},
             "meta":{"resourceType":"User","lastModified":"2011-05-13T04:42:34Z"}}""";

    @Test
    void everyAttributeThatAReviewNeedsIsRead() throws Exception {
        UserResource user = Collected.of(USER).users.getFirst();
        assertThat(user.id()).isEqualTo("2819");
        assertThat(user.externalId()).contains("e-1");
        assertThat(user.userName()).contains("bjensen");
        assertThat(user.label()).isEqualTo("Babs Jensen");
        assertThat(user.title()).contains("Tour guide");
        assertThat(user.department()).contains("Tours");
        assertThat(user.employeeNumber()).contains("701984");
        assertThat(user.manager()).contains(new Manager("26118915", Optional.of("John Smith")));
        assertThat(Email.primaryOf(user.emails())).contains("b@work.example");
        assertThat(user.roles()).extracting(Grant::value).containsExactly("admin", "plain-role");
        assertThat(user.entitlements()).extracting(Grant::value).containsExactly("seat");
        assertThat(user.lastModified()).contains(java.time.Instant.parse("2011-05-13T04:42:34Z"));
    }

    @Test
    void unknownAttributesAndExtensionsAreKeptPhotosAreNot() throws Exception {
        UserResource user = Collected.of(USER).users.getFirst();
        assertThat(user.extra().path("nickName").asText()).isEqualTo("Babs");
        assertThat(user.extra().path("urn:example:custom").path("score").bigIntegerValue())
                .hasToString("12345678901234567890");
        assertThat(user.extra().has("photos")).isFalse();
    }

    @Test
    void aSingleResourceIsASingle() throws Exception {
        assertThat(Collected.of(USER).pages).extracting(ResourceSink.Page::form).containsExactly(Form.SINGLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Resources", "resources", "RESOURCES", "rEsOuRcEs"})
    void listsAreReadInAnyKeyCase(String key) throws Exception {
        Collected found = Collected.of(
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"TotalResults\":\"7\","
                        + "\"STARTINDEX\":1,\"" + key + "\":[" + USER + "],\"nextCursor\":\"x\"}");
        assertThat(found.users).hasSize(1);
        assertThat(found.pages.getFirst().totalResults()).contains(7L);
        assertThat(found.pages.getFirst().nextCursor()).isTrue();
    }

    @Test
    void attributeNamesAreReadInAnyCase() throws Exception {
        UserResource user = Collected.of(
                        "{\"SCHEMAS\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"ID\":7,\"USERNAME\":\"a\",\"Active\":\"False\"}")
                .users
                .getFirst();
        assertThat(user.id()).isEqualTo("7");
        assertThat(user.userName()).contains("a");
        assertThat(user.active()).isEqualTo(Activity.INACTIVE);
    }

    @Test
    void totalsMayComeAfterTheResources() throws Exception {
        assertThat(Collected.of("{\"Resources\":[" + USER + "],\"totalResults\":2}")
                        .pages
                        .getFirst()
                        .totalResults())
                .contains(2L);
    }

    @Test
    void anEmptyListIsNoError() throws Exception {
        Collected found = Collected.of(
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":0}");
        assertThat(found.pages).hasSize(1);
        assertThat(found.users).isEmpty();
    }

    @Test
    void bareArraysAndSequencesAreRead() throws Exception {
        String other = USER.replace("2819", "2820");
        assertThat(Collected.of("[" + USER + "," + other + "]").users).hasSize(2);
        Collected lines = Collected.of(USER.replace("\n", " ") + "\n" + other.replace("\n", " ") + "\n");
        assertThat(lines.users).hasSize(2);
        assertThat(lines.pages).extracting(ResourceSink.Page::form).containsExactly(Form.SEQUENCE);
    }

    @Test
    void aCaptureIsUnwrappedOnceAndOnlyItsResponseCounts() throws Exception {
        Collected found = Collected.of(
                "{\"method\":\"PUT\",\"request\":" + USER.replace("2819", "wrong") + ",\"response\":" + USER + "}");
        assertThat(found.users).extracting(UserResource::id).containsExactly("2819");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            true, ACTIVE
            false, INACTIVE
            '"True"', ACTIVE
            '"FALSE"', INACTIVE
            null, NOT_TOLD
            """)
    void activeIsReadAsTheContractSays(String json, Activity expected) throws Exception {
        assertThat(Collected.of("[{\"id\":\"1\",\"userName\":\"a\",\"active\":" + json + "}]")
                        .users
                        .getFirst()
                        .active())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"yes\"", "\"\"", "[true]", "{}"})
    void anyOtherActiveRefusesTheRow(String json) throws Exception {
        Collected found = Collected.of("[{\"id\":\"1\",\"userName\":\"a\",\"active\":" + json + "}]");
        assertThat(found.users).isEmpty();
        assertThat(found.refused)
                .singleElement()
                .asString()
                .contains("plain, line 1, column 2")
                .contains("active");
    }

    @Test
    void aResourceWithoutIdIsARefusedRow() throws Exception {
        assertThat(Collected.of("[{\"userName\":\"a\"}]").refused)
                .singleElement()
                .asString()
                .contains("no id");
    }

    @Test
    void keysThatFoldToOneNameRefuseTheRowUnlessTheyAgree() throws Exception {
        assertThat(Collected.of("[{\"id\":\"1\",\"userName\":\"a\",\"USERNAME\":\"b\"}]").refused)
                .hasSize(1);
        assertThat(Collected.of("[{\"id\":\"1\",\"userName\":\"a\",\"USERNAME\":\"a\"}]").users)
                .hasSize(1);
    }

    @Test
    void membersKeepTheirKind() throws Exception {
        GroupResource group = Collected.of("""
                [{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"g","displayName":"G","members":[
                  {"value":"u1","type":"User"},{"value":"g1","$ref":"https://x/Groups/g1"},{"value":"x"},"bare",{"display":"none"},
                  {"$ref":"../Users/u2"}]}]""").groups.getFirst();
        assertThat(group.members().orElseThrow())
                .extracting(Member::value, Member::type)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("u1", Member.Type.USER),
                        org.assertj.core.groups.Tuple.tuple("g1", Member.Type.GROUP),
                        org.assertj.core.groups.Tuple.tuple("x", Member.Type.NOT_TOLD),
                        org.assertj.core.groups.Tuple.tuple("bare", Member.Type.NOT_TOLD),
                        org.assertj.core.groups.Tuple.tuple("u2", Member.Type.USER));
    }

    @Test
    void absentMembersAreNotTheSameAsNone() throws Exception {
        String group =
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"g\",\"displayName\":\"G\"%s}";
        assertThat(Collected.of(group.formatted("")).groups.getFirst().members())
                .isEmpty();
        assertThat(Collected.of(group.formatted(",\"members\":[]"))
                        .groups
                        .getFirst()
                        .members())
                .contains(List.of());
    }

    @Test
    void scim11IsReadToo() throws Exception {
        Collected found = Collected.of(
                "{\"schemas\":[\"urn:scim:schemas:core:1.0\"],\"totalResults\":2,\"Resources\":["
                        + "{\"schemas\":[\"urn:scim:schemas:core:1.0\"],\"id\":\"1\",\"userName\":\"a\",\"roles\":[\"admin\"],"
                        + "\"urn:scim:schemas:extension:enterprise:1.0\":{\"department\":\"D\",\"manager\":{\"managerId\":\"9\"}}},"
                        + "{\"schemas\":[\"urn:scim:schemas:core:1.0\"],\"id\":\"g\",\"displayName\":\"G\",\"members\":[{\"value\":\"1\"}]}]}");
        assertThat(found.users).hasSize(1);
        assertThat(found.users.getFirst().department()).contains("D");
        assertThat(found.users.getFirst().manager()).contains(new Manager("9", Optional.empty()));
        assertThat(found.users.getFirst().roles()).extracting(Grant::value).containsExactly("admin");
        assertThat(found.groups.getFirst().members().orElseThrow()).hasSize(1);
    }

    @Test
    void membersThatNameNobodyAreToldNotLost() throws Exception {
        Collected found = Collected.of(
                "[" + "{\"id\":\"g\",\"displayName\":\"G\",\"members\":[{\"display\":\"x\"},[],{\"value\":\"1\"}]}]");
        assertThat(found.groups.getFirst().members().orElseThrow()).hasSize(1);
        assertThat(found.unreadable).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"slack, GUEST", "auto, GUEST", "scim, PERSON"})
    void slacksGuestExtensionMarksAGuest(String vendor, AccountKind expected) throws Exception {
        String json =
                "[{\"id\":\"1\",\"userName\":\"a\",\"urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User\":"
                        + "{\"type\":\"multi\",\"expiration\":\"2027-01-01\"}}]";
        assertThat(kind(json, vendor)).isEqualTo(expected);
    }

    @Test
    void slacksEmptyGuestExtensionMarksNobody() throws Exception {
        String json =
                "[{\"id\":\"1\",\"userName\":\"a\",\"urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User\":"
                        + "{\"type\":\"\",\"expiration\":\"\"}}]";
        assertThat(kind(json, "slack")).isEqualTo(AccountKind.PERSON);
    }

    @Test
    void slacksBotsHaveAddressesOfTheirOwn() throws Exception {
        String json = "[{\"id\":\"1\",\"userName\":\"a\",\"emails\":[{\"value\":\"botuser-T1@slack-bots.com\"}]}]";
        assertThat(kind(json, "slack")).isEqualTo(AccountKind.BOT);
    }

    @ParameterizedTest
    @CsvSource({"github, GUEST", "auto, GUEST", "scim, PERSON"})
    void githubsGuestCollaboratorIsAGuest(String vendor, AccountKind expected) throws Exception {
        String json = "[{\"id\":\"1\",\"userName\":\"a\",\"roles\":[{\"value\":\"guest_collaborator\"}]}]";
        assertThat(kind(json, vendor)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Guest, GUEST", "external, EXTERNAL", "SERVICE, SERVICE", "bot, BOT", "Employee, PERSON"})
    void userTypeMarksInPlainScim(String type, AccountKind expected) throws Exception {
        assertThat(kind("[{\"id\":\"1\",\"userName\":\"a\",\"userType\":\"" + type + "\"}]", "scim"))
                .isEqualTo(expected);
    }

    private static AccountKind kind(String json, String vendor) throws Exception {
        return Collected.of("f", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), vendor)
                .users
                .getFirst()
                .kind();
    }

    @Test
    void aListIsStreamed() throws Exception {
        // The first resource reaches the sink long before the file has been read: nothing holds the list as a whole.
        byte[] one = (USER.replace("\n", "") + ",").getBytes(StandardCharsets.UTF_8);
        InputStream middle = new SequenceInputStream(Collections.enumeration(IntStream.range(0, 10_000)
                .<InputStream>mapToObj(_ -> new ByteArrayInputStream(one))
                .toList()));
        var counting = new Counting(new SequenceInputStream(
                Collections.enumeration(List.of(bytes("{\"Resources\":["), middle, bytes(USER + "]}")))));
        var atFirst = new long[1];
        var found = new Collected() {
            @Override
            public void user(UserResource user) {
                atFirst[0] = atFirst[0] == 0 ? counting.read : atFirst[0];
                super.user(user);
            }
        };
        new ScimReader(Dialects.of("scim")).read("large", counting, found);
        assertThat(found.users).hasSize(10_001);
        assertThat(atFirst[0]).isLessThan(counting.read / 10);
    }

    private static final class Counting extends FilterInputStream {
        private long read;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            read += Math.max(0, count);
            return count;
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aByteOrderMarkIsSkipped() throws Exception {
        assertThat(Collected.of("\uFEFF{\"Resources\":[{\"id\":\"1\",\"userName\":\"a\"}]}").users)
                .hasSize(1);
    }

    @Test
    void nulAndLoneSurrogatesRefuseTheRowAlone() throws Exception {
        Collected found = Collected.of(
                "[{\"id\":\"1\",\"userName\":\"a\\u0000\"},{\"id\":\"2\",\"userName\":\"\\ud800\"},{\"id\":\"3\",\"userName\":\"ok\"}]");
        assertThat(found.refused).hasSize(2);
        assertThat(found.users).extracting(UserResource::id).containsExactly("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"lastLogin\":\"2026-11-01T08:00:00Z\"",
                "\"lastlogin\":\"2026-11-01T08:00:00Z\"",
                "\"urn:example:activity\":{\"lastsignin\":\"2026-11-01T08:00:00Z\"}",
                "\"URN:EXAMPLE:Activity\":{\"LASTSIGNIN\":\"2026-11-01T08:00:00Z\"}"
            })
    void theLastSignInIsReadHoweverItsNameIsSpelt(String told) throws Exception {
        String user =
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"%s\",\"userName\":\"ada\","
                        + "\"displayName\":\"Ada\"," + told + "}";
        // The first object of a list is read by a tree, the others are not.
        assertThat(Collected.of("[" + user.formatted("1") + "," + user.formatted("2") + "]").users)
                .hasSize(2)
                .allSatisfy(
                        one -> assertThat(one.lastSignIn()).contains(java.time.Instant.parse("2026-11-01T08:00:00Z")));
    }
}
