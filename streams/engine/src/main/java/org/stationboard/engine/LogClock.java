package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.engine.EngineTables.Table;

/**
 * The log's clock as the partition has it, and its balance: each data record up to here is applied, superseded, a
 * duplicate or dead, exactly one of them. Times are epoch minutes.
 */
final class LogClock {
    private static final int LAYOUT = 1;
    private static final byte[] ROW = "clock".getBytes(StandardCharsets.UTF_8);

    private final EngineTables tables;
    private final LocalDays days;
    private final long[] balance = new long[Outcome.CODES];
    private long conflicts;
    private long firstTick;
    private long lastTick;
    private long offset = -1;
    private boolean judgeAll;
    /** The local day the clock stands in; of no meaning before the first tick. */
    private long day;

    private long nextTurn;
    private Horizon horizon = Horizon.NONE;

    LogClock(EngineTables tables, LocalDays days) {
        this.tables = tables;
        this.days = days;
        byte[] value = tables.get(Table.CLOCK, ROW);
        if (value != null) {
            read(new ByteReader(value));
        }
    }

    /** Counts a record, on the heap until {@link #keep}. */
    void count(Change change) {
        balance[change.outcome().code()]++;
        if (change.conflict()) {
            conflicts++;
        }
    }

    boolean ticked() {
        return firstTick != 0;
    }

    long firstTick() {
        return firstTick;
    }

    /** 0 before the first. */
    long lastTick() {
        return lastTick;
    }

    long day() {
        return day;
    }

    Horizon horizon() {
        return horizon;
    }

    /** Minute of the next day's turn. */
    long nextTurn() {
        return nextTurn;
    }

    boolean isTurn(long minute) {
        return ticked() ? minute == nextTurn : minute == days.startMinute(days.ofMinute(minute));
    }

    /** Offset of the last record taken; -1 before the first. */
    long offset() {
        return offset;
    }

    void at(long newOffset) {
        offset = newOffset;
    }

    /** Whether the rules have changed since everything was judged. */
    boolean judgeAll() {
        return judgeAll;
    }

    void setJudgeAll(boolean all) {
        judgeAll = all;
    }

    void startAt(long minute) {
        firstTick = minute;
    }

    void enterDay(long newDay) {
        day = newDay;
        nextTurn = days.startMinute(newDay + 1);
        horizon = Horizon.of(newDay, days);
    }

    void reach(long minute) {
        lastTick = minute;
    }

    void keep() {
        ByteWriter writer = new ByteWriter(64)
                .single(LAYOUT)
                .varint(firstTick)
                .varint(lastTick)
                .varint(offset)
                .flag(judgeAll)
                .varint(conflicts);
        for (long count : balance) {
            writer.varint(count);
        }
        tables.put(Table.CLOCK, ROW, writer.bytes());
    }

    TickMarker marker(int partition) {
        return TickMarker.newBuilder()
                .setPartition(partition)
                .setTick(lastTick)
                .setOffset(offset)
                .setApplied(balance[Outcome.APPLIED.code()])
                .setSuperseded(balance[Outcome.SUPERSEDED.code()])
                .setDuplicate(balance[Outcome.DUPLICATE.code()])
                .setDead(balance[Outcome.DEAD.code()])
                .setConflicts(conflicts)
                .build();
    }

    private void read(ByteReader reader) {
        int layout = reader.single();
        if (layout != LAYOUT) {
            throw new IllegalStateException("clock layout: " + layout + " (expected: " + LAYOUT + ")");
        }
        firstTick = reader.varint();
        lastTick = reader.varint();
        offset = reader.varint();
        judgeAll = reader.flag();
        conflicts = reader.varint();
        for (int i = 0; i < balance.length; i++) {
            balance[i] = reader.varint();
        }
        if (ticked()) {
            enterDay(days.ofMinute(lastTick));
        }
    }
}
