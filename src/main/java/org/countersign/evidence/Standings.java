package org.countersign.evidence;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.evidence.Standing.Revocation;
import org.countersign.evidence.Standing.Stamp;
import org.countersign.text.Formats;

/// Measures signatures against time and revocation (ADR 38): a revoked certificate's signature holds only where
/// something other than the signer's own claim shows that it was there before.
final class Standings {
    /// Clocks of honest people differ.
    private static final Duration SLACK = Duration.ofMinutes(5);

    private final List<X509Certificate> trust;
    private final List<X509Certificate> authorities;
    private final List<RevocationList> lists;
    private final Map<String, Instant> rostered;

    /// @param trust the auditor's certificates
    /// @param authorities that the bundle brings
    /// @param lists of the bundle and of the auditor
    /// @param rostered by fingerprint, from when the owner says that a certificate is revoked
    Standings(
            List<X509Certificate> trust,
            List<X509Certificate> authorities,
            List<RevocationList> lists,
            Map<String, Instant> rostered) {
        this.trust = List.copyOf(trust);
        this.authorities = List.copyOf(authorities);
        this.lists = List.copyOf(lists);
        this.rostered = Map.copyOf(rostered);
    }

    /// @param told when the ledger that the owner signed tells of the signature; empty for the owner's own
    /// @param faults gets what speaks against it
    /// @param revoked gets a sentence where a certificate was revoked and nothing shows that it signed before
    Standing of(
            Signer signer,
            Cades.Signature signature,
            Optional<Instant> told,
            List<String> faults,
            List<String> revoked) {
        Optional<Stamp> stamp = signature
                .timestamp()
                .map(one -> new Stamp(
                        one.at(), KeyFitness.name(one.authority()), TrustCheck.trusted(one, trust), withdrawn(one)));
        Optional<Instant> claimed = signature.claimedAt();
        stamp.ifPresent(one -> {
            if (claimed.filter(at -> at.isAfter(one.at().plus(SLACK))).isPresent()) {
                faults.add("The signature of " + signer.address() + " claims a later time than its timestamp.");
            }
            if (one.proves()
                    && one.at().isAfter(signature.certificate().getNotAfter().toInstant())) {
                faults.add("The signature of " + signer.address()
                        + " has a timestamp of after its certificate had expired.");
            }
        });
        return new Standing(signer, claimed, stamp, revocation(signer, signature, stamp, told, revoked));
    }

    private Revocation revocation(
            Signer signer,
            Cades.Signature signature,
            Optional<Stamp> stamp,
            Optional<Instant> told,
            List<String> revoked) {
        X509Certificate certificate = signature.certificate();
        List<RevocationList> own = of(certificate, signature.chain());
        Optional<Instant> from = Stream.concat(
                        own.stream().flatMap(list -> list.since(certificate).stream()),
                        Optional.ofNullable(rostered.get(signer.fingerprint())).stream())
                .min(Instant::compareTo);
        if (from.isEmpty()) {
            return own.stream()
                    .filter(list -> list.covers(certificate))
                    .map(RevocationList::madeAt)
                    .max(Instant::compareTo)
                    .<Revocation>map(Revocation.NotAsOf::new)
                    .orElseGet(() -> KeyFitness.issued(certificate, certificate)
                            ? new Revocation.SelfSigned()
                            : new Revocation.NotKnown());
        }
        Instant since = from.get();
        Instant claimed = signature.claimedAt().orElse(Instant.MAX);
        Optional<String> before = stamp.filter(one -> one.proves() && one.at().isBefore(since))
                .map(one -> "a timestamp proves that it signed before")
                .or(() -> told.filter(at -> at.isBefore(since))
                        .map(at -> "the owner's ledger tells of the signature at " + Formats.instant(at)))
                .filter(words -> claimed.isBefore(since));
        if (before.isEmpty()) {
            revoked.add("The certificate of " + signer.address() + " is revoked from " + Formats.instant(since)
                    + (claimed.isBefore(since)
                            ? ", and only the signer says that this signature is older."
                            : ", and signed at "
                                    + signature
                                            .claimedAt()
                                            .map(Formats::instant)
                                            .orElse("no time") + "."));
        }
        return new Revocation.From(since, before);
    }

    /// From when the timestamp's authority, or one above it, is taken back and the timestamp with it.
    private Optional<Instant> withdrawn(Timestamp stamp) {
        return withTrusted(stamp.chain()).stream()
                .flatMap(one -> taking(one, stamp.chain()).flatMap(list -> list.since(one, stamp.at()).stream()))
                .min(Instant::compareTo);
    }

    /// These, and those that the auditor trusts that stand above them: who is left out of a signature or a timestamp is
    /// looked at all the same.
    private List<X509Certificate> withTrusted(List<X509Certificate> chain) {
        var all = new ArrayList<>(chain);
        for (int i = 0; i < all.size(); i++) {
            X509Certificate below = all.get(i);
            trust.stream()
                    .filter(one -> !all.contains(one) && KeyFitness.issued(below, one))
                    .forEach(all::add);
        }
        return all;
    }

    /// The lists that may take back a timestamp's authority.
    ///
    /// Where its issuer's certificate is not here, as where that of the authority itself is pinned, all of
    /// the issuer's name: nobody can say that one is not the issuer's, and who holds a lost key leaves that
    /// certificate out.
    private Stream<RevocationList> taking(X509Certificate one, List<X509Certificate> chain) {
        return issuers(one, chain).findAny().isPresent()
                ? of(one, chain).stream()
                : lists.stream().filter(list -> list.names(one.getIssuerX500Principal()));
    }

    /// The lists by the key that issued a certificate: that of another of the same name says nothing.
    private List<RevocationList> of(X509Certificate certificate, List<X509Certificate> chain) {
        List<X509Certificate> issuers = issuers(certificate, chain).toList();
        return lists.stream()
                .filter(list -> issuers.stream().anyMatch(list::isBy))
                .toList();
    }

    private Stream<X509Certificate> issuers(X509Certificate certificate, List<X509Certificate> chain) {
        return Stream.of(trust, authorities, chain)
                .flatMap(List::stream)
                .filter(one -> KeyFitness.issued(certificate, one));
    }

    /// What is wrong with an authority: whom it certified is then nobody's word.
    ///
    /// @param signers whom they certified
    /// @param chain authorities that were brought
    List<String> authorities(List<X509Certificate> signers, List<X509Certificate> chain) {
        var faults = new ArrayList<String>();
        var authorities = new ArrayList<>(withTrusted(
                Stream.of(signers, chain).flatMap(List::stream).distinct().toList()));
        authorities.removeAll(signers);
        for (X509Certificate one : authorities) {
            of(one, chain).stream()
                    .flatMap(list -> list.since(one).stream())
                    .min(Instant::compareTo)
                    .ifPresent(from -> faults.add("The authority " + KeyFitness.name(one) + " was itself revoked from "
                            + Formats.instant(from) + "."));
        }
        return faults;
    }
}
