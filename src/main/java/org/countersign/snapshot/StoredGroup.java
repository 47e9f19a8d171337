package org.countersign.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.ResourceDigest;
import org.countersign.text.Sha256;

/// A Group as it will be stored.
///
/// @param idHash as [IdHasher] makes it
/// @param memberHashes the same of each member that is told
/// @param members absent where it does not tell them
/// @param digest of the bytes that it was read from, where it stood in them alone; else of its stored form, which
/// begins otherwise
/// @param alone whether it did
/// @param body as [ResourceJson] writes it, without the members
record StoredGroup(
        String id,
        long[] idHash,
        Optional<String> displayName,
        Optional<List<Member>> members,
        long[] memberHashes,
        Optional<Instant> lastModified,
        ResourceDigest digest,
        boolean alone,
        byte[] body) {
    static StoredGroup of(GroupResource group, Optional<ResourceDigest> digest, BodyWriter writer, IdHasher hasher) {
        byte[] body = writer.bytes(group);
        return new StoredGroup(
                group.id(),
                hasher.of(group.id()),
                group.displayName(),
                group.members(),
                hasher.of(group.members().orElse(List.of())),
                group.lastModified(),
                digest.orElseGet(() -> ResourceDigest.of(Sha256.of(body))),
                digest.isPresent(),
                body);
    }
}
