package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.Main;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.StoredEvidence;
import org.countersign.evidence.StoredSignature;
import org.countersign.evidence.VerifyLedgerExport;
import org.countersign.ledger.Ledger;
import org.countersign.packet.ReadPacket;
import org.countersign.testkit.Hard;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.text.Sha256;
import org.countersign.work.OwnFiles;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at random moments of commands that sign and export: what was said to be done is done, a file under the
/// name asked for is the one of before or a whole one that verifies, the workspace opens, its ledger and its evidence
/// hold, and the same command goes through afterwards. (A kill ends the process, not the power.)
class KilledSigningTest {
    private static final String OWNER = "amara@example.com";
    private static final String APPS = "apps@example.com";
    private static final String GRACE = "grace@example.com";
    private static final Pattern DIGEST = Pattern.compile("SHA-256 ([0-9a-f]{64})");

    /// Who signs as owner makes a report first, which takes long.
    private static final int[] ORDER = {0, 2, 3, 4, 2, 3, 4, 0, 1, 2};

    @TempDir
    private static Path folder;

    private static Path password;
    private static List<X509Certificate> trust;
    private static List<Work> works;

    @TempDir
    private Path own;

    private final Random random = new Random();

    /// A command that is killed.
    ///
    /// @param before the workspace that it starts from
    /// @param arguments with `@` for the file that it writes
    /// @param writes whether it writes a file
    private record Work(String name, Path before, List<String> arguments, boolean writes) {}

    /// What there was when it ended.
    ///
    /// @param code of its exit; -1 where it was killed
    /// @param millis from the moment that it opened the workspace
    private record Ended(int code, String said, long millis) {}

    @BeforeAll
    static void prepare() throws Exception {
        password = Files.writeString(folder.resolve("password"), SignedCampaign.PASSWORD);
        Path open = folder.resolve("open.countersign");
        Path decided = folder.resolve("decided.countersign");
        Path closed = folder.resolve("closed.countersign");
        Path signed = folder.resolve("signed.countersign");
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            Countersign app = campaign.app();
            app.workspace().backup(open);
            campaign.decideAll();
            campaign.key(OWNER);
            campaign.key(APPS);
            app.workspace().backup(decided);
            app.signAsReviewer().run(app.actor(), "q4", campaign.key(APPS));
            app.signAsReviewer().run(app.actor(), "q4", campaign.key(GRACE));
            app.endCampaign().close(app.actor(), "q4", Optional.empty());
            app.workspace().backup(closed);
            app.signAsOwner().run(app.actor(), "q4", campaign.key(OWNER));
            app.workspace().backup(signed);
            trust = KeyFile.certificates("trust", Files.readAllBytes(campaign.trust()));
        }
        works = List.of(
                new Work("sign as reviewer", decided, keyed(APPS, "sign", "q4", "--as", "reviewer"), false),
                new Work("sign as owner", closed, keyed(OWNER, "sign", "q4", "--as", "owner"), false),
                new Work("evidence export", signed, List.of("evidence", "export", "q4", "@"), true),
                new Work("packet export", open, keyed(OWNER, "packet", "export", "q4", "@", "--reviewer", GRACE), true),
                new Work("ledger export", signed, keyed(OWNER, "ledger", "export", "@"), true));
    }

    private static List<String> keyed(String who, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--key", folder.resolve("keys").resolve(who + ".p12").toString(), "--password-file", "" + password));
        return all;
    }

    @AfterAll
    static void forget() {
        works = List.of();
    }

    @Test
    void killsLoseNothingThatWasSaidToBeDoneAndLeaveNothingHalf() throws Exception {
        var whole = new ArrayList<Ended>();
        var files = new ArrayList<byte[]>();
        for (Work work : works) {
            Path place = Files.createDirectory(own.resolve("whole-" + work.name()));
            Ended ended = run(work, place, Long.MAX_VALUE, false);
            assertThat(ended.code()).as(work.name() + "\n" + ended.said()).isZero();
            check(work, place, ended, Optional.empty());
            whole.add(ended);
            files.add(work.writes() ? Files.readAllBytes(place.resolve("out")) : new byte[0]);
        }
        int unsaid = 0;
        for (int kill = 0; kill < Hard.of(20, 1_000); kill++) {
            int which = ORDER[kill % ORDER.length];
            Work work = works.get(which);
            Path place = Files.createDirectory(own.resolve("killed-" + kill));
            // Of every second one, an older file has the name.
            Optional<byte[]> old = work.writes() && kill / ORDER.length % 2 == kill % 2
                    ? Optional.of(files.get(which))
                    : Optional.empty();
            if (old.isPresent()) {
                Files.write(place.resolve("out"), old.get());
            }
            boolean atPart = work.writes() && random.nextBoolean();
            long moment = TimeUnit.MILLISECONDS.toNanos(whole.get(which).millis());
            Ended ended = run(work, place, atPart ? random.nextLong(2_000_000) : random.nextLong(moment), atPart);
            unsaid += ended.code() == 0 ? 0 : 1;
            check(work, place, ended, old);
            if (kill % Hard.of(4, 1) == 0) {
                again(work, place, old);
            }
            remove(place);
        }
        assertThat(unsaid).as("kills before the end").isPositive();
    }

    /// Kills it so many nanoseconds after it opened the workspace, or after a part of its file was seen; where it is
    /// slow, that is earlier in its work, and where it is done before, it is done.
    private static Ended run(Work work, Path place, long nanos, boolean atPart) throws Exception {
        Path workspace = Files.copy(work.before(), place.resolve("w.countersign"));
        Path said = place.resolve("said");
        ProcessBuilder builder =
                Tools.starting(Main.class, arguments(work, place).toArray());
        builder.environment().put(OwnFiles.VARIABLE, settings(place).toString());
        Process process =
                builder.redirectOutput(said.toFile()).redirectErrorStream(true).start();
        Path log = place.resolve("w.countersign-wal");
        while (process.isAlive() && !Files.exists(log)) {
            LockSupport.parkNanos(200_000);
        }
        long begun = System.nanoTime();
        while (atPart && process.isAlive() && parts(place).isEmpty()) {
            Thread.onSpinWait();
        }
        process.waitFor(nanos, TimeUnit.NANOSECONDS);
        process.toHandle().destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + 1;
        assertThat(workspace).exists();
        int code = process.exitValue();
        return new Ended(code > 128 ? -1 : code, Files.readString(said), millis);
    }

    private static List<String> arguments(Work work, Path place) {
        var all = new ArrayList<>(work.arguments());
        all.replaceAll(argument -> argument.equals("@") ? place.resolve("out").toString() : argument);
        all.addAll(List.of("-w", place.resolve("w.countersign").toString()));
        return all;
    }

    private static Path settings(Path place) {
        return place.resolve("own").resolve("settings.json");
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> inside = Files.list(place)) {
            return inside.map(one -> one.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> parts(Path place) throws IOException {
        return names(place).stream().filter(name -> name.startsWith(".out.")).toList();
    }

    private static void check(Work work, Path place, Ended ended, Optional<byte[]> old) throws Exception {
        String what = work.name() + ", exit " + ended.code() + ", which said:\n" + ended.said();
        assertThat(ended.code()).as(what).isIn(0, -1);
        assertThat(names(place).stream().filter(name -> !name.startsWith("w.countersign")))
                .as(what)
                .allMatch(name -> name.matches("out|own|said|\\.out\\.[0-9a-f]{12}\\.part"));
        if (work.writes()) {
            file(place.resolve("out"), ended, old, what);
        }
        try (Countersign app = Countersign.open(place.resolve("w.countersign"), Clock.systemUTC())) {
            assertThat(app.workspace().<Ledger.Verdict, RuntimeException>read(app.ledger()::verify))
                    .as(what)
                    .isInstanceOf(Ledger.Verdict.Holds.class);
            assertThat(app.workspace()
                            .<List<String>, RuntimeException>read(tx -> new StoredEvidence(tx).faults(app.ledger())))
                    .as(what)
                    .isEmpty();
            if (said(ended)) {
                acknowledged(work, app);
            }
        }
    }

    /// Whether it came so far as to say that it is done.
    private static boolean said(Ended ended) {
        return ended.code() == 0
                || Stream.of(" signed ", " is signed.", "ritten to ").anyMatch(ended.said()::contains);
    }

    private static void file(Path file, Ended ended, Optional<byte[]> old, String what) throws Exception {
        if (said(ended)) {
            assertThat(file).as(what).exists();
            var told = DIGEST.matcher(ended.said());
            // The line itself may be cut off.
            if (told.find()) {
                assertThat(Sha256.hex(Files.readAllBytes(file))).as(what).isEqualTo(told.group(1));
            }
        }
        if (Files.exists(file)) {
            byte[] bytes = Files.readAllBytes(file);
            assertThat(old.filter(before -> Arrays.equals(before, bytes)).isPresent() || isWhole(bytes))
                    .as(
                            "%s\n%s bytes: %s",
                            what, bytes.length, HexFormat.of().formatHex(bytes, 0, Math.min(16, bytes.length)))
                    .isTrue();
        } else {
            assertThat(old).as(what).isEmpty();
        }
    }

    /// Whether it is a bundle, a packet or a ledger that verifies.
    private static boolean isWhole(byte[] bytes) {
        if (ReadPacket.kind(bytes) == ReadPacket.Kind.PACKET) {
            try {
                return ReadPacket.of("packet", bytes).campaign().name().equals("q4");
            } catch (RefusedException e) {
                return false;
            }
        }
        return Countersign.verifyBundle().run(bytes, trust).genuine()
                || VerifyLedgerExport.run(bytes, trust).holds();
    }

    /// What was said to be done is in the workspace.
    private static void acknowledged(Work work, Countersign app) throws Exception {
        switch (work.name()) {
            case "sign as reviewer" ->
                assertThat(app.workspace().<List<String>, RuntimeException>read(tx -> new EvidenceStore(tx)
                                .signatures("q4").stream()
                                        .map(StoredSignature::address)
                                        .toList()))
                        .containsExactly(APPS);
            case "sign as owner" -> {
                assertThat(app.workspace().<String, RuntimeException>read(tx -> new CampaignStore(tx)
                                .all()
                                .getFirst()
                                .state()
                                .text()))
                        .isEqualTo("signed");
                assertThat(isWhole(app.exportEvidence().bundle("q4"))).isTrue();
            }
            case "packet export" ->
                assertThat(app.packets().status().run("q4")).anySatisfy(one -> {
                    assertThat(one.reviewer()).isEqualTo(GRACE);
                    assertThat(one.out()).isTrue();
                });
            default -> assertThat(work.writes()).isTrue();
        }
    }

    /// The same command once more: it does what was not done, or says that it is.
    private static void again(Work work, Path place, Optional<byte[]> old) throws Exception {
        boolean done = !work.writes() && isSigned(work, place);
        var out = new StringWriter();
        var err = new StringWriter();
        int code = new Cli(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        InputStream.nullInputStream(),
                        false,
                        Clock.systemUTC(),
                        Map.of(OwnFiles.VARIABLE, settings(place).toString()),
                        _ -> 41)
                .run(arguments(work, place).toArray(String[]::new));
        assertThat(code).as(work.name() + "\n" + err).isEqualTo(done ? 3 : 0);
        check(work, place, new Ended(0, out.toString(), 0), old);
    }

    private static boolean isSigned(Work work, Path place) throws Exception {
        try (Countersign app = Countersign.open(place.resolve("w.countersign"), Clock.systemUTC())) {
            return app.workspace()
                    .<Boolean, RuntimeException>read(tx -> work.name().equals("sign as owner")
                            ? new CampaignStore(tx)
                                    .all()
                                    .getFirst()
                                    .state()
                                    .text()
                                    .equals("signed")
                            : !new EvidenceStore(tx).signatures("q4").isEmpty());
        }
    }

    private static void remove(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
