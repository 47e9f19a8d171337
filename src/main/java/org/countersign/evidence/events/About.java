package org.countersign.evidence.events;

/// What an event is about, by the name that people have for it now.
///
/// @param place how the screen of its kind names it; empty where it has none
/// @param label what people call it; its id where nothing tells
public record About(Kind kind, String place, String label) {
    /// What it is.
    public enum Kind {
        /// An item of a review; its place is the campaign's.
        ITEM,
        /// A campaign.
        CAMPAIGN,
        /// A finding; its place is the words that find it.
        FINDING,
        /// Access allowed by hand.
        EXCEPTION,
        /// An account, by `SOURCE/ID`.
        ACCOUNT,
        /// A group, by `SOURCE/ID`.
        GROUP,
        /// A mapping.
        MAPPING,
        /// A source.
        SOURCE,
        /// To whom something went, by address; no place of its own.
        REVIEWER,
        /// A version of governance.
        GOVERNANCE,
        /// A certificate.
        CERTIFICATE
    }
}
