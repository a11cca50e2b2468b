package org.stationboard.allinone;

import com.google.protobuf.Timestamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.Replay;
import org.stationboard.gateway.ReplayException;
import org.stationboard.gateway.ReplayProgress;
import org.stationboard.gateway.ReplaySettings;

/** Feeds the demo city as its stations' systems would, over HTTP: the history once, then each second what is due. */
final class DemoFeed {
    private static final Logger LOG = LoggerFactory.getLogger(DemoFeed.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));
    private static final Duration MARK_EVERY = Duration.ofMinutes(10);
    /** Sent in one request after a pause: some thousand records. */
    private static final Duration LONGEST_SLICE = Duration.ofHours(6);

    private static final Pattern REFUSED = Pattern.compile("\"refused\":([0-9]+)");

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Service service;
    private final Installation installation;
    private final Clock clock;
    private final Duration history;
    private final CompletableFuture<DemoRecords> records;
    private final HttpClient http = HttpClient.newHttpClient();

    DemoFeed(Service service, Installation installation, Duration history, CompletableFuture<DemoRecords> records) {
        this.service = service;
        this.installation = installation;
        this.clock = installation.clock();
        this.history = history;
        this.records = records;
    }

    /** Returns when the process is told to stop. */
    void run() throws StartRefused, InterruptedException {
        runFor(FOR_EVER);
    }

    /** Returns when the process is told to stop, or when the present was fed for so long. */
    void runFor(Duration present) throws StartRefused, InterruptedException {
        Instant anchor = anchor();
        DemoRecords read = records.join();
        DemoTimeline timeline = new DemoTimeline(read.sources(), anchor, history);
        try {
            if (service.parts().keeper().head().getMode() != ClockMode.WALL) {
                sendHistory(timeline, read.label());
                // The replay marked what it read; after a stop in the middle that was only the rest.
                sendUntilTaken(marks(anchor.minus(history), anchor));
                service.parts().keeper().decide(ClockMode.WALL);
            }
            sendLive(timeline, sentUpTo(anchor), present);
        } catch (CancellationException stopped) {
            LOG.debug("stopped in the middle of the history");
        } catch (ReplayException ended) {
            throw new StartRefused("demo: " + ended.getMessage());
        }
    }

    private Instant lastTick() {
        return Instant.ofEpochSecond(service.parts().keeper().head().getTick() * 60);
    }

    /** The instant of the first start, kept: the same anchor gives the same records with the same ids. */
    private Instant anchor() throws StartRefused {
        Path kept = installation.data().resolve("demo-anchor");
        try {
            if (!Files.exists(kept)) {
                Files.writeString(
                        kept,
                        Instant.ofEpochSecond(clock.instant().getEpochSecond()).toString());
            }
            return Instant.parse(Files.readString(kept).strip());
        } catch (IOException | java.time.DateTimeException unreadable) {
            throw new StartRefused("demo anchor: " + kept + " (expected: an instant): " + unreadable.getMessage());
        }
    }

    private void sendHistory(DemoTimeline timeline, String label) throws InterruptedException {
        long total = timeline.historySize();
        long tick = service.parts().keeper().head().getTick();
        Instant from = tick == 0 ? Instant.EPOCH : lastTick();
        long started = System.nanoTime();
        Iterator<StationRecord> remaining = untilStopped(timeline.history(from));
        Replay replay = new Replay(
                ReplaySettings.of(URI.create(installation.baseUrl()), label, ClockMode.LOG),
                installation.register().root(),
                clock,
                progress -> tell(progress, total, started));
        long accepted = replay.send(remaining).accepted();
        awaitJudged();
        Console.line(String.format(
                Locale.ROOT,
                "history complete: %,d records in %d s; from now on the present",
                accepted,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started)));
    }

    /** Until the store has all of the history: under the present's clock its screens would only be stale before that. */
    private void awaitJudged() throws InterruptedException {
        long last = service.parts().keeper().head().getTick();
        for (long stored = service.parts().storedTick();
                stored < last;
                stored = service.parts().storedTick()) {
            if (service.stopping()) {
                throw new CancellationException();
            }
            Console.progress("history: all sent, judged to " + DAY.format(Instant.ofEpochSecond(stored * 60)) + " of "
                    + DAY.format(Instant.ofEpochSecond(last * 60)));
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static void tell(ReplayProgress progress, long total, long started) {
        if (progress.reportedAt().getEpochSecond() == 0) {
            return;
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        Console.progress(String.format(
                Locale.ROOT,
                "history: sent to %s, %d %% of %,d records, %,.0f a second%s",
                DAY.format(progress.reportedAt()),
                Math.min(100, 100 * progress.accepted() / Math.max(1, total)),
                total,
                progress.accepted() / Math.max(seconds, 0.001),
                progress.note().isEmpty() ? "" : "  (" + progress.note() + ")"));
    }

    private Iterator<StationRecord> untilStopped(Iterator<StationRecord> all) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (service.stopping()) {
                    // Thrown, not ended: a replay that ends would mark the feed as complete.
                    throw new CancellationException();
                }
                return all.hasNext();
            }

            @Override
            public StationRecord next() {
                return all.next();
            }
        };
    }

    /** Where the feed stood: the anchor before anything live was sent. */
    private Instant sentUpTo(Instant anchor) throws StartRefused {
        try {
            return Files.exists(sentFile())
                    ? Instant.parse(Files.readString(sentFile()).strip())
                    : anchor;
        } catch (IOException | java.time.DateTimeException unreadable) {
            throw new StartRefused("demo feed: " + sentFile() + " (expected: an instant): " + unreadable.getMessage());
        }
    }

    private Path sentFile() {
        return installation.data().resolve("demo-sent");
    }

    /** After a pause, what the stations' systems would have kept and sent late; then each second what is due. */
    private void sendLive(DemoTimeline timeline, Instant from, Duration present) throws InterruptedException {
        long began = System.nanoTime();
        Instant sent = from;
        Instant marked = from;
        while (!service.stopping() && System.nanoTime() - began < present.toNanos()) {
            Instant now = clock.instant();
            Instant upTo = sent.plus(LONGEST_SLICE).isBefore(now) ? sent.plus(LONGEST_SLICE) : now;
            boolean marking = !marked.plus(MARK_EVERY).isAfter(upTo);
            if (taken(timeline.live(sent, upTo), marking ? marks(marked, upTo) : List.of())) {
                sent = upTo;
                marked = marking ? upTo : marked;
                keepSent(marked);
            }
            if (!upTo.isBefore(now)) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /** The newest mark, at most ten minutes back: what is sent again from there is dropped by the ledger. */
    private void keepSent(Instant marked) {
        try {
            Files.writeString(sentFile(), marked.toString());
        } catch (IOException failed) {
            LOG.warn("demo feed: {} cannot be written: {}", sentFile(), failed.toString());
        }
    }

    private void sendUntilTaken(List<StationRecord> records) throws InterruptedException {
        while (!taken(records, List.of())) {
            if (service.stopping()) {
                throw new CancellationException();
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean taken(List<StationRecord> due, List<StationRecord> marks) throws InterruptedException {
        if (due.isEmpty() && marks.isEmpty()) {
            return true;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            for (StationRecord record : due) {
                record.writeDelimitedTo(body);
            }
            for (StationRecord mark : marks) {
                mark.writeDelimitedTo(body);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a byte array cannot fail", impossible);
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(installation.baseUrl() + "/ingest/v1/records?results=refused"))
                .header("Content-Type", "application/x-protobuf")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 202) {
                LOG.warn("demo feed: status {} (expected: 202), tried again", answer.statusCode());
            }
            Matcher refused = REFUSED.matcher(answer.body());
            if (refused.find() && !refused.group(1).equals("0")) {
                LOG.warn("demo feed: {} of {} refused (expected: 0)", refused.group(1), due.size() + marks.size());
            }
            return answer.statusCode() == 202;
        } catch (IOException away) {
            LOG.warn("demo feed: the gateway does not answer, tried again: {}", away.toString());
            return false;
        }
    }

    /** The source's word, for each feed, that all it reported in [from, to) has been sent. */
    private List<StationRecord> marks(Instant from, Instant to) {
        return List.of(mark("winston-salem", "alarm", from, to), mark("consumidor", "dispute", from, to));
    }

    private StationRecord mark(String source, String feed, Instant from, Instant to) {
        return StationRecord.newBuilder()
                .setRecordId(source + "/mark-" + to.getEpochSecond())
                .setUnitId(installation.register().root())
                .setVersion(1)
                .setOccurredAt(timestamp(to))
                .setReportedAt(timestamp(to))
                .setFeedMark(FeedMark.newBuilder()
                        .setSource(source)
                        .setFeed(feed)
                        .setFrom(timestamp(from))
                        .setTo(timestamp(to)))
                .build();
    }

    private static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
    }
}
