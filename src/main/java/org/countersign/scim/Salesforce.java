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
        if (object.has("Id", "Username")) {
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
        if (object.has("AssigneeId", "PermissionSetId")) {
            return Optional.of(new VendorObject.Membership(
                    object.text("PermissionSetId").orElseThrow(() -> new RowException("PermissionSetId is no id.")),
                    object.text("PermissionSet", "Label"),
                    new Member(
                            object.text("AssigneeId").orElseThrow(() -> new RowException("AssigneeId is no id.")),
                            Member.Type.USER,
                            Optional.empty())));
        }
        return Optional.empty();
    }

    @Override
    public boolean listsAllMemberships() {
        return true;
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive("https://help.salesforce.com/s/articleView?id=sf.identity_scim_overview.htm")
                .facts();
    }
}
