package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.ProvisioningEvent.Action;
import org.countersign.scim.ProvisioningEvent.Result;
import org.countersign.scim.ProvisioningEvent.Target;

/// An event of Entra: Graph's `provisioningObjectSummary`, the same in `properties` of a line of diagnostic settings,
/// and a row of `AADProvisioningLogs`, whose objects are written as text. Names differ in case alone.
final class EntraEvent {
    private static final Set<String> NOT_DONE = Set.of("failure", "1", "skipped", "2");

    private EntraEvent() {}

    static boolean is(ObjectNode object) {
        return Attributes.get(object, "provisioningAction").isPresent()
                || Attributes.get(object, "provisioningStatusInfo").isPresent()
                || (Attributes.get(object, "category").isPresent()
                        && Attributes.get(object, "properties").isPresent());
    }

    static void read(ObjectNode object, ProvisioningLogSink sink) throws RowException {
        Optional<String> category = Attributes.text(object, "category");
        if (category.isPresent() && !category.get().equalsIgnoreCase("ProvisioningLogs")) {
            sink.unknown("category " + category.get());
            return;
        }
        ObjectNode inner = EventFields.object(object, "properties");
        ObjectNode event = inner.isEmpty() ? object : inner;
        String type = Attributes.text(event, "provisioningAction")
                .or(() -> Attributes.text(event, "action"))
                .orElse("no action");
        // The outer resultType says Success where the inner status says failure.
        String status = Attributes.text(EventFields.object(event, "provisioningStatusInfo"), "status")
                .orElse("no status");
        Optional<Action> action = action(type, event);
        Optional<Result> result = result(status);
        if (action.isEmpty() || result.isEmpty()) {
            sink.unknown(type + " " + status);
            return;
        }
        sink.event(event(object, event, type, action.get(), result.get()));
    }

    private static ProvisioningEvent event(
            ObjectNode outer, ObjectNode event, String type, Action action, Result result) throws RowException {
        ObjectNode error = EventFields.object(EventFields.object(event, "provisioningStatusInfo"), "errorInformation");
        List<ObjectNode> steps = EventFields.list(event, "provisioningSteps");
        Optional<ObjectNode> stopped = result == Result.SUCCESS
                ? Optional.empty()
                : steps.stream()
                        .filter(step -> Attributes.text(step, "status")
                                .filter(status -> NOT_DONE.contains(Attributes.fold(status)))
                                .isPresent())
                        .reduce((_, last) -> last);
        ObjectNode details = stopped.isPresent() ? EventFields.object(stopped.get(), "details") : error;
        Optional<String> id = EventFields.id(event, "id");
        return new ProvisioningEvent(
                id.orElseThrow(() -> new RowException("The event has no id.")),
                EventFields.instant(Attributes.text(event, "activityDateTime")
                        .or(() -> Attributes.text(outer, "time"))
                        .or(() -> Attributes.text(outer, "TimeGenerated"))),
                EventFields.id(EventFields.object(event, "servicePrincipal"), "id"),
                action,
                target(event, steps),
                result,
                EventFields.reason(
                        Attributes.text(error, "errorCode").or(() -> Attributes.text(details, "SkipReason"))),
                EventFields.reason(Attributes.text(error, "reason")
                        .or(() -> stopped.flatMap(step -> Attributes.text(step, "description")))),
                type);
    }

    private static Target target(ObjectNode event, List<ObjectNode> steps) throws RowException {
        ObjectNode source = EventFields.object(event, "sourceIdentity");
        ObjectNode target = EventFields.object(event, "targetIdentity");
        String type = Attributes.text(target, "identityType")
                .or(() -> Attributes.text(source, "identityType"))
                .orElse("");
        Optional<String> account = EventFields.id(target, "id");
        Optional<String> identity = EventFields.id(source, "id");
        if (Attributes.fold(type).endsWith("group")) {
            Optional<String> name = name(source);
            return new Target(
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    account.or(() -> identity).or(() -> name));
        }
        Optional<String> userName = Optional.empty();
        for (ObjectNode step : steps) {
            Optional<String> told = EventFields.id(EventFields.object(step, "details"), "ReportableIdentifier");
            userName = told.isPresent() ? told : userName;
        }
        Optional<String> upn = EventFields.id(EventFields.object(source, "details"), "UserPrincipalName");
        Target found = new Target(false, account, identity, userName.or(() -> upn), Optional.empty());
        if (account.isEmpty() && identity.isEmpty() && found.userName().isEmpty()) {
            throw new RowException("The event names no account, identity or group.");
        }
        return found;
    }

    private static Optional<String> name(ObjectNode identity) throws RowException {
        Optional<String> name = EventFields.id(identity, "displayName");
        return name.isPresent() ? name : EventFields.id(identity, "Name");
    }

    private static Optional<Action> action(String text, ObjectNode event) throws RowException {
        return switch (Attributes.fold(text)) {
            case "create" -> Optional.of(Action.CREATE);
            case "update" -> Optional.of(shutsOut(event) ? Action.DISABLE : Action.UPDATE);
            case "delete" -> Optional.of(Action.DELETE);
            case "disable", "stageddelete" -> Optional.of(Action.DISABLE);
            case "other" -> Optional.of(Action.OTHER);
            default -> Optional.empty();
        };
    }

    private static boolean shutsOut(ObjectNode event) throws RowException {
        for (JsonNode change : EventFields.list(event, "modifiedProperties")) {
            if (Attributes.text(change, "displayName").filter("active"::equals).isPresent()
                    && Attributes.get(change, "newValue")
                            .map(JsonNode::asText)
                            .filter("false"::equalsIgnoreCase)
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Result> result(String text) {
        return switch (Attributes.fold(text)) {
            case "success" -> Optional.of(Result.SUCCESS);
            case "failure" -> Optional.of(Result.FAILURE);
            case "skipped" -> Optional.of(Result.SKIPPED);
            default -> Optional.empty();
        };
    }
}
