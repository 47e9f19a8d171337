package org.countersign.campaign.queue;

import java.util.Optional;
import org.countersign.campaign.Kind;
import org.countersign.drift.Severity;

/// An item as a line of a queue shows it.
///
/// @param number by which the store knows it, in the order of the campaign
/// @param item its id
/// @param label who or what it is about
/// @param access what is held, as frozen; of an account or a policy card, a fixed phrase
/// @param person the identity behind the account; empty where there is none
/// @param worst the worst of what was found on it
/// @param findings how many
/// @param changed new or changed since the last signed review
/// @param fresh never reviewed before
/// @param notes how many reviewers wrote on it
public record QueueRow(
        int number,
        String item,
        Kind kind,
        String label,
        String access,
        String sourceName,
        String person,
        Optional<Severity> worst,
        int findings,
        boolean changed,
        boolean fresh,
        int notes) {}
