package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.ProvisioningEvent.Action;
import org.countersign.scim.ProvisioningEvent.Result;
import org.countersign.scim.ProvisioningEvent.Target;

/// An event of Okta's System Log, where it is about an account or group at an app. Everything else in that log
/// (sign-ins, imports from apps, configuration) is counted, not read.
final class OktaEvent {
    /// What is done, and whether to a group as a whole.
    private record Meaning(Action action, boolean group) {
        static Meaning user(Action action) {
            return new Meaning(action, false);
        }

        static Meaning group(Action action) {
            return new Meaning(action, true);
        }
    }

    private static final Map<String, Meaning> TYPES = Map.ofEntries(
            Map.entry("application.provision.user.push", Meaning.user(Action.CREATE)),
            Map.entry("application.provision.user.push_profile", Meaning.user(Action.UPDATE)),
            Map.entry("application.provision.user.sync", Meaning.user(Action.UPDATE)),
            Map.entry("application.provision.user.password", Meaning.user(Action.UPDATE)),
            Map.entry("application.provision.user.push_password", Meaning.user(Action.UPDATE)),
            Map.entry("application.provision.user.push_okta_password", Meaning.user(Action.UPDATE)),
            Map.entry("application.provision.user.activate", Meaning.user(Action.ENABLE)),
            Map.entry("application.provision.user.reactivate", Meaning.user(Action.ENABLE)),
            Map.entry("application.provision.user.deactivate", Meaning.user(Action.DISABLE)),
            Map.entry("application.provision.user.deprovision", Meaning.user(Action.DISABLE)),
            Map.entry("application.provision.group.add", Meaning.group(Action.CREATE)),
            Map.entry("application.provision.group.update", Meaning.group(Action.UPDATE)),
            Map.entry("application.provision.group.remove", Meaning.group(Action.DELETE)),
            Map.entry("application.provision.group_membership.add", Meaning.user(Action.GROUP_ADD)),
            Map.entry("application.provision.group_membership.remove", Meaning.user(Action.GROUP_REMOVE)),
            Map.entry("application.provision.group_push.pushed", Meaning.group(Action.CREATE)),
            Map.entry("application.provision.group_push.updated", Meaning.group(Action.UPDATE)),
            Map.entry("application.provision.group_push.push_memberships", Meaning.group(Action.UPDATE)),
            Map.entry("application.provision.group_push.removed", Meaning.group(Action.DELETE)));

    /// Older names, as Okta's documentation pairs them with the newer ones.
    private static final Map<String, String> OLDER = Map.ofEntries(
            Map.entry("app.user_management.push_new_user", "application.provision.user.push"),
            Map.entry("app.user_management.push_new_user_success", "application.provision.user.push"),
            Map.entry("app.user_management.push_pending_user", "application.provision.user.push"),
            Map.entry("app.user_management.push_profile_success", "application.provision.user.push_profile"),
            Map.entry("app.user_management.push_profile_failure", "application.provision.user.push_profile"),
            Map.entry("app.user_management.push_profile_update", "application.provision.user.push_profile"),
            Map.entry("app.user_management.provision_user.user_inactive", "application.provision.user.push_profile"),
            Map.entry("app.user_management.provision_user", "application.provision.user.sync"),
            Map.entry("app.user_management.provision_user_failed", "application.provision.user.sync"),
            Map.entry("app.user_management.push_okta_password_update", "application.provision.user.push_okta_password"),
            Map.entry("app.user_management.push_unique_password_update", "application.provision.user.push_password"),
            Map.entry("app.user_management.activate_user", "application.provision.user.activate"),
            Map.entry("app.user_management.reactivate_user", "application.provision.user.reactivate"),
            Map.entry("app.user_management.deactivate_user", "application.provision.user.deactivate"),
            Map.entry("app.user_management.deactivate_user.api_account", "application.provision.user.deactivate"),
            Map.entry("app.user_management.deprovision_task_complete", "application.provision.user.deprovision"),
            Map.entry("app.user_management.grouppush.pushed", "application.provision.group_push.pushed"),
            Map.entry("app.user_management.grouppush.updated", "application.provision.group_push.updated"),
            Map.entry("app.user_management.grouppush.removed", "application.provision.group_push.removed"));

    private OktaEvent() {}

    static boolean is(ObjectNode object) {
        return Attributes.get(object, "eventType").isPresent()
                && Attributes.get(object, "published").isPresent();
    }

    static void read(ObjectNode object, ProvisioningLogSink sink) throws RowException {
        String type = EventFields.id(object, "eventType").orElse("no type");
        Optional<Meaning> meaning = Optional.ofNullable(TYPES.get(OLDER.getOrDefault(type, type)));
        ObjectNode outcome = EventFields.object(object, "outcome");
        if (meaning.isEmpty()) {
            sink.unknown(type);
            return;
        }
        Optional<Result> result = result(Attributes.text(outcome, "result").orElse(""));
        if (result.isEmpty()) {
            sink.unknown(type + " " + Attributes.text(outcome, "result").orElse("without a result"));
            return;
        }
        Optional<String> id = EventFields.id(object, "uuid");
        sink.event(new ProvisioningEvent(
                id.orElseThrow(() -> new RowException("The event has no uuid.")),
                EventFields.instant(Attributes.text(object, "published")),
                targeted(object, "AppInstance", "id"),
                meaning.get().action(),
                target(object, meaning.get()),
                result.get(),
                Optional.empty(),
                EventFields.reason(Attributes.text(outcome, "reason")),
                type));
    }

    /// The id of an `AppUser` is Okta's own for the assignment, not the account's at the app, so it is left out.
    private static Target target(ObjectNode object, Meaning meaning) throws RowException {
        Optional<String> groupId = targeted(object, "UserGroup", "id");
        Optional<String> group = groupId.isPresent() ? groupId : targeted(object, "UserGroup", "displayName");
        Optional<String> identity = targeted(object, "User", "id");
        Optional<String> login = targeted(object, "User", "alternateId");
        Optional<String> userName = targeted(object, "AppUser", "alternateId");
        boolean nobody = identity.isEmpty() && login.isEmpty() && userName.isEmpty();
        if (meaning.group() || (nobody && meaning.action().ofMembership())) {
            return new Target(true, Optional.empty(), Optional.empty(), Optional.empty(), group);
        }
        if (nobody) {
            throw new RowException("The event names no user.");
        }
        return new Target(false, Optional.empty(), identity, userName.or(() -> login), group);
    }

    private static Optional<String> targeted(ObjectNode object, String type, String name) throws RowException {
        for (ObjectNode target : EventFields.list(object, "target")) {
            if (Attributes.text(target, "type").filter(type::equals).isPresent()) {
                return EventFields.id(target, name);
            }
        }
        return Optional.empty();
    }

    private static Optional<Result> result(String text) {
        return switch (text) {
            case "SUCCESS" -> Optional.of(Result.SUCCESS);
            case "FAILURE" -> Optional.of(Result.FAILURE);
            case "SKIPPED" -> Optional.of(Result.SKIPPED);
            case "DEFERRED", "SCHEDULED" -> Optional.of(Result.PENDING);
            default -> Optional.empty();
        };
    }
}
