package org.stationboard.api;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.stationboard.api.view.ViewState.Origin;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.Pulse;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Engine;
import org.stationboard.engine.InMemoryTables;
import org.stationboard.engine.Output;
import org.stationboard.testkit.MutableClock;
import org.stationboard.testkit.Records;

/**
 * A city of two counties and three stations over the real engine, whose output goes to a live view and a store in memory
 * as the topics would bring it.
 */
public final class SmallCity implements Output {
    public static final String CITY = "990000";
    public static final String NORTH = "990100";
    public static final String SOUTH = "990200";
    public static final String NORTH_1 = "990101";
    public static final String NORTH_2 = "990102";
    public static final String SOUTH_1 = "990201";

    private final Register register;
    private final MutableClock clock;
    private final LiveView view;
    private final InMemoryStore store = new InMemoryStore();
    private final Engine engine;
    private final List<Figure> everyFigure = new ArrayList<>();
    private long offset = -1;
    private ClockMode mode = ClockMode.WALL;

    public SmallCity(Instant now) {
        this(now, units(), CatalogueLoader.shippedText());
    }

    public SmallCity(Instant now, List<Unit> units, String catalogue) {
        this(new MutableClock(now, ApiSettings.SHANGHAI), Optional.empty(), units, catalogue);
    }

    /** With another clock for the frames than the one that tests move. */
    SmallCity(MutableClock clock, Optional<Clock> ofFrames, List<Unit> units, String catalogue) {
        StationRecord control = Records.register(units);
        register = control.getControl().getRegister();
        this.clock = clock;
        view = new LiveView(
                "localhost:1", () -> register, () -> catalogue, ApiSettings.SHANGHAI, ofFrames.orElse(clock));
        view.write(state -> state.daysLoaded());
        engine = new Engine(0, new InMemoryTables(), this, logKey -> true, ApiSettings.SHANGHAI);
        take(Records.engine(Engine.VERSION));
        take(control);
        take(Records.catalogue(catalogue));
        take(Records.rhythms(180, 2880));
        head();
    }

    /** The units, all of them from 2000 on. */
    public static List<Unit> units() {
        return List.of(
                unit(CITY, "示例市", UnitLevel.CITY, "", NORTH),
                unit(NORTH, "示例北区", UnitLevel.COUNTY, CITY, NORTH),
                unit(NORTH_1, "示例北一派出所", UnitLevel.STATION, NORTH, NORTH),
                unit(NORTH_2, "示例北二派出所", UnitLevel.STATION, NORTH, NORTH),
                unit(SOUTH, "示例南区", UnitLevel.COUNTY, CITY, SOUTH),
                unit(SOUTH_1, "示例南一派出所", UnitLevel.STATION, SOUTH, SOUTH));
    }

    public static Unit unit(String id, String name, UnitLevel level, String parent, String logKey) {
        return Unit.newBuilder()
                .setId(id)
                .setName(name)
                .setLevel(level)
                .setParent(parent)
                .setLogKey(logKey)
                .setUnitClass(level == UnitLevel.STATION ? UnitClass.URBAN : UnitClass.UNIT_CLASS_UNSPECIFIED)
                .setValidFrom(LocalDate.of(2000, 1, 1).toEpochDay())
                .build();
    }

    public LiveView view() {
        return view;
    }

    public InMemoryStore store() {
        return store;
    }

    public MutableClock clock() {
        return clock;
    }

    public Register register() {
        return register;
    }

    /** Every figure of record that was published. */
    public List<Figure> everyFigure() {
        return everyFigure;
    }

    /** The log's clock. */
    public void mode(ClockMode newMode) {
        mode = newMode;
        head();
    }

    public void take(StationRecord record) {
        offset++;
        long place = offset;
        view.write(state -> state.stationRecord(0, place, record));
        engine.process(record, offset);
        store.take(record, offset, engine.lastTick());
    }

    public void takeAll(Collection<StationRecord> records) {
        records.forEach(this::take);
    }

    /** Records in the order they were reported with the ticks between them; ends with the tick of {@code until}. */
    public void live(Iterable<StationRecord> records, Instant until) {
        for (StationRecord record : records) {
            Instant reported = Records.instant(record.getReportedAt());
            if (reported.isAfter(until)) {
                break;
            }
            tick(Math.floorDiv(reported.getEpochSecond(), 60));
            take(record);
        }
        tick(Math.floorDiv(until.getEpochSecond(), 60));
    }

    /** The ticks up to that epoch minute, at most one local day each. */
    public void tick(long minute) {
        while (engine.lastTick() < minute) {
            long from = engine.lastTick() == 0 ? minute : engine.lastTick() + 1;
            long endOfDay = LocalDate.ofInstant(Instant.ofEpochSecond(from * 60), ApiSettings.SHANGHAI)
                            .plusDays(1)
                            .atStartOfDay(ApiSettings.SHANGHAI)
                            .toEpochSecond()
                    / 60;
            take(Records.ticks(from, Math.min(minute, Math.max(from, endOfDay - 1))));
        }
        head();
    }

    /** The tick of the machine's clock. */
    public void tick() {
        tick(Math.floorDiv(clock.instant().getEpochSecond(), 60));
    }

    /** What the engine publishes between ticks, and its pulse. */
    public void publishLive() {
        List<Figure> live = new ArrayList<>();
        engine.publishLive(live::add);
        view.write(state -> live.forEach(figure ->
                state.figure(figure, new Origin(0, engine.lastOffset(), engine.lastTick()), true, clock.millis())));
        pulse();
    }

    public void pulse() {
        view.write(state -> state.pulse(Pulse.newBuilder()
                .setTick(engine.lastTick())
                .setOffset(engine.lastOffset())
                .setPublishedAt(clock.millis())
                .build()));
    }

    /** As when the older minutes have been read from their topic. */
    public void historyRead() {
        view.write(state -> state.minutesLoaded());
    }

    private void head() {
        view.write(state -> state.head(LogHead.newBuilder()
                .setMode(mode)
                .setTick(engine.lastTick())
                .setPartitions(1)
                .build()));
    }

    @Override
    public void figure(Figure figure) {
        everyFigure.add(figure);
        store.take(figure, tickNow());
        Origin origin = new Origin(0, offset, tickNow());
        view.write(state -> state.figure(figure, origin, false, tickNow() * 60_000));
    }

    @Override
    public void verdict(Verdict verdict, boolean append) {
        store.take(verdict, append);
        view.write(state -> state.verdict(verdict));
    }

    @Override
    public void alert(AlertTransition transition) {
        store.take(transition);
        view.write(state -> state.alert(transition));
    }

    @Override
    public void feed(FeedState feed) {
        view.write(state -> state.feed(feed));
    }

    @Override
    public void marker(TickMarker marker) {
        store.completeTick(marker);
        view.write(state -> state.marker(marker));
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        throw new AssertionError("dead letter: " + letter);
    }

    private long tickNow() {
        return engine.lastTick();
    }
}
