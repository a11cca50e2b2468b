package org.stationboard.gateway.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.ReadingBatch;
import org.stationboard.gateway.Refusal;

/**
 * Takes whole batches: reads, checks and appends their readings, and counts each once its fate is known. Nothing of a
 * refused reading is kept but its place, field and reason. Safe for use by many threads; may block while Kafka is slow.
 */
final class BatchIntake {
    /** Most bytes of one reading in JSON. */
    static final int LARGEST_READING = 4 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BatchIntake.class);

    private final ReadingCheck check;
    private final TelemetryLane lane;
    private final TelemetryCounts counts;
    private final Clock clock;

    BatchIntake(ReadingCheck check, TelemetryLane lane, TelemetryCounts counts, Clock clock) {
        this.check = check;
        this.lane = lane;
        this.counts = counts;
        this.clock = clock;
    }

    /** Who sends a batch: {@code only} is the one device that may speak, null = any; a replay keeps times of receipt. */
    record Sender(@Nullable String only, boolean replay) {}

    /** What became of a batch. */
    record Outcome(BatchTally tally, boolean acknowledged) {}

    /** Readings in JSON, one a line; blank lines are none. */
    CompletableFuture<Outcome> lines(byte[] body, Sender sender) {
        Batch batch = new Batch(sender, clock.instant(), body.length / 128);
        int start = 0;
        while (start < body.length) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!blank(body, start, end)) {
                batch.json(body, start, end - start);
            }
            start = end + 1;
        }
        return append(batch);
    }

    /** A {@link ReadingBatch} in Protobuf; one that cannot be read counts as one reading refused. */
    CompletableFuture<Outcome> protobuf(byte[] body, Sender sender) {
        Batch batch = new Batch(sender, clock.instant(), body.length / 48);
        try {
            ReadingBatch read = ReadingBatch.parseFrom(body);
            for (Reading reading : read.getReadingsList()) {
                batch.reading(reading.toBuilder());
            }
        } catch (InvalidProtocolBufferException e) {
            batch.tally.refuse(new Refusal(Reject.MALFORMED, "", "a ReadingBatch in Protobuf"));
        }
        return append(batch);
    }

    private static boolean blank(byte[] body, int from, int end) {
        for (int i = from; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\r' && body[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private CompletableFuture<Outcome> append(Batch batch) {
        return lane.append(batch.good).handle((nothing, failure) -> {
            boolean acknowledged = failure == null;
            if (!acknowledged) {
                LOG.warn("readings not acknowledged: count={} cause={}", batch.good.size(), String.valueOf(failure));
            }
            counts.settled(batch.tally, acknowledged);
            return new Outcome(batch.tally, acknowledged);
        });
    }

    /** One batch while it is read. */
    private final class Batch {
        private final Sender sender;
        private final Instant receivedAt;
        private final BatchTally tally = new BatchTally();
        private final List<Reading> good;

        Batch(Sender sender, Instant receivedAt, int likely) {
            this.sender = sender;
            this.receivedAt = receivedAt;
            this.good = new ArrayList<>(likely + 1);
        }

        void json(byte[] bytes, int from, int length) {
            if (length > LARGEST_READING) {
                tally.refuse(new Refusal(Reject.TOO_LARGE, "", "at most " + LARGEST_READING + " bytes a reading"));
                return;
            }
            try {
                take(ReadingJson.read(bytes, from, length));
            } catch (ReadingRefused refused) {
                tally.refuse(refused.refusal());
            }
        }

        void reading(Reading.Builder reading) {
            try {
                take(reading);
            } catch (ReadingRefused refused) {
                tally.refuse(refused.refusal());
            }
        }

        private void take(Reading.Builder reading) throws ReadingRefused {
            check.complete(reading, receivedAt, sender.only(), sender.replay());
            good.add(reading.build());
            tally.accept(
                    reading.getMeasuredAt().getSeconds(),
                    reading.getReceivedAt().getSeconds());
        }
    }
}
