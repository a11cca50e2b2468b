package org.stationboard.gateway;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.EngineVersion;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Tick;

/**
 * What a log keeper writes: records, ticks and control records, in transactions that each end with the new log head. It
 * knows the order of the log and nothing of outages: what it throws leaves a transaction open, whose fate {@link LogKeeper}
 * settles. Ticks are epoch minutes. For the keeper's thread; {@link #head} for any.
 */
final class LogWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final int TRANSACTION_RECORDS = 1_000;
    private static final int TRANSACTION_TICKS = 500;

    private final KeeperLog log;
    private final int partitions;
    private final TickSpans spans;
    private volatile LogHead head = LogHead.getDefaultInstance();

    LogWriter(KeeperLog log, GatewaySettings settings) {
        this.log = log;
        this.partitions = settings.partitions();
        this.spans = new TickSpans(settings.zone());
    }

    /** The newest head that Kafka has acknowledged; the empty one before the first. */
    LogHead head() {
        return head;
    }

    /** Goes on from a head that was found in the log. */
    void goOnFrom(LogHead found) {
        head = found;
    }

    /** Begins a new log with its first records, or tells one that was found what has changed. */
    void begin(LogHead found, FirstRecords first) {
        LogHead.Builder next = found.toBuilder()
                .setRegisterDigest(first.register().getDigest())
                .setCatalogueDigest(first.catalogueDigest())
                .setPartitions(partitions);
        log.begin();
        if (found.equals(LogHead.getDefaultInstance())) {
            first.controls().forEach(log::control);
            next.setEngineVersion(first.engineVersion());
            LOG.info("log begun: engine={} partitions={}", first.engineVersion(), partitions);
        } else {
            first.changedSince(found).forEach(log::control);
        }
        commit(next.build());
    }

    void register(FirstRecords next) {
        Register register = next.register();
        log.begin();
        log.control(next.registerControl());
        commit(head.toBuilder().setRegisterDigest(register.getDigest()).build());
    }

    /** Names another engine as the one whose values readers follow. */
    void engine(EngineVersion next) {
        LogHead.Builder after = head.toBuilder();
        after.addEngineSetsBefore(head.getEngineSet())
                .setEngineVersion(next.getVersion())
                .setEngineSet(next.getSet());
        log.begin();
        log.control(Control.newBuilder().setEngine(next).build());
        commit(after.build());
        LOG.info("engine followed from here on: version={} set={}", next.getVersion(), next.getSet());
    }

    void catalogue(FirstRecords next) {
        log.begin();
        log.control(next.catalogueControl());
        commit(head.toBuilder().setCatalogueDigest(next.catalogueDigest()).build());
        LOG.info("catalogue changed: digest={}", next.catalogueDigest());
    }

    /** Decides the clock; under {@code wall} every tick up to that minute follows. */
    void decide(ClockMode mode, long minuteNow) {
        ClockMode decided = head.getMode();
        if (decided == mode) {
            return;
        }
        if (decided == ClockMode.WALL) {
            throw new ClockDecidedException(decided, mode);
        }
        log.begin();
        commit(head.toBuilder().setMode(mode).build());
        LOG.info("clock decided: mode={} before={}", mode, decided);
        if (mode == ClockMode.WALL) {
            tickUpTo(minuteNow);
        }
    }

    /** Records in transactions of at most 1,000; each that drives the clock behind every tick up to its minute. */
    void append(List<LogEntry> entries, boolean drivesClock) {
        for (int from = 0; from < entries.size(); from += TRANSACTION_RECORDS) {
            int to = Math.min(entries.size(), from + TRANSACTION_RECORDS);
            appendOnce(entries.subList(from, to), drivesClock);
        }
    }

    private void appendOnce(List<LogEntry> entries, boolean drivesClock) {
        boolean ticking = drivesClock && head.getMode() == ClockMode.LOG;
        log.begin();
        long tick = head.getTick();
        for (LogEntry entry : entries) {
            if (ticking && entry.reportedMinute() > tick) {
                tick = writeTicks(tick, entry.reportedMinute(), Integer.MAX_VALUE);
            }
            log.record(entry);
        }
        commit(head.toBuilder().setTick(tick).build());
    }

    /** Writes every tick up to that minute, none if it is past. */
    void tickUpTo(long minute) {
        while (head.getTick() < minute) {
            log.begin();
            long tick = writeTicks(head.getTick(), minute, TRANSACTION_TICKS);
            commit(head.toBuilder().setTick(tick).build());
        }
    }

    /** Writes ticks after {@code last}, at most so many, as far as {@code minute}; a log without ticks begins there. */
    private long writeTicks(long last, long minute, int most) {
        long from = last == 0 ? minute : last + 1;
        for (int written = 0; from <= minute && written < most; written++) {
            Tick tick = spans.next(from, minute);
            log.tick(tick);
            from = tick.getMinute() + 1;
        }
        return from - 1;
    }

    private void commit(LogHead next) {
        log.commit(next);
        head = next;
    }
}
