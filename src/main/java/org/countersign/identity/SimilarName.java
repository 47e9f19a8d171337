package org.countersign.identity;

/// An identity that is called much like an account with which nobody correlates. It links nothing: a person decides.
///
/// @param score of 100; below [SimilarNames#THRESHOLD] nothing is suggested
/// @param reason in words, what is alike and what differs
/// @param departed whether the identity is gone from the current IdP snapshot
/// @param hasAccount whether an account of the app is linked with the identity already
public record SimilarName(
        String accountId, String identityId, int score, String reason, boolean departed, boolean hasAccount) {}
