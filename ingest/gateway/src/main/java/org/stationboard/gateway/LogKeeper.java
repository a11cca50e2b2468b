package org.stationboard.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.Register;

/**
 * The one writer of control records: it begins a log, decides its clock once, and writes every minute to every partition,
 * m only after m-1, never backwards; after a gap as ranges, none across a day's turn. Each transaction ends with the new
 * log head. A keeper that starts shuts an older one out; that one stops and says so. A machine whose clock is more than five
 * seconds off the brokers' writes nothing. An outage of the broker is waited
 * out, and the minutes missed follow as ranges.
 *
 * <p>Ticks are epoch minutes. All work is done on one thread of its own; the public methods may be called from any thread
 * and block until Kafka has acknowledged, but {@link #append}.
 */
public final class LogKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
    /** How often it looks at the clock: a tick is at most so late, and a commit. */
    private static final Duration BEAT = Duration.ofMillis(100);

    private static final Duration CLOCK_AGAIN = Duration.ofSeconds(5);

    private final GatewaySettings settings;
    private volatile FirstRecords first;
    private final LogCatalogue catalogue;
    private final CatalogueChecker checker;
    private final Clock clock;
    private final KeeperLog log;
    private final LogWriter writer;
    private final KeeperThread thread = new KeeperThread();
    private volatile State state = State.STOPPED;
    /** Not before this instant of the machine's timer is a clock that was off looked at again. */
    private long tryAgain = System.nanoTime();

    /** Whether it is at work. */
    public enum State {
        /** Not started, or stopped. */
        STOPPED,
        RUNNING,
        /** The broker does not answer; it tries again. */
        WAITING,
        /** Another keeper has taken its place; it does nothing until it is started again. */
        FENCED
    }

    /** A keeper at rest that keeps nothing beside the log; {@link #start} sets it to work. */
    public LogKeeper(GatewaySettings settings, FirstRecords first, CatalogueChecker checker, Clock clock) {
        this(settings, first, new LogCatalogue(Optional.empty()), checker, clock);
    }

    /** A keeper at rest; {@link #start} sets it to work. */
    LogKeeper(
            GatewaySettings settings,
            FirstRecords first,
            LogCatalogue catalogue,
            CatalogueChecker checker,
            Clock clock) {
        this.settings = settings;
        this.first = first;
        this.catalogue = catalogue;
        this.checker = checker;
        this.clock = clock;
        this.log = new KeeperLog(settings, clock);
        this.writer = new LogWriter(log, settings);
    }

    /**
     * Declares the topics, takes the log over and begins it where it is new; under {@code wall} ticks from now on. Throws
     * {@link CatalogueRefusedException} before it touches anything, {@link NotAcknowledgedException} without a broker,
     * {@link ClockOffException} where the machine's clock is not the brokers'.
     */
    public synchronized void start() {
        if (thread.running()) {
            throw new IllegalStateException("log keeper: started already (expected: stopped)");
        }
        requireLoadable(first.catalogueText());
        LogTopics.declare(settings);
        thread.start();
        try {
            thread.call(() -> guarded(this::takeOver));
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
        thread.beat(this::beat, BEAT);
    }

    /** Ends its work after the transaction under way; the log stays as it is. Does nothing when stopped. */
    public synchronized void stop() {
        if (thread.running()) {
            thread.stop(settings.acknowledgement().plusSeconds(5));
            log.close();
            state = State.STOPPED;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Whether it is at work. */
    public State state() {
        return state;
    }

    /** The newest head that Kafka has acknowledged; the empty one before the first start. */
    public LogHead head() {
        return writer.head();
    }

    /**
     * Decides the clock: {@code wall}, or {@code log} on a log that has none yet. {@code log} may turn to {@code wall};
     * nothing else may change: {@link ClockDecidedException}. Deciding what is decided already does nothing.
     */
    public LogHead decide(ClockMode mode) {
        if (mode == ClockMode.UNDECIDED_CLOCK || mode == ClockMode.UNRECOGNIZED) {
            throw new IllegalArgumentException("mode: " + mode + " (expected: WALL or LOG)");
        }
        return call(() -> decideNow(mode));
    }

    /** Decides {@code wall} where nothing is decided yet; gives the mode that holds. */
    ClockMode settle() {
        return call(() -> head().getMode() == ClockMode.UNDECIDED_CLOCK ? decideNow(ClockMode.WALL) : head())
                .getMode();
    }

    /** Under {@code log}: writes every tick up to that epoch minute, none if it is past. */
    public LogHead advance(long untilMinute) {
        return call(() -> {
            if (head().getMode() != ClockMode.LOG) {
                throw new ClockDecidedException(head().getMode(), ClockMode.LOG);
            }
            writer.tickUpTo(untilMinute);
            return head();
        });
    }

    /** Writes a new register into the log, from where it takes effect at the next day's turn. */
    LogHead register(Register register) {
        return call(() -> {
            FirstRecords next = first.with(register);
            writer.register(next);
            first = next;
            return head();
        });
    }

    /**
     * Writes a new catalogue into the log, from where it takes effect at the next day's turn; the newest of the log is not
     * written again. Throws {@link CatalogueRefusedException} where it cannot be loaded.
     */
    public LogHead catalogue(String text) {
        requireLoadable(text);
        return call(() -> {
            FirstRecords next = first.withCatalogue(text);
            if (!head().getCatalogueDigest().equals(next.catalogueDigest())) {
                writer.catalogue(next);
            }
            first = next;
            catalogue.keep(next);
            return head();
        });
    }

    /** The text of the newest catalogue; before the first start the installation's own. */
    public String catalogueText() {
        return first.catalogueText();
    }

    private void requireLoadable(String text) {
        List<String> faults = checker.faults(text);
        if (!faults.isEmpty()) {
            throw new CatalogueRefusedException(faults);
        }
    }

    /**
     * Appends records in transactions, at most 1,000 in each. Where they drive the clock, every tick up to the minute a
     * record was reported in stands before it.
     */
    CompletableFuture<LogHead> append(List<LogEntry> entries, boolean drivesClock) {
        return thread.submit(() -> atWork(() -> {
            writer.append(entries, drivesClock);
            return head();
        }));
    }

    private LogHead takeOver() {
        log.announce();
        LogHead found = log.open();
        String digest = found.getCatalogueDigest();
        if (!digest.isEmpty()) {
            first = catalogue.of(digest, first, () -> log.catalogue(digest));
        }
        writer.begin(found, first);
        state = State.RUNNING;
        return head();
    }

    private LogHead decideNow(ClockMode mode) {
        writer.decide(mode, minuteNow());
        return head();
    }

    private long minuteNow() {
        return Math.floorDiv(clock.millis(), 60_000L);
    }

    /** Once a beat: comes back from an outage, and under {@code wall} writes the minutes that have begun. */
    private void beat() {
        try {
            if (state == State.WAITING) {
                comeBack();
            }
            if (state == State.RUNNING && head().getMode() == ClockMode.WALL && head().getTick() < minuteNow()) {
                guarded(this::tickByTheWall);
            }
        } catch (ClockOffException e) {
            tryAgain = System.nanoTime() + CLOCK_AGAIN.toNanos();
            LOG.error("log keeper: no tick is written: {}", e.getMessage());
        } catch (RuntimeException e) {
            // The schedule would end with the first exception; the state tells what is wrong.
            LOG.warn("log keeper: state={} cause={}", state, e.toString());
        }
    }

    /** A clock that jumps must not write minutes that have not begun. */
    private LogHead tickByTheWall() {
        if (head().getTick() != 0 && minuteNow() > head().getTick() + 1) {
            log.requireClock();
        }
        writer.tickUpTo(minuteNow());
        return head();
    }

    private void comeBack() {
        if (!thread.running() || System.nanoTime() < tryAgain) {
            return;
        }
        LogHead found = log.superseded() ? null : log.open();
        // Looked at again: what this keeper had left open hid a newer one's word, and opening has ended that.
        if (found == null || log.superseded()) {
            state = State.FENCED;
            log.close();
            LOG.error("log keeper: another keeper has taken this log over; this one has stopped");
            return;
        }
        writer.goOnFrom(found);
        state = State.RUNNING;
        LOG.info("log keeper: at work again, tick={}", found.getTick());
    }

    private LogHead guarded(Supplier<LogHead> work) {
        try {
            return work.get();
        } catch (ClockDecidedException | NotAcknowledgedException e) {
            throw e;
        } catch (KafkaException e) {
            // Whatever it was, the transaction's fate is unknown: begin anew from the head that Kafka holds.
            breakOff();
            throw new NotAcknowledgedException("log keeper: Kafka did not acknowledge", e);
        } catch (RuntimeException e) {
            breakOff();
            throw e;
        }
    }

    private void breakOff() {
        state = State.WAITING;
        log.close();
    }

    private LogHead call(Supplier<LogHead> work) {
        return thread.call(() -> atWork(work));
    }

    private LogHead atWork(Supplier<LogHead> work) {
        if (state == State.WAITING || state == State.FENCED) {
            throw new NotAcknowledgedException("log keeper: " + state, null);
        }
        return guarded(work);
    }
}
