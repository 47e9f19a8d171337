package org.countersign.scim.pull;

/// What every question of one pull goes through.
record Asking(Channel channel, Endpoint endpoint, Spool spool, Listing.Counting counting) {
    /// The same, for questions whose count is of no interest.
    Asking quiet() {
        return new Asking(channel, endpoint, spool, (type, found, total) -> {});
    }
}
