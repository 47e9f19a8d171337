package org.countersign.scim;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.countersign.scim.ResourceSink.Cursors;
import org.countersign.scim.ResourceSink.Form;
import org.countersign.scim.ResourceSink.Listed;
import org.countersign.scim.ResourceSink.Page;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// Reads the objects of one document, and counts them.
///
/// Objects go by tree until one is SCIM's; from then on they stream, for a list is of one kind.
final class ObjectReading {
    private final Origin origin;
    private final Dialect dialect;
    private final ResourceParser resources;
    private final Assembly assembly;
    private final ResourceSink sink;
    private boolean scim;
    private boolean first = true;
    /// Whether it lists service principals (Databricks, Graph).
    private boolean services;
    /// The groups of the applications that assignments named which say it themselves.
    private final Set<String> applications = new HashSet<>();
    /// The group that the first membership named which says itself of which it is.
    private Optional<String> saidOfWhich = Optional.empty();
    private Optional<String> whose = Optional.empty();
    private Optional<String> complaint = Optional.empty();
    private long users;
    private long groups;
    private long memberships;
    private long ended;
    private long others;
    private long refused;
    private long credentials;

    ObjectReading(Origin origin, Dialect dialect, ResourceParser resources, Assembly assembly) {
        this.origin = origin;
        this.dialect = dialect;
        this.resources = resources;
        this.assembly = assembly;
        this.sink = assembly.sink();
    }

    /// Whether the document held something, be it a row that cannot be used.
    boolean foundSomething() {
        return users + groups + memberships + ended + credentials + refused > 0;
    }

    long others() {
        return others;
    }

    /// How many users and groups there are so far.
    long resources() {
        return users + groups;
    }

    boolean sawNothing() {
        return !foundSomething() && others == 0;
    }

    boolean namesGroup() {
        return origin.group().isPresent();
    }

    /// Whether the next object may be one that an earlier reading has brought. Never the first of a document, which
    /// tells whose it is.
    boolean expectsKnown() {
        return !first && !namesGroup() && assembly.remembers();
    }

    /// Whether these bytes have been read before: then they count.
    boolean recognises(ResourceDigest digest) {
        Optional<ResourceSink.Known> known = assembly.recognise(digest);
        if (known.isEmpty()) {
            return false;
        }
        if (known.get() instanceof ResourceSink.Known.Group) {
            groups++;
        } else {
            users++;
        }
        return true;
    }

    /// Whether the document's name says what an empty list in it means.
    boolean mayBeEmpty() {
        return namesGroup() || origin.tokens();
    }

    /// Takes the object at whose start the parser stands.
    ///
    /// @param suspicious whether its texts may hold what is no text
    /// @param digest of its bytes, once it has been read
    void take(JsonParser parser, JsonLocation at, boolean suspicious, Supplier<Optional<ResourceDigest>> digest)
            throws IOException, RefusedException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            refuse(at, "It is not an object.");
        } else if (scim) {
            stream(parser, at, suspicious, digest);
        } else {
            tree((ObjectNode) ScimReader.MAPPER.readTree(parser), at, suspicious, Optional.empty(), digest);
        }
    }

    /// Takes an object that has been read.
    ///
    /// @param key what it stood under, where lists stand under the ids of groups
    void tree(
            ObjectNode object,
            JsonLocation at,
            boolean suspicious,
            Optional<String> key,
            Supplier<Optional<ResourceDigest>> digest)
            throws IOException, RefusedException {
        try {
            Optional<String> noText = suspicious ? Attributes.noText(object) : Optional.empty();
            if (noText.isPresent()) {
                throw new RowException(noText.get());
            }
            tellVendor(object);
            Optional<VendorObject> found = dialect.read(new Fields(object));
            if (found.isPresent()) {
                vendor(found.get(), key.filter(group -> !group.isBlank()), at, digest);
                return;
            }
        } catch (RowException e) {
            refuse(at, String.valueOf(e.getMessage()));
            return;
        }
        try (JsonParser parser = object.traverse(ScimReader.MAPPER)) {
            parser.nextToken();
            stream(parser, at, suspicious, digest);
        }
    }

    /// Once a document: whose its objects are, where nobody has said it.
    private void tellVendor(ObjectNode object) {
        if (first) {
            first = false;
            services = object.has("applicationId") || object.has("servicePrincipalType");
            complaint = Envelope.complaint(object);
            whose = Dialects.whose(new Fields(object.deepCopy())).map(Dialect::id);
            if (dialect instanceof Detected) {
                whose.ifPresent(assembly::vendor);
            }
        }
    }

    /// Whose the first object is by its own names.
    Optional<String> whose() {
        return whose;
    }

    /// What the first object complains of, which is an error answer where nothing else is there.
    Optional<String> complaint() {
        return complaint;
    }

    /// Whether it is SCIM's or the vendor's, without taking it.
    boolean knows(ObjectNode object) throws IOException {
        try (JsonParser tree = object.traverse(ScimReader.MAPPER)) {
            tree.nextToken();
            return !(resources.read(tree, true) instanceof ResourceParser.Resource.Other)
                    || dialect.read(new Fields(object.deepCopy())).isPresent();
        } catch (RowException unusable) {
            return true;
        }
    }

    private void stream(
            JsonParser parser, JsonLocation at, boolean suspicious, Supplier<Optional<ResourceDigest>> digest)
            throws IOException, RefusedException {
        try {
            switch (resources.read(parser, suspicious)) {
                case ResourceParser.Resource.User(var user) -> {
                    scim = true;
                    account(user, Member.Type.USER, digest);
                }
                case ResourceParser.Resource.Group(var group, var nameless) -> {
                    scim = true;
                    group(group, nameless, at, digest);
                }
                case ResourceParser.Resource.Other() -> others++;
            }
        } catch (RowException e) {
            refuse(at, String.valueOf(e.getMessage()));
        }
    }

    /// In a document about one group, who is listed is a member: its account comes where accounts are listed.
    private void account(UserResource user, Member.Type type, Supplier<Optional<ResourceDigest>> digest) {
        if (namesGroup()) {
            member(new Member(user.id(), type, Optional.empty()), Optional.empty());
        } else {
            boolean holds = assembly.giveCredentials(user);
            sink.user(user, holds ? Optional.empty() : digest.get());
            users++;
        }
    }

    /// What could not be read has to be said each time.
    private void group(GroupResource group, int nameless, JsonLocation at, Supplier<Optional<ResourceDigest>> digest) {
        group(group, nameless > 0 ? Optional::empty : digest);
        if (nameless > 0) {
            sink.unreadable(place(at), group.label() + " has members without an id", nameless);
        }
    }

    private void group(GroupResource group, Supplier<Optional<ResourceDigest>> digest) {
        if (namesGroup()) {
            member(new Member(group.id(), Member.Type.GROUP, Optional.empty()), Optional.empty());
        } else {
            assembly.group(group, digest.get());
            groups++;
        }
    }

    /// Nothing is listed about the group of this id, where members are what is listed about others.
    void emptyAbout(String group) {
        if (memberships > 0 && users + groups == 0 && !group.isBlank()) {
            assembly.noMembership(group);
        }
    }

    private void member(Member member, Optional<String> role) {
        member(origin.group().orElseThrow(), member, role);
    }

    private void member(String group, Member member, Optional<String> role) {
        assembly.membership(group, Optional.empty(), member);
        role.ifPresent(told -> assembly.role(group, member.value(), told));
        memberships++;
    }

    private void vendor(
            VendorObject found, Optional<String> key, JsonLocation at, Supplier<Optional<ResourceDigest>> digest)
            throws RefusedException {
        switch (found) {
            case VendorObject.Account(var user, var type) -> account(user, type, digest);
            case VendorObject.Group(var group, var nameless) -> group(group, nameless, at, digest);
            case VendorObject.Membership(var group, var name, var member) -> {
                saidOfWhich = saidOfWhich.or(() -> Optional.of(group));
                assembly.membership(group, name, member);
                memberships++;
            }
            case VendorObject.Credential(var account, var holding, var token) -> {
                if (!origin.tokens()) {
                    throw new RefusedException(
                            origin.name(),
                            "It lists tokens, which are read before the accounts that they belong to.",
                            "Put them into files of their own whose names begin with tokens.");
                }
                assembly.credential(account, holding, token);
                credentials++;
            }
            case VendorObject.Assigned(var application, var name, var terms) ->
                assigned(
                        new Assignment(application.or(this::application).orElseThrow(this::ofWhichGroup), terms), name);
            case VendorObject.MemberOnly(var member, var role) ->
                member(origin.group().or(() -> key).orElseThrow(this::ofWhichGroup), member, role);
        }
    }

    private Optional<String> application() {
        return origin.group().flatMap(Assignment::applicationOf);
    }

    private void assigned(Assignment assignment, Optional<String> applicationName) {
        applications.add(Assignment.groupOf(assignment.application()));
        if (assignment.terms().state() == Assignment.State.ENDED) {
            assembly.noMembership(assignment.group());
            ended++;
        } else {
            assembly.membership(assignment.group(), applicationName, assignment.member());
            memberships++;
        }
        sink.assignment(assignment);
    }

    private RefusedException ofWhichGroup() {
        return new RefusedException(
                origin.name(),
                "It lists members and does not say of which group.",
                "Name the file members-<group id>.json, or put it in a folder groups/<group id>.");
    }

    /// The document is known to lack some of what it should hold.
    void cutOff(String words) {
        assembly.cutOff(words);
    }

    void refuse(JsonLocation at, String reason) {
        refused++;
        Optional<String> application =
                origin.group().filter(group -> Assignment.applicationOf(group).isPresent());
        if (application.isPresent()) {
            assembly.refusedOf(application.get());
            sink.warning(place(at) + ": " + reason + " So nothing is known of who is assigned to the application.");
        } else {
            sink.refusedRow(place(at), reason);
        }
    }

    String place(JsonLocation at) {
        return origin.name() + ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /// The end of one page. What a page of members claims is about its group.
    ///
    /// @param envelope what stood around the list; empty where nothing did
    void page(Form form, ObjectNode envelope) {
        boolean following = Envelope.following(envelope);
        Envelope.noCount(envelope)
                .ifPresent(text -> sink.warning(origin.name() + ": Its totalResults is no count ("
                        + Formats.brief(text, 40) + ") and was not looked at."));
        if (others > 0) {
            sink.warning(origin.name() + ": " + Formats.counted(others, "object")
                    + (others == 1
                            ? " is neither a user nor a group and was left out."
                            : " are neither users nor groups and were left out."));
        }
        long unnamed = others + refused;
        long rows = users + groups + memberships + ended + unnamed;
        origin.group().ifPresent(group -> assembly.pageOf(group, following, Envelope.total(envelope), rows, unnamed));
        boolean onlyMembers = mayBeEmpty() || (memberships + ended > 0 && users + groups == 0);
        sink.page(
                onlyMembers
                        ? new Page(
                                Form.ARRAY,
                                Listed.NOT_TOLD,
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Cursors.NONE,
                                0,
                                0,
                                others,
                                refused)
                        : new Page(
                                form,
                                new Listed(Envelope.listed(envelope), services),
                                Envelope.total(envelope),
                                Envelope.number(envelope, "startIndex"),
                                following,
                                Envelope.cursors(envelope),
                                users,
                                groups,
                                others,
                                refused));
        // Who is assigned is listed by application: whether that list is whole says nothing of another's.
        boolean ofOne = !namesGroup() && applications.size() == 1;
        if (ofOne) {
            applications.forEach(group -> assembly.pageOf(group, following, Envelope.total(envelope), rows, unnamed));
        }
        if (onlyMembers && !mayBeEmpty()) {
            assembly.pageOfMemberships(
                    following && !ofOne,
                    whose.map(Dialects::of)
                            .flatMap(Dialect::listsAllMembershipsOf)
                            .filter(all -> saidOfWhich
                                    .filter(group -> group.startsWith(all))
                                    .isPresent()));
        }
    }
}
