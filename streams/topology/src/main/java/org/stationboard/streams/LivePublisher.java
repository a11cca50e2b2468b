package org.stationboard.streams;

import org.stationboard.contract.FigureForm;
import org.stationboard.contract.v1.Pulse;
import org.stationboard.engine.Engine;

/**
 * Publishes between ticks, by the machine's clock, what changed in the engine, and once a second a pulse that says how
 * far the task is. It reads the engine and changes nothing.
 *
 * <p>The pulse's lag is 0 when no record was taken since the last publication: whatever the broker had, the task has.
 * Else it is the machine's clock less the Kafka timestamp (received_at; of control records the keeper's clock) of the
 * last record taken, which grows while the task works off what waited and is a fraction of a second in a steady flow.
 * This costs no question to the broker; while the broker is away no pulse leaves at all, and readers see its age.
 */
final class LivePublisher {
    private static final long PULSE_EVERY_MILLIS = 1000;
    /** Behind by more than this the screens get the live figures once a second: the log itself moves them. */
    private static final long BEHIND_MILLIS = 2000;
    /** Behind by more than this it is history that is worked off: the screens get live figures now and then. */
    private static final long FAR_BEHIND_MILLIS = 60_000;

    private static final long FAR_BEHIND_EVERY_MILLIS = 10_000;
    /** A look that comes later than this says nothing: the thread stood still, in a commit say. */
    private static final long ON_TIME_MILLIS = 500;

    private final Engine engine;
    private final EngineOutput output;
    private final int partition;
    private boolean takenSince;
    /** Whether a record was taken since the last look: where none was, and the look is on time, nothing waits. */
    private boolean takenNow;

    private boolean given;
    private long lastTimestamp;
    /** The first pulse waits its second too, so that a task that has not fetched yet does not claim to have it all. */
    private long pulsedAt;

    private long shownAt = Long.MIN_VALUE / 2;
    private long lookedAt;

    LivePublisher(Engine engine, EngineOutput output, int partition, long now) {
        this.engine = engine;
        this.output = output;
        this.partition = partition;
        this.pulsedAt = now;
        this.lookedAt = now;
    }

    /** @param timestamp Kafka timestamp of a record the task takes */
    void taken(long timestamp) {
        takenSince = true;
        takenNow = true;
        lastTimestamp = timestamp;
    }

    /**
     * Publishes what is due.
     *
     * @param now the machine's clock, epoch milliseconds
     * @return whether figures were given to screens that are not behind, and ought to be committed at once
     */
    boolean publish(long now) {
        long lag = takenSince ? Math.max(0, now - lastTimestamp) : 0;
        boolean waitsForNothing = !takenNow && now - lookedAt <= ON_TIME_MILLIS && lag <= FAR_BEHIND_MILLIS;
        boolean behind = lag > BEHIND_MILLIS && !waitsForNothing;
        takenNow = false;
        lookedAt = now;
        boolean pulseDue = now - pulsedAt >= PULSE_EVERY_MILLIS || now < pulsedAt;
        if (behind && !pulseDue) {
            return false;
        }
        // Else it stays: the pulse's lag is about the whole span since the last one.
        takenSince = takenSince && lag > BEHIND_MILLIS && !pulseDue;
        output.moveTo(engine.lastOffset(), engine.lastTick());
        given = false;
        if (!behind || lag <= FAR_BEHIND_MILLIS || now - shownAt >= FAR_BEHIND_EVERY_MILLIS || now < shownAt) {
            shownAt = now;
            engine.publishLive(this::give);
        }
        if (pulseDue) {
            pulsedAt = now;
            output.pulse(Pulse.newBuilder()
                    .setPartition(partition)
                    .setTick(engine.lastTick())
                    .setOffset(engine.lastOffset())
                    .setPublishedAt(now)
                    .setLag(lag)
                    .build());
        }
        return given && !behind;
    }

    private void give(FigureForm form, long start, long numerator, long denominator, long opened, long closed) {
        given = true;
        output.liveFigure(form, start, numerator, denominator, opened, closed);
    }
}
