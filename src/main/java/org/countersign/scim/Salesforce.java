package org.countersign.scim;

import java.util.Optional;

/// Salesforce: SCIM, whose entitlements are profile and permission sets, and rows of `User` and
/// `PermissionSetAssignment` as a query answers them.
final class Salesforce implements Dialect {
    @Override
    public String id() {
        return "salesforce";
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        if (object.tells("Username") && object.tellsOneOf("Id", "IsActive", "attributes")) {
            return new AccountDraft(object, "Id")
                    .userName(object.text("Username"))
                    .displayName(object.text("Name"))
                    .names(object.text("FirstName"), object.text("LastName"))
                    .email(object.text("Email"))
                    .title(object.text("Title"))
                    .department(object.text("Department"))
                    .employeeNumber(object.text("EmployeeNumber"))
                    .externalId(object.text("FederationIdentifier"))
                    .manager(object.text("ManagerId"), Optional.empty())
                    .userType(object.text("UserType"))
                    .active(object.flag("IsActive"))
                    .role(object.text("Profile", "Name"))
                    .lastModified(object.instant("LastModifiedDate"))
                    .lastSignIn(object.instant("LastLoginDate"))
                    .found();
        }
        boolean assignment = object.look("attributes", "type")
                .filter("PermissionSetAssignment"::equals)
                .isPresent();
        if (assignment || object.tells("AssigneeId", "PermissionSetId")) {
            String set = object.need("PermissionSetId");
            String user = object.need("AssigneeId");
            return Optional.of(new VendorObject.Membership(
                    set, object.text("PermissionSet", "Label"), new Member(user, Member.Type.USER, Optional.empty())));
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> listsAllMembershipsOf() {
        return Optional.of("");
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive("https://help.salesforce.com/s/articleView?id=sf.identity_scim_overview.htm")
                .facts();
    }
}
