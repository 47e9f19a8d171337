package org.countersign.scim;

import java.util.Optional;

/// Receives what [ScimReader] finds, in the order of the file.
public interface ResourceSink {
    /// A User.
    void user(UserResource user);

    /// A Group.
    void group(GroupResource group);

    /// A User, with the digest of its bytes where it stands in them alone.
    default void user(UserResource user, Optional<ResourceDigest> digest) {
        user(user);
    }

    /// A Group, with the digest of its bytes where it stands in them alone.
    default void group(GroupResource group, Optional<ResourceDigest> digest) {
        group(group);
    }

    /// Whether [#recognise] may know anything.
    default boolean remembers() {
        return false;
    }

    /// Asks for a resource that an earlier reading has brought; where it is known, this tells the sink of it and
    /// nothing else does.
    default Optional<Known> recognise(ResourceDigest digest) {
        return Optional.empty();
    }

    /// What an earlier reading knows.
    sealed interface Known {
        /// A User.
        record User() implements Known {}

        /// A Group that tells its members.
        record Group(String id) implements Known {}
    }
    /// That somebody is assigned to an application of the IdP. Who can be told is in the application's group as well.
    default void assignment(Assignment assignment) {}

    /// A row that could not be used, counted in the completeness record.
    ///
    /// @param place file, line and column
    void refusedRow(String place, String reason);

    /// Values inside a resource that could not be read: the resource counts, and what it has is not all known.
    ///
    /// @param place file, line and column of the resource
    default void unreadable(String place, String what, int count) {
        warning(place + ": " + what + ".");
    }

    /// The end of one page, array, sequence or single resource.
    void page(Page page);

    /// Something worth saying that refuses nothing.
    void warning(String text);

    /// What an envelope claims.
    ///
    /// @param form how the resources were wrapped
    /// @param listing of which listing it is a page
    /// @param totalResults of a ListResponse, where it tells
    /// @param startIndex of a ListResponse, where it tells
    /// @param nextCursor whether the page says that another follows
    /// @param cursors of the pages beside it, where it tells them
    /// @param users how many resources of each type were in it
    record Page(
            Form form,
            Listed listing,
            Optional<Long> totalResults,
            Optional<Long> startIndex,
            boolean nextCursor,
            Cursors cursors,
            long users,
            long groups,
            long others,
            long refused) {}

    /// What is listed, beyond what the resources themselves tell: totals, and which page is the last,
    /// are of one listing.
    ///
    /// @param named what the envelope calls it (`@odata.context`, `kind`); empty where it has no name for it
    /// @param services whether its resources are service principals, which have a list beside that of the users
    record Listed(String named, boolean services) {
        /// Nothing is told.
        public static final Listed NOT_TOLD = new Listed("", false);
    }

    /// What a page calls the pages beside it (RFC 9865 3): each name leads to one page, whoever says it.
    record Cursors(Optional<String> next, Optional<String> previous) {
        /// Nothing is told.
        public static final Cursors NONE = new Cursors(Optional.empty(), Optional.empty());
    }

    /// How resources come.
    enum Form {
        /// `ListResponse` (RFC 7644 3.4.2).
        LIST,
        /// A bare JSON array.
        ARRAY,
        /// One resource after another (NDJSON).
        SEQUENCE,
        /// One resource alone: it cannot tell whether there are more.
        SINGLE
    }
}
