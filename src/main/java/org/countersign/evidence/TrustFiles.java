package org.countersign.evidence;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.work.RefusedException;

/// Gathers what a bundle brings for its verifier, see [BroughtTrust]: the authorities of all signers, and the
/// revocation lists that the owner gives.
final class TrustFiles {
    private final List<StoredSignature> stored;
    private final BroughtTrust told;
    private final List<Cades.Signature> signatures = new ArrayList<>();
    private final SigningKey owner;
    private final List<RevocationList> lists;
    private final Map<String, Instant> rostered = new HashMap<>();
    private final Set<X509Certificate> authorities = new LinkedHashSet<>();

    /// @param frozen the files of the bundle so far, with the events that tell of the signatures
    TrustFiles(
            Map<String, byte[]> frozen,
            List<StoredSignature> stored,
            SigningKey owner,
            List<RevocationList> lists,
            Map<String, RevokeCertificate.Revoked> revoked) {
        this.stored = List.copyOf(stored);
        this.told = new BroughtTrust(frozen, new ArrayList<>());
        this.owner = owner;
        this.lists = List.copyOf(lists);
        revoked.forEach((fingerprint, one) -> rostered.put(fingerprint, one.from()));
        for (StoredSignature one : stored) {
            try {
                signatures.add(Cades.verify(one.manifest().array(), one.p7s().array()));
            } catch (BadSignatureException e) {
                throw new IllegalStateException("the stored evidence was compared before", e);
            }
        }
        signatures.forEach(one -> above(one.certificate(), one.chain()));
        above(owner.certificate(), owner.chain());
    }

    private void above(X509Certificate signer, List<X509Certificate> chain) {
        chain.stream().filter(one -> !one.equals(signer)).forEach(authorities::add);
    }

    /// By name.
    ///
    /// @param notes gets whose signatures a verifier will not rely on
    /// @throws RefusedException where a list is by nobody of the chains, or the owner's own certificate is revoked
    Map<String, byte[]> files(Instant now, List<String> notes) throws RefusedException {
        var files = new TreeMap<String, byte[]>();
        if (!authorities.isEmpty()) {
            files.put(BroughtTrust.CHAIN, BroughtTrust.pem(authorities));
        }
        int number = 0;
        for (RevocationList list : lists) {
            number++;
            if (authorities.stream().noneMatch(list::isBy)) {
                throw new RefusedException(
                        list.issuer(),
                        "This revocation list is not by an authority in the chain of a signer.",
                        "Leave it out; or put the authority's certificate into the key: countersign key certify");
            }
            files.put("crls/" + AsicManifest.three(number) + ".crl", list.der());
        }
        judge(now, notes);
        return files;
    }

    private void judge(Instant now, List<String> notes) throws RefusedException {
        var standings = new Standings(List.of(), List.copyOf(authorities), lists, rostered);
        var own = new ArrayList<String>();
        standings.of(
                new Signer(SigningKey.fingerprint(owner.certificate()), "owner", "", owner.address()),
                new Cades.Signature(owner.certificate(), owner.chain(), Optional.of(now)),
                Optional.empty(),
                own,
                own);
        own.addAll(standings.authorities(List.of(owner.certificate()), List.copyOf(authorities)));
        if (!own.isEmpty()) {
            throw new RefusedException(owner.address(), String.join(" ", own), "Sign with another key.");
        }
        for (int i = 0; i < stored.size(); i++) {
            StoredSignature one = stored.get(i);
            // Not when the signer says that they signed: whoever has a revoked key can say any time.
            var signer = new Signer(one.fingerprint(), one.role(), AsicManifest.name(one.ordinal()), one.address());
            standings.of(signer, signatures.get(i), told.told(signer), notes, notes);
        }
    }
}
