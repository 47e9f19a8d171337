package org.countersign.campaign.queue;

/// What a queue is gathered by.
public enum Grouping {
    /// New or changed since the last signed review first, then the rest.
    CHANGED,
    /// Whom it is about.
    PERSON,
    /// The source.
    APP,
    /// What is held.
    ACCESS,
    /// Nothing: the order of the campaign.
    NONE
}
