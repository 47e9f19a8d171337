package org.countersign.drift;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether it says something that an evaluation does not find what was found before: what is not known is not a pass.
///
/// @param unknown what could not be answered
public record Checkable(Landscape landscape, Set<Trend.Key> unknown) {
    /// Copies the set.
    public Checkable {
        unknown = Set.copyOf(unknown);
    }

    /// What an evaluation of a landscape could answer.
    public static Checkable of(Landscape landscape, Evaluation evaluation) {
        return new Checkable(
                landscape,
                evaluation.notEvaluable().stream()
                        .map(one -> new Trend.Key(one.rule(), one.source()))
                        .collect(Collectors.toSet()));
    }

    /// Of what a run stored.
    public boolean answers(StoredFinding known) {
        return !isLeftOpen(known.rule(), known.source(), known.subjectType(), known.subject(), known.fingerprint())
                && answers(known.rule(), known.source(), known.subjectType(), known.subject(), known.identity());
    }

    /// Of what an evaluation found.
    public boolean answers(Finding known) {
        String type = known.subject().type().text();
        String subject = known.subject().id();
        return !isLeftOpen(known.rule(), known.source(), type, subject, known.fingerprint())
                && answers(
                        known.rule(),
                        known.source(),
                        type,
                        subject,
                        known.identity().map(Finding.IdentityRef::id));
    }

    /// What is wrong with an identity in one app lives at the IdP, and has the app in its fingerprint; what is not
    /// known of it is said of the app.
    private boolean isLeftOpen(String rule, String source, String type, String subject, String fingerprint) {
        return type.equals(Subject.Type.IDENTITY.text())
                && unknown.stream().filter(key -> key.rule().equals(rule)).anyMatch(key -> Finding.fingerprint(
                                rule, source, Subject.identity(subject, "", key.source()))
                        .equals(fingerprint));
    }

    /// The rule could be answered for the source, and where a snapshot has gaps, what the finding is about is in it.
    private boolean answers(String rule, String source, String subjectType, String subject, Optional<String> identity) {
        if (rule.isEmpty()) {
            return unknown.isEmpty();
        }
        if (unknown.contains(new Trend.Key(rule, source))) {
            return false;
        }
        if (subjectType.equals(Subject.Type.SOURCE.text())) {
            return true;
        }
        boolean account = subjectType.equals(Subject.Type.ACCOUNT.text());
        Optional<SourceState> state = landscape.source(source);
        return state.filter(known ->
                                known.complete() || (account && known.accounts().containsKey(subject)))
                        .isPresent()
                && state.flatMap(known -> known.source().authoritativeIdp())
                        .flatMap(landscape::source)
                        .filter(idp -> !idp.complete())
                        .filter(idp -> !account
                                || identity.filter(id -> !idp.accounts().containsKey(id))
                                        .isPresent())
                        .isEmpty();
    }
}
