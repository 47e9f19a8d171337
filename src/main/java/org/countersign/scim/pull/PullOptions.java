package org.countersign.scim.pull;

/// How a server wants to be asked, where its discovery does not tell.
///
/// @param pageSize resources to ask for at once; the server may answer with fewer
public record PullOptions(Paging paging, ListBy listBy, int pageSize, Members members) {
    /// What Okta asks for and most servers cap at.
    public static final String PAGE_SIZE = "100";

    /// As discovery tells, else by index.
    public static final PullOptions DEFAULT =
            new PullOptions(Paging.AUTO, ListBy.GET, Integer.parseInt(PAGE_SIZE), Members.AUTO);

    /// How a list goes on.
    public enum Paging {
        /// By cursor where discovery or an answer tells so, else by index.
        AUTO,
        /// `startIndex` (RFC 7644 3.4.2.4).
        INDEX,
        /// `cursor` (RFC 9865).
        CURSOR
    }

    /// The kind of request.
    public enum ListBy {
        /// `GET /Users`.
        GET,
        /// `POST /Users/.search` (RFC 7644 3.4.3).
        SEARCH
    }

    /// Where members of groups come from.
    public enum Members {
        /// From the list; where no group of it tells any, in the first way of [Membership] that tells more.
        AUTO,
        /// From the list alone.
        LIST,
        /// From each group: the list is asked without them.
        EACH,
        /// By asking who is in a group, or which groups somebody is in (`filter`).
        FILTER
    }
}
