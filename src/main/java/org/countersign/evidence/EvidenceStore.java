package org.countersign.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.countersign.evidence.StoredSignature.Bytes;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The tables of signatures, bundles, trusted and revoked certificates.
public final class EvidenceStore {
    /// Its tables.
    public static final Migrations MIGRATIONS = new Migrations(EvidenceStore.class, 2);

    private final Transaction tx;

    /// Inside `tx`.
    public EvidenceStore(Transaction tx) {
        this.tx = tx;
    }

    /// In the order of their numbers.
    public List<StoredSignature> signatures(String campaign) {
        return tx.list(
                "SELECT number, campaign, ordinal, role, address, signed_at, certificate, fingerprint, decisions,"
                        + " manifest, p7s FROM signature WHERE campaign=? ORDER BY ordinal",
                EvidenceStore::signature,
                campaign);
    }

    /// Who has signed as a reviewer, in order.
    public List<String> signers(String campaign) {
        return signatures(campaign).stream().map(StoredSignature::address).toList();
    }

    /// The signatures of reviewers, in order.
    public List<SignedBy> signed(String campaign) {
        return tx.list(
                "SELECT role, address, signed_at, fingerprint FROM signature WHERE campaign=? ORDER BY ordinal",
                row -> new SignedBy(row.text(1), row.text(2), Instant.ofEpochSecond(row.number(3)), row.text(4)),
                campaign);
    }

    /// The sources that items of a campaign are of, by their ids, and what they were called when it was opened.
    public SortedMap<String, String> sources(String campaign) {
        var sources = new TreeMap<String, String>();
        tx.list(
                        "SELECT source, min(source_name) FROM item_row JOIN item_text USING (number) WHERE campaign=?"
                                + " GROUP BY source",
                        row -> Map.entry(row.text(1), row.text(2)),
                        campaign)
                .forEach(one -> sources.put(one.getKey(), one.getValue()));
        return sources;
    }

    /// Who owned groups of a campaign when it was opened, as governance named them.
    public List<String> groupOwners(String campaign) {
        return tx.list(
                "SELECT DISTINCT json_extract(line, '$.policy.owner') AS owner FROM item WHERE campaign=?"
                        + " AND owner <> '' ORDER BY owner",
                row -> row.text(1),
                campaign);
    }

    /// The finished bundle's facts.
    public Optional<BundleFacts> bundleFacts(String campaign) {
        return tx.first(
                "SELECT made_at, sha256, length(bytes), length(attestation) FROM bundle WHERE campaign=?",
                row -> new BundleFacts(Instant.ofEpochSecond(row.number(1)), row.text(2), row.number(3), row.number(4)),
                campaign);
    }

    /// The fingerprint with which an address signed first in this workspace.
    public Optional<String> firstCertificate(String address) {
        return tx.first(
                "SELECT fingerprint FROM signature WHERE address=? COLLATE NOCASE ORDER BY number LIMIT 1",
                row -> row.text(1),
                address);
    }

    /// Whether somebody has taken a certificate in.
    public boolean trusts(String fingerprint) {
        return tx.first("SELECT 1 FROM trusted WHERE fingerprint=?", row -> true, fingerprint)
                .isPresent();
    }

    /// Over all campaigns.
    public long nextNumber() {
        return tx.first("SELECT coalesce(max(number), 0) + 1 FROM signature", row -> row.number(1))
                .orElseThrow();
    }

    /// Keeps it.
    public void insert(StoredSignature signature) {
        tx.run(
                "INSERT INTO signature VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                signature.number(),
                signature.campaign(),
                signature.ordinal(),
                signature.role(),
                signature.address(),
                signature.signedAt().getEpochSecond(),
                signature.certificate(),
                signature.fingerprint(),
                signature.decisions().array(),
                signature.manifest().array(),
                signature.p7s().array());
    }

    void insertBundle(String campaign, Instant at, String sha256, byte[] attestation, byte[] bytes) {
        tx.run("INSERT INTO bundle VALUES (?, ?, ?, ?, ?)", campaign, at.getEpochSecond(), sha256, attestation, bytes);
    }

    /// The finished bundle.
    public Optional<byte[]> bundle(String campaign) {
        return tx.first("SELECT bytes FROM bundle WHERE campaign=?", row -> row.bytes(1), campaign);
    }

    /// The signed PDF.
    public Optional<byte[]> attestation(String campaign) {
        return tx.first("SELECT attestation FROM bundle WHERE campaign=?", row -> row.bytes(1), campaign);
    }

    /// Trusts a certificate.
    public void trust(String fingerprint, String pem, Instant at) {
        tx.run("INSERT OR IGNORE INTO trusted VALUES (?, ?, ?)", fingerprint, pem, at.getEpochSecond());
    }

    /// The PEM texts of trusted certificates, in the order of their fingerprints.
    public List<String> trusted() {
        return tx.list("SELECT certificate FROM trusted ORDER BY fingerprint", row -> row.text(1));
    }

    /// Takes a certificate back; where that was said before, the earlier time stays.
    void revoke(String fingerprint, RevokeCertificate.Revoked revoked, Instant at) {
        tx.run(
                "INSERT INTO revoked VALUES (?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE SET"
                        + " revoked_from=min(revoked_from, excluded.revoked_from), reason=excluded.reason",
                fingerprint,
                revoked.from().getEpochSecond(),
                revoked.reason(),
                at.getEpochSecond());
    }

    /// From when certificates are taken back, by fingerprint in order.
    public SortedMap<String, RevokeCertificate.Revoked> revoked() {
        var revoked = new TreeMap<String, RevokeCertificate.Revoked>();
        tx.list(
                        "SELECT fingerprint, revoked_from, reason FROM revoked",
                        row -> Map.entry(
                                row.text(1),
                                new RevokeCertificate.Revoked(Instant.ofEpochSecond(row.number(2)), row.text(3))))
                .forEach(one -> revoked.put(one.getKey(), one.getValue()));
        return revoked;
    }

    private static StoredSignature signature(Row row) {
        return new StoredSignature(
                row.number(1),
                row.text(2),
                (int) row.number(3),
                row.text(4),
                row.text(5),
                Instant.ofEpochSecond(row.number(6)),
                row.text(7),
                row.text(8),
                Bytes.of(row.bytes(9)),
                Bytes.of(row.bytes(10)),
                Bytes.of(row.bytes(11)));
    }
}
