package org.countersign.scim.pull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.pull.Exchange.FailedException;
import org.countersign.work.CancelledException;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;

/// Asks a server with the token, one question at a time; asks again where that may help, waits as it is told to,
/// and gives up when the limits say so.
final class Channel implements AutoCloseable {
    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final Set<Integer> AGAIN = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final Duration FIRST_PACE = Duration.ofMillis(50);
    private static final Duration LONGEST_PACE = Duration.ofSeconds(5);
    /// Good answers in a row after which a server that was too busy is asked twice as fast.
    private static final int RECOVERED = 10;

    private final Exchange exchange;
    private final Credentials credentials;
    private final Spool spool;
    private final PullLimits limits;
    private final Clock clock;
    private final Exchange.Watch watch;
    private final long start = System.nanoTime();
    private long waited;
    private long bytes;
    private int answers;
    private Duration pace = Duration.ZERO;
    private int good;

    Channel(
            Exchange exchange,
            Credentials credentials,
            Spool spool,
            PullLimits limits,
            Clock clock,
            Exchange.Watch watch) {
        this.exchange = exchange;
        this.credentials = credentials;
        this.spool = spool;
        this.limits = limits;
        this.clock = clock;
        this.watch = watch;
    }

    /// A question: a GET, or with a body a POST.
    record Question(URI at, String body) {
        HttpRequest.Builder request() {
            HttpRequest.Builder builder = HttpRequest.newBuilder(at)
                    .header("Accept", "application/scim+json, application/json")
                    .header("Accept-Encoding", "identity")
                    .header("User-Agent", "Countersign");
            return body.isEmpty()
                    ? builder.GET()
                    : builder.header("Content-Type", "application/scim+json")
                            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        }
    }

    /// The last answer: good, and then in the spool under `name`, or one that asking again did not better.
    ///
    /// @throws SurroundingsException where none came
    Answer ask(Question question, String name) throws RefusedException {
        return ask(question, name, AGAIN);
    }

    /// As [#ask(Question, String)], for a question that a server may not know: one that fails at it is not asked
    /// again, but one that is busy is, as being busy says nothing of the question.
    Answer probe(Question question, String name) throws RefusedException {
        return ask(question, name, BUSY);
    }

    /// Asks what the pull can do without: once, and not for long. A wait that the server asks for is kept all the
    /// same, before anything else is asked.
    ///
    /// @return empty where no answer came
    Optional<Answer> askOnce(Question question, String name) throws RefusedException {
        limit(question.at());
        Answer answer;
        try {
            answer = once(question, name, limits.optional());
        } catch (FailedException e) {
            return Optional.empty();
        }
        if (AGAIN.contains(answer.status())) {
            slowDown(answer.status());
            answer.retryAfter(clock.instant()).ifPresent(wait -> waitFor(wait, answer.place()));
        }
        return Optional.of(answer);
    }

    private Answer ask(Question question, String name, Set<Integer> again) throws RefusedException {
        boolean renewed = false;
        for (int attempt = 1; ; attempt++) {
            limit(question.at());
            try {
                Answer answer = once(question, name, limits.answer());
                if (answer.status() == 401 && !renewed && credentials.renew()) {
                    renewed = true;
                } else if (!again.contains(answer.status()) || attempt >= limits.attempts()) {
                    return answer;
                } else {
                    slowDown(answer.status());
                    waitFor(answer.retryAfter(clock.instant()).orElseGet(() -> Duration.ZERO), attempt, answer.place());
                }
            } catch (FailedException e) {
                if (attempt >= limits.attempts()) {
                    throw failed(question.at(), String.valueOf(e.getMessage()));
                }
                waitFor(Duration.ZERO, attempt, Answer.place(question.at()));
            }
        }
    }

    private Answer once(Question question, String name, Duration most) throws RefusedException, FailedException {
        sleep(pace.toNanos());
        String authorization = credentials.header();
        spool.drop(name);
        long cap = Math.min(limits.answerBytes(), limits.totalBytes() - bytes);
        try (OutputStream out = spool.write(name)) {
            answers++;
            Answer answer = exchange.ask(
                    question.request().header("Authorization", authorization).build(), out, cap, most);
            bytes += spool.size(name);
            if (answer.good()) {
                recover();
                Refusals.form(answer);
            }
            // Where a redirect leads is shown; whoever answers could put the token there.
            return credentials.repeatedIn(answer.elsewhere()) ? answer.without() : answer;
        } catch (IOException e) {
            throw new SurroundingsException("An answer cannot be kept: is the disk full? Nothing was changed.", e);
        }
    }

    /// How many questions may still be asked.
    int left() {
        return limits.answers() - answers;
    }

    private void limit(URI at) throws RefusedException {
        if (System.nanoTime() - start > limits.total().toNanos()) {
            throw failed(at, "the pull takes longer than " + limits.total().toSeconds() + " s in all");
        }
        if (answers >= limits.answers() || bytes >= limits.totalBytes()) {
            throw Refusals.cap(Answer.place(at), "goes on without end");
        }
    }

    private static SurroundingsException failed(URI at, String words) {
        return new SurroundingsException(
                Answer.place(at) + ": " + words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1)
                        + ", also when asked again. Nothing was changed; a new pull starts from the beginning.");
    }

    /// A server that says “too many” is asked more slowly, until it has answered for a while.
    private void slowDown(int status) {
        good = 0;
        if (status == 429) {
            Duration slower = pace.isZero() ? FIRST_PACE : pace.multipliedBy(2);
            pace = slower.compareTo(LONGEST_PACE) > 0 ? LONGEST_PACE : slower;
        }
    }

    private void recover() {
        good++;
        if (good % RECOVERED == 0 && !pace.isZero()) {
            pace = pace.compareTo(FIRST_PACE) > 0 ? pace.dividedBy(2) : Duration.ZERO;
        }
    }

    private void waitFor(Duration asked, int attempt, String place) {
        Duration own = limits.backOff().multipliedBy(1L << Math.min(attempt - 1, 5));
        waitFor(asked.compareTo(own) > 0 ? asked : own, place);
    }

    private void waitFor(Duration wait, String place) {
        long nanos = wait.toNanos();
        if (waited + nanos > limits.waiting().toNanos()) {
            throw new SurroundingsException(place + ": The server wants us to wait "
                    + Duration.ofNanos(nanos).toSeconds() + " s more, and we wait "
                    + limits.waiting().toSeconds() + " s at most. Nothing was changed; try later.");
        }
        waited += nanos;
        sleep(nanos);
    }

    private void sleep(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            watch.tick();
            try {
                Thread.sleep(Duration.ofNanos(Math.min(left, 100_000_000)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
        }
    }

    @Override
    public void close() {
        exchange.close();
    }
}
