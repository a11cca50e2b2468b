package org.stationboard.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.StationRecord;

/**
 * Sends files, or any records, to a gateway: in batches with one request on its way while the next is built, tried again
 * while the gateway does not take them; where ticks may come between them an empty mark for each feed before its first
 * record, so that half a history is not judged; at the end a mark for each feed, and under {@code log} the clock one
 * minute after the last record, or after the newest tick where that is later. One use, one thread; blocks.
 */
public final class Replay {
    /** The header that names what is replayed and lets it drive a log's clock. */
    public static final String HEADER = "Stationboard-Replay";

    private static final int BATCH = 1_000;
    private static final int BATCH_BYTES = 4 * 1024 * 1024;
    private static final long PROGRESS_NANOS = Duration.ofSeconds(1).toNanos();

    private final ReplaySettings settings;
    private final Clock clock;
    private final Consumer<ReplayProgress> progress;
    private final GatewayClient client;
    private final FeedMarks marks;
    private final Map<String, Long> refusedByReason = new HashMap<>();
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(256 * 1024);
    /** By reporting time. */
    private boolean inOrder = true;

    private int inBatch;
    private int flying;
    private GatewayClient.@Nullable Flight flight;
    private long read;
    private long accepted;
    private long refused;
    private long lastReported;
    private long latestReported;
    private long nextProgress = System.nanoTime() + PROGRESS_NANOS;
    private @Nullable Pace pace;

    /**
     * A replay about to begin.
     *
     * @param root the unit above all stations, for which the marks speak
     * @param clock the machine's, for pace and marks
     * @param progress told about once a second, on the replay's own thread
     */
    public Replay(ReplaySettings settings, String root, Clock clock, Consumer<ReplayProgress> progress) {
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
        this.client = new GatewayClient(settings, this::tellWaiting);
        this.marks = new FeedMarks(root, settings.zone(), clock);
    }

    /** Reads files by a mapping and sends their records in an order; rows that cannot be mapped count as refused. */
    public ReplaySummary send(
            List<Path> files,
            Mapping mapping,
            StationDirectory stations,
            ReplayOrder order,
            Consumer<RowRefusal> refusedRows) {
        Consumer<RowRefusal> counted = row -> {
            read++;
            count(row.reason().name(), 1);
            refusedRows.accept(row);
        };
        inOrder = order.kind() == ReplayOrder.Kind.TIME;
        if (order.kind() == ReplayOrder.Kind.FILE) {
            return send(new MappedFiles(files, mapping, stations, counted));
        }
        RecordPile pile = new RecordPile();
        new MappedFiles(files, mapping, stations, counted).forEachRemaining(record -> {
            pile.add(record);
            tell("reading, " + pile.size() + " records");
        });
        return send(order.of(pile));
    }

    /**
     * Sends what a snapshot changes against the one before: what is new in it, what is another, and withdrawals of what is
     * gone from the span it speaks of. Without files of the one before everything is new.
     *
     * @param told what it came to, before anything is sent
     */
    public ReplaySummary sendSnapshot(
            SnapshotSpan span,
            List<Path> previous,
            List<Path> files,
            Mapping mapping,
            StationDirectory stations,
            Consumer<RowRefusal> refusedRows,
            Consumer<SnapshotCounts> told) {
        if (!mapping.namesRecords() && !files.stream().allMatch(RowInput::ndjson)) {
            throw new ReplayException(
                    "mapping: a record's id is its line (expected: an id column, since snapshots are compared by ids)",
                    null);
        }
        SnapshotChanges changes = new SnapshotChanges(span);
        changes.previous(new LastVersions(new MappedFiles(previous, mapping, stations, passedOver -> {})));
        new LastVersions(new MappedFiles(files, mapping, stations, row -> {
                    read++;
                    count(row.reason().name(), 1);
                    refusedRows.accept(row);
                }))
                .forEachRemaining(changes::take);
        RecordPile pile = changes.end(refused == 0);
        told.accept(changes.counts());
        return send(ReplayOrder.TIME.of(pile));
    }

    /** Sends records as they come, by reporting time. Throws {@link ReplayException} when it cannot go on. */
    public ReplaySummary send(Iterator<StationRecord> records) {
        if (settings.clock() == ClockMode.LOG) {
            client.clock(ClockMode.LOG, null);
        }
        while (records.hasNext()) {
            StationRecord record = records.next();
            read++;
            see(record);
            waitUntilDue(record);
            put(record);
            tell("");
        }
        launchBatch();
        land();
        sendMarks(marks.marks());
        if (settings.clock() == ClockMode.LOG && latestReported > 0) {
            // Records of the time before the newest tick moved no clock: without one more tick nobody would see them.
            long newest = Math.max(Math.floorDiv(latestReported, 60L), client.clock(ClockMode.LOG, null));
            client.clock(ClockMode.LOG, Instant.ofEpochSecond((newest + 1) * 60).toString());
        }
        progress.accept(now(""));
        return new ReplaySummary(read, accepted, refused, refusedByReason);
    }

    private void put(StationRecord record) {
        try {
            record.writeDelimitedTo(batch);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        inBatch++;
        lastReported = record.getReportedAt().getSeconds();
        latestReported = Math.max(latestReported, lastReported);
        if (inBatch == BATCH || batch.size() >= BATCH_BYTES) {
            launchBatch();
        }
    }

    private void launchBatch() {
        land();
        if (inBatch > 0) {
            flight = client.send(batch.toByteArray());
            flying = inBatch;
            inBatch = 0;
            batch.reset();
        }
    }

    private void land() {
        GatewayClient.Flight landing = flight;
        if (landing == null) {
            return;
        }
        flight = null;
        JsonNode answer = client.land(landing);
        long taken = answer.path("accepted").asLong();
        accepted += taken;
        long told = 0;
        for (JsonNode result : answer.path("results")) {
            if (result.has("reason")) {
                count(result.path("reason").asText(), 1);
                told++;
            }
        }
        if (taken + told != flying) {
            throw new ReplayException(
                    "answer: " + taken + " accepted and " + told + " refused (expected: " + flying + ")", null);
        }
    }

    /** In the order of time under {@code log}, and at a pace, what was sent is whole at every tick; else it is announced. */
    private void see(StationRecord record) {
        Optional<StationRecord> beginning = marks.see(record);
        boolean wholeAtEveryTick = inOrder
                && (settings.clock() == ClockMode.LOG || settings.speed().isPresent());
        if (beginning.isPresent() && !wholeAtEveryTick) {
            launchBatch();
            land();
            sendMarks(List.of(beginning.get()));
        }
    }

    private void sendMarks(List<StationRecord> made) {
        if (made.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (StationRecord mark : made) {
            try {
                mark.writeDelimitedTo(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("a byte array cannot fail", e);
            }
        }
        JsonNode answer = client.land(client.send(bytes.toByteArray()));
        if (answer.path("accepted").asInt() != made.size()) {
            String why = answer.path("results").path(0).path("reason").asText("unknown");
            throw new ReplayException("marks: refused, " + why + " (expected: accepted)", null);
        }
    }

    private void waitUntilDue(StationRecord record) {
        if (settings.speed().isEmpty()) {
            return;
        }
        if (pace == null) {
            pace = new Pace(
                    settings.speed().getAsDouble(), record.getReportedAt().getSeconds(), clock.millis());
        }
        long wait = pace.waitMillis(record.getReportedAt().getSeconds(), clock.millis());
        if (wait > 0) {
            // What is due must not lie here while the next record is not.
            launchBatch();
            while (wait > 0) {
                pause(Math.min(wait, 1_000));
                tell("");
                wait = pace.waitMillis(record.getReportedAt().getSeconds(), clock.millis());
            }
        }
    }

    /** When a record is due: seconds since 1970 it was reported, milliseconds of the machine's clock. */
    record Pace(double speed, long firstReported, long begunMillis) {
        long waitMillis(long reported, long nowMillis) {
            return begunMillis + (long) ((reported - firstReported) * 1000.0 / speed) - nowMillis;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayException("interrupted", e);
        }
    }

    private void count(String reason, long records) {
        refused += records;
        refusedByReason.merge(reason, records, Long::sum);
    }

    private void tell(String note) {
        long now = System.nanoTime();
        if (now - nextProgress >= 0) {
            nextProgress = now + PROGRESS_NANOS;
            progress.accept(now(note));
        }
    }

    private void tellWaiting(String why) {
        progress.accept(now(why));
    }

    private ReplayProgress now(String note) {
        return new ReplayProgress(read, accepted, refused, Instant.ofEpochSecond(lastReported), note);
    }
}
