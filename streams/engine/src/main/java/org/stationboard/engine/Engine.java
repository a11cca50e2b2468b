package org.stationboard.engine;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Tick;

/**
 * The engine of one partition. Everything it knows is in the tables; what it keeps beside them is a cache, so a new
 * engine on the same tables goes on exactly. Single-threaded; time comes from ticks in the log alone.
 */
public final class Engine {
    /** Version of the rules of counting and judging in this code, and of the form of what it publishes. */
    public static final String VERSION = "5";

    private final EngineTables tables;
    private final int partition;
    private final Output output;
    private final LocalDays days;
    private final Parameters parameters;
    private final LogClock clock;
    private final Rules rules;
    private final Feeds feeds;
    private final Cells cells;
    private final Levels levels;
    private final Dirty dirty;
    private final Ledger ledger;
    private final Judge judge;
    private final FigurePublisher figures;
    private final LiveChanges live;
    /** Whether data records were taken since all that is on the heap alone was written. */
    private boolean unkept;

    /**
     * Goes on where the tables stand.
     *
     * @param partition partition of the log
     * @param ownsLogKey whether the partition orders this log key
     * @param zone zone of local days
     */
    public Engine(int partition, EngineTables tables, Output output, Predicate<String> ownsLogKey, ZoneId zone) {
        this(partition, tables, output, ownsLogKey, zone, Dirty.LIMIT);
    }

    /** With a limit of its own on what may be dirty, which is part of the engine's version but for tests. */
    Engine(
            int partition,
            EngineTables tables,
            Output output,
            Predicate<String> ownsLogKey,
            ZoneId zone,
            int dirtyLimit) {
        // An engine before this one on the same tables writes what it still keeps.
        tables.beforeKeeping(() -> {});
        this.tables = tables;
        this.partition = partition;
        this.output = output;
        this.days = new LocalDays(zone);
        this.parameters = Parameters.of(zone);
        this.clock = new LogClock(tables, days);
        this.rules = new Rules(tables);
        this.feeds = new Feeds(tables, days);
        this.cells = new Cells();
        this.levels = new Levels(tables);
        this.dirty = new Dirty(tables, cells, dirtyLimit);
        this.ledger = new Ledger(tables, cells, levels, dirty);
        this.judge = new Judge(tables, output, new Assessor(cells, levels, feeds, rules::firstDay), rules, ownsLogKey);
        this.figures = new FigurePublisher(cells, levels);
        this.live = new LiveChanges(cells, levels, days);
        ledger.sum(clock.horizon());
        dirty.restore();
        tables.beforeKeeping(this::keep);
    }

    /** Takes the record at this offset. Offsets rise; gaps are allowed. */
    public void process(StationRecord stationRecord, long offset) {
        if (stationRecord.hasControl()) {
            clock.at(offset);
            control(stationRecord.getControl(), offset);
        } else {
            data(stationRecord, offset);
        }
    }

    /** Counts and publishes a record that could not be read at all. */
    public void dead(long offset, String reason, String expected) {
        letter(offset, reason, expected);
        take(offset, new Change(Outcome.DEAD, false, null, List.of()));
    }

    /**
     * Gives the changed cells of the newest two days and the current stocks since the last call; after construction all
     * of them. Provisional: reads only, before the first tick nothing.
     */
    public void publishLive(FigureTaker screens) {
        if (clock.ticked()) {
            live.publish(clock.day(), screens);
        }
    }

    /** The same as objects. */
    public void publishLive(Consumer<Figure> screens) {
        publishLive((form, start, numerator, denominator, opened, closed) ->
                screens.accept(form.figure(start, numerator, denominator, opened, closed)));
    }

    /** How many cells it holds that are not nothing, those of levels left out. */
    int cells() {
        return cells.size();
    }

    /** Epoch minute of the last tick; 0 before the first. */
    public long lastTick() {
        return clock.lastTick();
    }

    /** Offset of the last record taken; -1 before the first. */
    public long lastOffset() {
        return clock.offset();
    }

    private void data(StationRecord stationRecord, long offset) {
        Optional<RecordCheck.Fault> fault = RecordCheck.fault(stationRecord);
        Ledger.Plan plan = null;
        Hearing hearing = null;
        if (fault.isEmpty()) {
            try {
                List<Contribution> contributions = Contributions.of(stationRecord, parameters);
                plan = ledger.plan(stationRecord, contributions, clock.horizon());
                Outcome outcome = plan.outcome();
                hearing = rules.logKey(stationRecord.getUnitId())
                        .map(logKey -> RecordCheck.hearing(stationRecord, logKey, outcome))
                        .orElse(null);
            } catch (IllegalArgumentException unusable) {
                fault = RecordCheck.malformed(String.valueOf(unusable.getMessage()));
            }
        }
        if (fault.isPresent() || plan == null) {
            fault.ifPresent(f -> dead(offset, f.reason(), f.expected()));
            return;
        }
        // Everything is computed; from here on only writes.
        tables.changing();
        ledger.apply(plan, live::note);
        take(offset, new Change(plan.outcome(), plan.conflict(), hearing, plan.touched()));
    }

    private void take(long offset, Change change) {
        tables.changing();
        unkept = true;
        clock.at(offset);
        dirty.add(change.touched());
        note(change);
        if (dirty.full()) {
            publishBetweenTicks();
        }
    }

    /** What a change means beside ledger and cells. */
    private void note(Change change) {
        clock.count(change);
        if (change.hearing() != null) {
            feeds.hear(change.hearing(), clock.lastTick());
        }
    }

    private void control(Control control, long offset) {
        switch (control.getKindCase()) {
            case REGISTER -> rules.await(control.getRegister());
            case CATALOGUE -> {
                try {
                    rules.await(control.getCatalogue());
                } catch (CatalogueException faulty) {
                    letter(offset, "CATALOGUE", String.valueOf(faulty.getMessage()));
                }
            }
            case RHYTHMS -> rules.await(control.getRhythms());
            case TICK -> tick(control.getTick(), offset);
            case ENGINE -> {
                // Says which engine's values readers follow; this one counts on in either case.
            }
            case KIND_NOT_SET -> letter(offset, "UNKNOWN_CONTROL", "kind: absent (expected: one this engine knows)");
        }
    }

    private void tick(Tick tick, long offset) {
        if (tick.getMinute() <= clock.lastTick()) {
            letter(offset, "TICK_BACKWARDS", "minute: not after the last tick (expected: > " + clock.lastTick() + ")");
            return;
        }
        // A minute the keeper left out is lived through all the same: no day may pass without its turn.
        long first = Math.min(tick.getFromMinute(), tick.getMinute());
        long minute = clock.ticked() ? clock.lastTick() + 1 : first;
        while (minute <= tick.getMinute()) {
            step(minute);
            minute = Math.max(minute + 1, nextEvent());
        }
        clock.reach(tick.getMinute());
        clock.keep();
        unkept = false;
        output.marker(clock.marker(partition));
    }

    /** The first minute after the last step at which something can happen that no record brings about. */
    private long nextEvent() {
        if (clock.judgeAll()) {
            return clock.lastTick() + 1;
        }
        return Math.min(clock.nextTurn(), feeds.nextStale(clock.firstTick(), rules));
    }

    private void step(long minute) {
        boolean turn = clock.isTurn(minute);
        boolean first = !clock.ticked();
        if (first) {
            begin(minute, turn);
        }
        if (rules.adopt(false)) {
            clock.setJudgeAll(true);
        }
        List<FeedKey> changedFeeds = feeds.tick(minute, turn, clock.firstTick(), rules, output);
        publish(first);
        if (turn) {
            turn(minute);
        } else if (clock.judgeAll()) {
            judge.everything(clock.day(), minute);
            clock.setJudgeAll(false);
        } else {
            judge.changed(dirty.toJudge(), changedFeeds, clock.day(), minute);
        }
        dirty.judged();
        clock.reach(minute);
    }

    private void begin(long minute, boolean turn) {
        clock.startAt(minute);
        long day = days.ofMinute(minute);
        clock.enterDay(turn ? day - 1 : day);
        age();
    }

    private void turn(long minute) {
        judge.turn(clock.day(), minute);
        clock.enterDay(days.ofMinute(minute));
        age();
        clock.setJudgeAll(rules.adopt(true));
        judge.endOrphans(clock.day(), minute);
        figures.stocksOf(clock.day(), output);
        figures.levelsOf(clock.day(), output);
        live.noteNewDay();
    }

    private void age() {
        cells.age(clock.horizon());
        levels.age(clock.horizon());
    }

    private void publish(boolean first) {
        figures.cells(dirty.flows(), clock.horizon(), output);
        if (first) {
            figures.wholeStocks(clock.day(), clock.horizon(), output);
            figures.wholeLevels(clock.day(), clock.horizon(), output);
        } else {
            carried();
        }
        dirty.published();
    }

    private void carried() {
        figures.stocks(dirty.stocks(), clock.day(), clock.horizon(), output);
        figures.levels(dirty.levels(), clock.day(), clock.horizon(), output);
    }

    /** Writes what is on the heap alone, so that a new engine on the tables goes on exactly. */
    private void keep() {
        if (unkept) {
            unkept = false;
            feeds.keep();
            clock.keep();
            dirty.keep(clock.offset());
        }
    }

    private void publishBetweenTicks() {
        figures.cells(dirty.flows(), clock.horizon(), output);
        if (clock.ticked()) {
            carried();
        }
        feeds.keep();
        clock.keep();
        dirty.keepToJudge();
        dirty.published();
        unkept = false;
    }

    private void letter(long offset, String reason, String expected) {
        output.deadLetter(DeadLetter.newBuilder()
                .setPartition(partition)
                .setOffset(offset)
                .setReason(reason)
                .setExpected(expected)
                .build());
    }
}
