package org.countersign.scim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a column of a table can be. Headers are recognised by their letters and digits alone, in any case.
enum Column {
    // A tenant's account may stand beside the person's own id.
    ID("id", "userid", "id", "accountid", "uid", "objectid", "guid", "memberid"),
    EXTERNAL_ID("externalId", "externalid", "federationidentifier", "ssoid"),
    USER_NAME(
            "userName",
            "username",
            "login",
            "loginname",
            "userprincipalname",
            "upn",
            "user",
            "account",
            "samaccountname"),
    EMAIL("email", "email", "emailaddress", "mail", "primaryemail", "workemail"),
    DISPLAY_NAME("displayName", "displayname", "name", "fullname", "realname"),
    GIVEN_NAME("givenName", "givenname", "firstname"),
    FAMILY_NAME("familyName", "familyname", "lastname", "surname"),
    ACTIVE(
            "active",
            "active",
            "isactive",
            "status",
            "state",
            "enabled",
            "accountenabled",
            "accountstatus",
            "userstatus"),
    SUSPENDED("suspended", "suspended", "disabled", "deactivated", "blocked", "inactive", "isdisabled", "issuspended"),
    USER_TYPE("userType", "usertype", "accounttype"),
    TITLE("title", "title", "jobtitle", "position"),
    DEPARTMENT("department", "department", "dept"),
    EMPLOYEE_NUMBER("employeeNumber", "employeenumber", "employeeid", "personnelnumber"),
    MANAGER("manager", "manager", "managerid", "manageremail"),
    ROLES("roles", "roles", "role", "profile", "permissions"),
    ENTITLEMENTS("entitlements", "entitlements", "entitlement", "license", "licenses"),
    GROUPS("groups", "groups", "group", "teams", "team", "memberof"),
    LAST_SIGN_IN(
            "lastSignIn",
            "lastsignin",
            "lastlogin",
            "lastlogintime",
            "lastsuccessfullogin",
            "lastactive",
            "lastsignindatetime"),
    LAST_MODIFIED("lastModified", "lastmodified", "lastupdated", "updatedat", "modifiedat");

    private final String attribute;
    private final List<String> headers;

    Column(String attribute, String... headers) {
        this.attribute = attribute;
        this.headers = List.of(headers);
    }

    /// Its name on the command line.
    String attribute() {
        return attribute;
    }

    static Optional<Column> named(String attribute) {
        return Arrays.stream(values())
                .filter(column -> column.attribute.equalsIgnoreCase(attribute))
                .findFirst();
    }

    static List<String> attributes() {
        return Arrays.stream(values()).map(Column::attribute).toList();
    }

    /// How well a header fits: the smaller the better; empty where it does not.
    Optional<Integer> fit(String header) {
        int place = headers.indexOf(letters(header));
        return place < 0 ? Optional.empty() : Optional.of(place);
    }

    /// Whether a header is `id` and no more: tables of groups, roles and tickets have one, too.
    static boolean saysNotOfWhat(String header) {
        return letters(header).equals("id");
    }

    private static String letters(String header) {
        return Attributes.fold(header).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
