import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.StateStore;
import org.countersign.campaign.Verdict;
import org.countersign.ledger.Event;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.text.CanonicalJson;

/// The ledger beside what it cannot be faster than, in turns within one program: an act and a decision saved durably beside
/// a bare append with `fdatasync` of as many bytes, and the chain of hashes beside SHA-256 over the same bodies.
///
/// `java -cp 'lib/*' Chain.java FOLDER [ACTS] [ROUNDS]`; only the ratios say something. FOLDER must be on a disk.
final class Chain {
    private Chain() {}

    private static final String REVIEWER = Bundle.reviewer(1);
    private static final int WARM = 1_000;
    /// So few that the three share what else the machine does.
    private static final int TURN = 20;
    private static final int EVENTS = 200_000;

    private interface Act {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int acts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 15;
        var hand = new Bundle.Hand();
        try (Countersign app = Bundle.open(folder.resolve("chain.countersign"), hand, WARM + acts * rounds, 1);
                FileChannel file = FileChannel.open(
                        Files.createTempFile(folder, "bare", ""), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            hand.later();
            List<String> items = app.workspace().read(tx -> new StateStore(tx).waiting("q4", REVIEWER));
            var next = items.iterator();
            long before = head(app).seq();
            // A decision's event, as long as most.
            int length = 420;
            Act bare = () -> append(file, length);
            Act act = () -> app.workspace().write(tx -> app.ledger().append(tx, app.actor(), "bench.act", data()));
            Act decision = () -> app.recordDecision()
                    .run(app.actor(), "q4", REVIEWER, List.of(approved(next.next())), Manner.SINGLE);
            List<Act> three = List.of(bare, act, decision);
            measure(three, WARM / 3);
            var rates = new ArrayList<double[]>();
            var tails = new ArrayList<double[]>();
            for (int round = 0; round < rounds; round++) {
                double[][] took = measure(three, acts / 3);
                rates.add(new double[] {sum(took[0]) / sum(took[1]), sum(took[0]) / sum(took[2])});
                tails.add(new double[] {tail(took[0]), tail(took[1]), tail(took[2])});
            }
            long made = head(app).seq() - before;
            long asked = 2L * (WARM / 3 + (long) rounds * (acts / 3));
            if (made != asked || !(app.workspace().<Ledger.Verdict, RuntimeException>read(app.ledger()::verify)
                    instanceof Ledger.Verdict.Holds)) {
                throw new IllegalStateException(made + " events of " + asked + ", or a broken chain");
            }
            System.out.printf(
                    "durable: an act %.2f, a decision %.2f of the rate of fdatasync appends; p99 of p50: bare %.1f, act %.1f,"
                            + " decision %.1f (medians of %d rounds, load %s)%n",
                    median(rates, 0), median(rates, 1), median(tails, 0), median(tails, 1), median(tails, 2), rounds, load());
            chain(bodies(app), rounds);
        }
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode data() {
        return CanonicalJson.object()
                .put("campaign", "q4")
                .put("number", 1)
                .put("item", "i0123456789abcde")
                .put("itemDigest", "0".repeat(64))
                .put("decision", "approve")
                .put("mode", "single")
                .put("seconds", 7);
    }

    private static Draft approved(String item) {
        return new Draft("", item, Verdict.APPROVE, Optional.of("asked their manager"), Optional.empty(), 7);
    }

    private static void append(FileChannel file, int length) throws IOException {
        file.write(ByteBuffer.allocate(length));
        file.force(false);
    }

    /// Each act so many times, in turns, and how long each took.
    private static double[][] measure(List<Act> acts, int times) throws Exception {
        var took = new double[acts.size()][times];
        for (int from = 0; from < times; from += TURN) {
            for (int one = 0; one < acts.size(); one++) {
                for (int i = from; i < Math.min(times, from + TURN); i++) {
                    long begun = System.nanoTime();
                    acts.get(one).run();
                    took[one][i] = System.nanoTime() - begun;
                }
            }
        }
        return took;
    }

    private static Ledger.Head head(Countersign app) {
        return app.workspace().read(app.ledger()::head);
    }

    private static List<byte[]> bodies(Countersign app) {
        var bodies = new ArrayList<byte[]>();
        app.workspace().read(tx -> {
            new LedgerStore(tx).each(event -> bodies.add(event.body()));
            return true;
        });
        return bodies;
    }

    /// The ledger's chain over its own bodies, beside one SHA-256 over each body and one over as many bytes.
    private static void chain(List<byte[]> bodies, int rounds) throws Exception {
        double length = bodies.stream().mapToInt(body -> body.length).average().orElseThrow();
        var ratios = new ArrayList<double[]>();
        String head = "";
        for (int round = -3; round < rounds; round++) {
            double bare = 0;
            double equal = 0;
            double ours = 0;
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = new byte[32];
            int sink = 0;
            for (int from = 0; from < EVENTS; from += 10_000) {
                long begun = System.nanoTime();
                for (int i = from; i < from + 10_000; i++) {
                    sink += digest.digest(bodies.get(i % bodies.size()))[0];
                }
                long first = System.nanoTime();
                for (int i = from; i < from + 10_000; i++) {
                    // 74 bytes more, as the chain digests.
                    digest.update(LINK);
                    sink += digest.digest(bodies.get(i % bodies.size()))[0];
                }
                long second = System.nanoTime();
                for (int i = from; i < from + 10_000; i++) {
                    hash = Event.chain(i + 1L, hash, Event.leaf(bodies.get(i % bodies.size())));
                }
                long end = System.nanoTime();
                bare += first - begun;
                equal += second - first;
                ours += end - second;
            }
            String now = HexFormat.of().formatHex(hash) + (sink == 1 ? " " : "");
            if (!head.isEmpty() && !head.equals(now)) {
                throw new IllegalStateException("another head: " + now);
            }
            head = now;
            if (round >= 0) {
                ratios.add(new double[] {bare / ours, equal / ours});
            }
        }
        System.out.printf(
                "chain over bodies of %.0f bytes: %.2f of SHA-256 over the bodies alone (event for event), %.2f of SHA-256 over as many"
                        + " bytes (medians of %d rounds, load %s)%n",
                length, median(ratios, 0), median(ratios, 1), rounds, load());
    }

    private static final byte[] LINK = new byte[74];

    static String load() throws IOException {
        Path here = Path.of("/proc/loadavg");
        return Files.exists(here) ? Files.readString(here).split(" ")[0] : "unknown";
    }

    private static double sum(double[] took) {
        return Arrays.stream(took).sum();
    }

    private static double tail(double[] took) {
        double[] sorted = took.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)] / sorted[sorted.length / 2];
    }

    private static double median(List<double[]> of, int column) {
        List<Double> sorted = new ArrayList<>(of.stream().map(one -> one[column]).toList());
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
