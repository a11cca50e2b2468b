package org.stationboard.allinone;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.v1.ClockMode;
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

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Service service;
    private final Installation installation;
    private final Clock clock;
    private final Duration history;
    private final DemoShelf shelf;
    private final CompletableFuture<DemoRecords> records;
    private final FeedClient client;

    /** @param records those of the shelf, which are being read */
    DemoFeed(
            Service service,
            Installation installation,
            Duration history,
            DemoShelf shelf,
            CompletableFuture<DemoRecords> records) {
        this.service = service;
        this.installation = installation;
        this.clock = installation.clock();
        this.history = history;
        this.shelf = shelf;
        this.records = records;
        this.client = new FeedClient(installation.baseUrl());
    }

    private KeptInstant kept(String name) {
        return new KeptInstant(installation.data().resolve(name));
    }

    /** Returns when the process is told to stop. */
    void run() throws StartRefused, InterruptedException {
        runFor(FOR_EVER);
    }

    /** Returns when the process is told to stop, or when the present was fed for so long. */
    void runFor(Duration present) throws StartRefused, InterruptedException {
        // The instant of the first start: the same one gives the same records with the same ids.
        Instant anchor =
                kept("demo-anchor").orKept(Instant.ofEpochSecond(clock.instant().getEpochSecond()));
        DemoRecords read = records.join();
        DemoTimeline timeline = new DemoTimeline(read.sources(), anchor, history);
        DemoMarks marks = new DemoMarks(installation.register().root(), read.sources());
        try {
            if (service.parts().keeper().head().getMode() != ClockMode.WALL) {
                sendHistory(timeline, read.label());
                // The replay marked what it read; after a stop in the middle that was only the rest.
                sendUntilTaken(marks.of(anchor, anchor.minus(history), anchor));
                service.parts().keeper().decide(ClockMode.WALL);
            }
            // Reported after the alerts that some of their holders already have: those are weighed again.
            sendUntilTaken(DemoAwards.of(installation.register(), anchor));
            KeptInstant sent = kept("demo-sent");
            // The screens first: reading the devices' files would take the start's time.
            CompletableFuture<DemoReadings> readings = CompletableFuture.supplyAsync(
                    () -> {
                        shelf.keep(read);
                        return shelf.readings();
                    },
                    CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS));
            DemoDevices devices = new DemoDevices(readings, anchor, client, kept("demo-devices"), clock);
            sendLive(timeline, new Present(anchor, sent.or(anchor), present, sent), marks, devices);
        } catch (CancellationException stopped) {
            LOG.debug("stopped in the middle of the history");
        } catch (ReplayException ended) {
            throw new StartRefused("demo: " + ended.getMessage());
        }
    }

    private Instant lastTick() {
        return Instant.ofEpochSecond(service.parts().keeper().head().getTick() * 60);
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

    /** How the present goes on: from where, how long, and where that is kept. */
    private record Present(Instant anchor, Instant from, Duration length, KeptInstant kept) {}

    /** After a pause, what the stations' systems would have kept and sent late; then each second what is due. */
    private void sendLive(DemoTimeline timeline, Present present, DemoMarks marks, DemoDevices devices)
            throws InterruptedException {
        long began = System.nanoTime();
        Instant sent = present.from();
        Instant marked = present.from();
        while (!service.stopping()
                && System.nanoTime() - began < present.length().toNanos()) {
            Instant now = clock.instant();
            Instant upTo = sent.plus(LONGEST_SLICE).isBefore(now) ? sent.plus(LONGEST_SLICE) : now;
            boolean marking = !marked.plus(MARK_EVERY).isAfter(upTo);
            List<StationRecord> due = new ArrayList<>(timeline.live(sent, upTo));
            if (marking) {
                due.addAll(marks.of(present.anchor(), marked, upTo));
            }
            if (due.isEmpty() || client.takesRecords(due)) {
                sent = upTo;
                marked = marking ? upTo : marked;
                // The newest mark, at most ten minutes back: what is sent again from there the ledger drops.
                present.kept().keep(marked);
            }
            boolean devicesDone = devices.sendDue();
            if (devicesDone && !upTo.isBefore(now)) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private void sendUntilTaken(List<StationRecord> records) throws InterruptedException {
        while (!client.takesRecords(records)) {
            if (service.stopping()) {
                throw new CancellationException();
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }
}
