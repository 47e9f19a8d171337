package org.countersign.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.scim.ProvisioningEvent;
import org.countersign.scim.ProvisioningLogReader;
import org.countersign.scim.ProvisioningLogSink;
import org.countersign.snapshot.Inputs.Input;
import org.countersign.snapshot.Snapshot.SourceFile;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Batch;
import org.countersign.workspace.Workspace;

/// Use case: reads files and folders of a provisioning log, all or nothing. What is known by its id is not added again.
public final class ImportProvisioningLog {
    private static final int MOST_TYPES = 1_000;

    /// Longer than any type of event that there is; what calls itself one may have no end.
    private static final int LONGEST_TYPE = 120;

    private static final String OTHERS = "others";

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public ImportProvisioningLog(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What the import came to.
    ///
    /// @param read events that were understood, `added` of them not known before
    /// @param unknown those that were not, by type
    /// @param ahead how many are dated later than now
    /// @param range of the times of those read
    /// @param more whether every document says that another follows
    /// @param leftOut files that were not read, in words
    public record Outcome(
            String source,
            long read,
            long added,
            Map<ProvisioningEvent.Result, Long> results,
            Map<String, Long> unknown,
            long ahead,
            Optional<Range> range,
            boolean more,
            List<String> leftOut) {
        /// Copies the collections.
        public Outcome {
            results = Map.copyOf(results);
            unknown = java.util.Collections.unmodifiableMap(new TreeMap<>(unknown));
            leftOut = List.copyOf(leftOut);
        }

        /// How many of a result.
        public long count(ProvisioningEvent.Result result) {
            return results.getOrDefault(result, 0L);
        }
    }

    /// From the first event to the last.
    public record Range(Instant from, Instant to) {}

    /// Reads and stores.
    ///
    /// @throws RefusedException naming every file that cannot be used
    public Outcome run(Actor actor, String source, List<Path> paths, Progress progress) throws RefusedException {
        Inputs inputs = Inputs.of(paths);
        return workspace.fill(inputs.bytes(), tx -> {
            String id = ImportSnapshot.source(tx, source).id();
            var store = new ProvisioningEventStore(tx);
            long before = store.count(id);
            var files = new ArrayList<SourceFile>();
            Taking taking;
            try (Batch batch = store.adding()) {
                taking = new Taking(batch, id, clock.instant());
                read(inputs, taking, files, progress);
            }
            Outcome outcome = taking.outcome(store.count(id) - before, inputs.leftOut());
            if (outcome.added() > 0) {
                ledger.append(tx, actor, "provisioning-log.imported", told(outcome, files));
            }
            return outcome;
        });
    }

    private static void read(Inputs inputs, Taking taking, List<SourceFile> files, Progress progress)
            throws RefusedException {
        var reader = new ProvisioningLogReader(taking);
        var refused = new ArrayList<RefusedException>();
        long done = 0;
        for (Input input : inputs.inputs()) {
            long before = done;
            taking.watched = () -> {
                progress.rows(taking.read);
                progress.report(input.name(), before, inputs.bytes());
            };
            taking.watched.run();
            try {
                files.add(read(input, reader));
            } catch (RefusedException e) {
                refused.add(e);
            }
            done += input.size();
        }
        if (!refused.isEmpty()) {
            throw all(refused);
        }
    }

    private static SourceFile read(Input input, ProvisioningLogReader reader) throws RefusedException {
        MessageDigest digest = Sha256.digest();
        try (var in = new DigestInputStream(input.opening().open(), digest)) {
            if (Inputs.isTable(input.path())) {
                reader.readTable(input.name(), in);
            } else {
                reader.readJson(input.name(), in);
            }
            in.transferTo(OutputStream.nullOutputStream());
            return new SourceFile(input.name(), HexFormat.of().formatHex(digest.digest()), input.size(), true, false);
        } catch (RefusedException e) {
            throw input.refusal(e);
        } catch (IOException e) {
            throw input.refusal(Inputs.unreadable(input.name(), e));
        }
    }

    private static RefusedException all(List<RefusedException> refused) {
        if (refused.size() == 1) {
            RefusedException only = refused.getFirst();
            return new RefusedException(only.place(), only.reason(), only.remedy() + " Nothing was imported.");
        }
        var reasons = new StringBuilder(refused.size() + " files cannot be used.");
        refused.forEach(one -> reasons.append("\n  ").append(one.getMessage()));
        return new RefusedException("", reasons.toString(), "\nNothing was imported.");
    }

    private static ObjectNode told(Outcome outcome, List<SourceFile> files) {
        ObjectNode data = CanonicalJson.object()
                .put("source", outcome.source())
                .put("sha256", SourceFiles.digest(files))
                .put("events", outcome.read())
                .put("added", outcome.added())
                .put("failures", outcome.count(ProvisioningEvent.Result.FAILURE))
                .put("skipped", outcome.count(ProvisioningEvent.Result.SKIPPED))
                .put("pending", outcome.count(ProvisioningEvent.Result.PENDING))
                .put(
                        "notRead",
                        outcome.unknown().values().stream().mapToLong(n -> n).sum());
        outcome.range().ifPresent(range -> data.put("from", Formats.instant(range.from()))
                .put("to", Formats.instant(range.to())));
        return data;
    }

    /// Counts and passes on.
    private static final class Taking implements ProvisioningLogSink {
        private final Batch batch;
        private final String source;
        private final Instant now;
        private final Map<ProvisioningEvent.Result, Long> results = new TreeMap<>();
        private final Map<String, Long> unknown = new TreeMap<>();
        private Runnable watched = () -> {};
        private long read;
        private long ahead;
        private boolean ended;
        private boolean goesOn;
        private Instant from = Instant.MAX;
        private Instant to = Instant.MIN;

        Taking(Batch batch, String source, Instant now) {
            this.batch = batch;
            this.source = source;
            this.now = now;
        }

        @Override
        public void event(ProvisioningEvent event) {
            if (++read % 4_096 == 0) {
                watched.run();
            }
            results.merge(event.result(), 1L, Long::sum);
            ahead += event.at().isAfter(now) ? 1 : 0;
            from = event.at().isBefore(from) ? event.at() : from;
            to = event.at().isAfter(to) ? event.at() : to;
            ProvisioningEventStore.add(batch, source, event);
        }

        @Override
        public void unknown(String type) {
            String brief = Formats.brief(type, LONGEST_TYPE);
            String known = unknown.size() < MOST_TYPES || unknown.containsKey(brief) ? brief : OTHERS;
            unknown.merge(known, 1L, Long::sum);
        }

        @Override
        public void page(boolean more) {
            goesOn |= more;
            ended |= !more;
        }

        Outcome outcome(long added, List<String> leftOut) {
            return new Outcome(
                    source,
                    read,
                    added,
                    results,
                    unknown,
                    ahead,
                    read == 0 ? Optional.empty() : Optional.of(new Range(from, to)),
                    goesOn && !ended,
                    leftOut);
        }
    }
}
