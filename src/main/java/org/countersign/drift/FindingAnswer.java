package org.countersign.drift;

import java.util.List;
import java.util.Optional;

/// What a person's act on one finding came to.
///
/// @param refusal why not; absent = it was done, or could be
public record FindingAnswer(String fingerprint, Optional<String> refusal) {
    static FindingAnswer done(String fingerprint) {
        return new FindingAnswer(fingerprint, Optional.empty());
    }

    static FindingAnswer refused(String fingerprint, String why) {
        return new FindingAnswer(fingerprint, Optional.of(why));
    }

    static FindingAnswer unknown(String fingerprint) {
        return refused(fingerprint, "No run of drift has stored a finding of this fingerprint.");
    }

    static List<StoredFinding> eligible(FindingStore store, List<FindingAnswer> answers) {
        return answers.stream()
                .filter(answer -> answer.refusal().isEmpty())
                .flatMap(answer -> store.get(answer.fingerprint()).stream())
                .toList();
    }
}
