import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.countersign.app.Countersign;
import org.countersign.ledger.Event;
import org.countersign.text.CanonicalJson;

/// The ledger beside what it cannot be faster than, in turns within one program: an act saved durably beside a bare append
/// with `fdatasync` of as many bytes, and the chain of hashes beside SHA-256 over the same bodies.
///
/// `java -cp 'lib/*' Chain.java FOLDER [EVENTS] [ROUNDS]`; only the ratios say something.
final class Chain {
    private Chain() {}

    private static final int LONG = 320;

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7;
        var durable = new ArrayList<Double>();
        var tails = new ArrayList<Double>();
        var chains = new ArrayList<Double>();
        try (var app = Countersign.openOrMake(folder.resolve("chain.countersign"), Clock.systemUTC())) {
            for (int round = 0; round < rounds; round++) {
                double[] bare = bare(folder.resolve("bare"), events);
                double[] ours = ours(app, events);
                durable.add(sum(bare) / sum(ours));
                tails.add(percentile(ours, 99) / percentile(ours, 50));
                chains.add(sha(200_000) / chain(200_000));
            }
        }
        System.out.printf(
                "durable acts: %.2f of the rate of fdatasync appends; p99 %.1f of p50; chain: %.2f of bare SHA-256 (medians of %d)%n",
                median(durable), median(tails), median(chains), rounds);
    }

    private static double[] bare(Path file, int events) throws IOException {
        var took = new double[events];
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (int i = 0; i < events; i++) {
                long begun = System.nanoTime();
                channel.write(ByteBuffer.allocate(LONG));
                channel.force(false);
                took[i] = System.nanoTime() - begun;
            }
        }
        return took;
    }

    private static double[] ours(Countersign app, int events) {
        var took = new double[events];
        for (int i = 0; i < events; i++) {
            long begun = System.nanoTime();
            int number = i;
            app.workspace()
                    .write(tx -> app.ledger()
                            .append(tx, app.actor(), "decision.recorded", CanonicalJson.object().put("number", number)));
            took[i] = System.nanoTime() - begun;
        }
        return took;
    }

    private static double sha(int events) throws Exception {
        byte[] body = body();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long begun = System.nanoTime();
        int sink = 0;
        for (int i = 0; i < events; i++) {
            body[7] = (byte) i;
            sink += digest.digest(body)[0];
        }
        return System.nanoTime() - begun + (sink == Integer.MIN_VALUE ? 1 : 0);
    }

    private static double chain(int events) {
        byte[] body = body();
        byte[] hash = new byte[32];
        long begun = System.nanoTime();
        for (int i = 1; i <= events; i++) {
            body[7] = (byte) i;
            hash = Event.chain(i, hash, Event.leaf(body));
        }
        return System.nanoTime() - begun + (hash[0] == 0 && hash[1] == 0 && hash[2] == 0 && hash[3] == 0 ? 1 : 0);
    }

    private static byte[] body() {
        var body = new byte[LONG];
        Arrays.fill(body, (byte) 'x');
        return body;
    }

    private static double sum(double[] took) {
        return Arrays.stream(took).sum();
    }

    private static double percentile(double[] took, int at) {
        double[] sorted = took.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * at / 100)];
    }

    private static double median(List<Double> of) {
        Collections.sort(of);
        return of.get(of.size() / 2);
    }
}
