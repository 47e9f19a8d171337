package org.countersign.snapshot;

import java.time.Instant;
import java.util.Optional;
import org.countersign.identity.AccountFacts;
import org.countersign.scim.Activity;
import org.countersign.scim.ResourceDigest;
import org.countersign.scim.UserResource;
import org.countersign.text.Sha256;

/// A User as it will be stored.
///
/// @param idHash as [IdHasher] makes it
/// @param digest of the bytes that it was read from, where it stood in them alone; else of its stored form, which
/// begins otherwise
/// @param alone whether it did
/// @param facts as [AccountFacts] writes them
/// @param body as [ResourceJson] writes it
record StoredUser(
        String id,
        long[] idHash,
        Activity active,
        Optional<Instant> lastModified,
        Optional<Instant> lastSignIn,
        ResourceDigest digest,
        boolean alone,
        byte[] facts,
        byte[] body) {
    static StoredUser of(
            UserResource user,
            Optional<ResourceDigest> digest,
            BodyWriter writer,
            IdHasher hasher,
            AccountFacts facts) {
        byte[] body = writer.bytes(user);
        return new StoredUser(
                user.id(),
                hasher.of(user.id()),
                user.active(),
                user.lastModified(),
                user.lastSignIn(),
                digest.orElseGet(() -> ResourceDigest.of(Sha256.of(body))),
                digest.isPresent(),
                facts.of(user),
                body);
    }

    static StoredUser of(byte[] body, ResourceDigest digest, IdHasher hasher, AccountFacts facts) {
        UserResource user = ResourceJson.user(body);
        long[] idHash = hasher.of(user.id());
        return new StoredUser(
                user.id(),
                idHash,
                user.active(),
                user.lastModified(),
                user.lastSignIn(),
                digest,
                true,
                facts.of(user),
                body);
    }
}
