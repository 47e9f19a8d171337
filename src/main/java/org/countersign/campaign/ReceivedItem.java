package org.countersign.campaign;

import java.util.Optional;

/// An item of a packet.
///
/// @param subject as [ReviewItem#subjectKey]
/// @param supersedes the number of the signed decision that the next one changes
/// @param context what stands beside it, as the packet has it
public record ReceivedItem(ReviewItem item, String subject, Optional<Long> supersedes, String context) {}
