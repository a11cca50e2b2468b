package org.stationboard.allinone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.ReadingBatch;

/** Sends the readings of the demo's devices as their own servers would. For one thread. */
final class DemoDevices {
    /** What devices sent before the demo's first start. */
    private static final Duration BEFORE = Duration.ofDays(2);

    private static final Duration LONGEST_SLICE = Duration.ofHours(6);
    /** Older readings keep the time at which they were received. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final CompletableFuture<DemoReadings> readings;
    private final Instant anchor;
    private final FeedClient client;
    private final KeptInstant kept;
    private final Clock clock;
    private Instant sent;

    /** @param readings may still be read: until then nothing is due */
    DemoDevices(
            CompletableFuture<DemoReadings> readings, Instant anchor, FeedClient client, KeptInstant kept, Clock clock)
            throws StartRefused {
        this.readings = readings;
        this.anchor = anchor;
        this.client = client;
        this.kept = kept;
        this.clock = clock;
        this.sent = kept.or(anchor.minus(BEFORE));
    }

    /** Sends the next slice of what is due; whether there is time to wait: nothing more is due, or it was not taken. */
    boolean sendDue() throws InterruptedException {
        if (!readings.isDone()) {
            return true;
        }
        Instant now = clock.instant();
        Instant upTo = sent.plus(LONGEST_SLICE).isBefore(now) ? sent.plus(LONGEST_SLICE) : now;
        List<Reading> due = readings.join().received(anchor, sent, upTo);
        if (!due.isEmpty() && !taken(due, Duration.between(sent, now).compareTo(FRESH) > 0)) {
            return true;
        }
        sent = upTo;
        if (!due.isEmpty()) {
            kept.keep(sent);
        }
        return !sent.isBefore(now);
    }

    private boolean taken(List<Reading> due, boolean replay) throws InterruptedException {
        ReadingBatch.Builder batch = ReadingBatch.newBuilder();
        for (Reading reading : due) {
            batch.addReadings(
                    replay ? reading : reading.toBuilder().clearReceivedAt().build());
        }
        return client.takesReadings(batch.build(), replay);
    }
}
