package org.stationboard.streams.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Adds the news of devices up by unit and kind, and gives a summary of each window once it is closed and again, with a
 * higher version, whenever readings come for it after that. A window is closed by event time, or, where every device of
 * a partition falls silent, by the wall clock while the stream is live. Where nothing at all was heard for
 * {@link #BLIND}, it is our own silence and no device is blamed for it. One thread.
 */
final class SummaryProcessor implements Processor<String, DeviceUpdate, String, byte[]> {
    static final String DEVICES = "telemetry-devices";
    static final String SUMS = "telemetry-unit-windows";
    static final String DUE = "telemetry-due";
    static final String CLOCK = "telemetry-clock";
    static final Duration BLIND = Duration.ofHours(1);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** Longest way of a reading to here: commit interval of the first step, and as much again. */
    private static final long ON_THE_WAY_MILLIS = 30_000;

    private static final int DAY_MINUTES = 1_440;
    /** Sums are kept until no reading that the gateway takes can belong to them. */
    private static final long KEPT = Windows.KNOWN + DAY_MINUTES / Windows.MINUTES;

    private static final String TIME = "time";
    private static final String CLOSED = "closed";

    private final DeviceRules rules;
    private final ZoneId zone;
    private final TelemetryMeters meters;
    private final Set<String> unitKeys = new TreeSet<>();
    private @Nullable Tables tables;
    /** Highest event time seen, or the wall clock's where that led; 0 = none yet. */
    private long time;
    /** Newest window that is closed. */
    private long closed;
    /** The time as it was written last; a minute less does no harm after a restart. */
    private long kept;

    private SummaryProcessor(DeviceRules rules, ZoneId zone, TelemetryMeters meters) {
        this.rules = rules;
        this.zone = zone;
        this.meters = meters;
    }

    static ProcessorSupplier<String, DeviceUpdate, String, byte[]> supplier(
            DeviceRules rules, ZoneId zone, TelemetryMeters meters) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, DeviceUpdate, String, byte[]> get() {
                return new SummaryProcessor(rules, zone, meters);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(DEVICES), Serdes.String(), DeviceState.SERDE),
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(SUMS), Serdes.String(), UnitWindow.SERDE),
                        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(DUE), Serdes.String(), Serdes.Long()),
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(CLOCK), Serdes.String(), Serdes.Long()));
            }
        };
    }

    /** The tables and the way out. */
    private record Tables(
            ProcessorContext<String, byte[]> context,
            KeyValueStore<String, DeviceState> devices,
            KeyValueStore<String, UnitWindow> sums,
            KeyValueStore<String, Long> due,
            KeyValueStore<String, Long> clock) {}

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        Tables opened = new Tables(
                context,
                context.getStateStore(DEVICES),
                context.getStateStore(SUMS),
                context.getStateStore(DUE),
                context.getStateStore(CLOCK));
        tables = opened;
        time = orZero(opened.clock.get(TIME));
        closed = orZero(opened.clock.get(CLOSED));
        try (KeyValueIterator<String, DeviceState> all = opened.devices.all()) {
            all.forEachRemaining(entry -> unitKeys.add(entry.key.substring(0, entry.key.lastIndexOf('|'))));
        }
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    @Override
    public void process(Record<String, DeviceUpdate> record) {
        DeviceUpdate update = record.value();
        observe(record.timestamp());
        unitKeys.add(record.key());
        String key = SumKey.of(record.key(), update.window());
        UnitWindow sum = tables().sums.get(key);
        UnitWindow before = sum == null ? UnitWindow.NONE : sum;
        if (update.late()) {
            tables().sums.put(key, before.plusLate());
        } else {
            DeviceWindow news = news(record.key(), update);
            tables().sums.put(key, before.plus(news));
            meters.counted(news.readings());
        }
        if (update.window() <= closed) {
            tables().due.put(key, update.window());
        }
    }

    private DeviceWindow news(String unitKey, DeviceUpdate update) {
        String key = unitKey + '|' + update.device();
        DeviceState state = tables().devices.get(key);
        if (state == null) {
            state = DeviceState.heardFirstIn(update.window());
        }
        DeviceWindow news = state.take(update.window(), update.sum());
        tables().devices.put(key, state);
        return news;
    }

    /** Event time moves on; after a silence of everybody the windows between are left alone. */
    private void observe(long at) {
        if (time == 0) {
            time = at;
            closed = Windows.lastClosed(at);
        } else if (at - time > BLIND.toMillis()) {
            close(Windows.index(time));
            closed = Math.max(closed, Windows.lastClosed(at));
            time = at;
        } else {
            time = Math.max(time, at);
        }
        // At once, not at the next look: a replay runs through days between two looks, and devices are forgotten.
        close(Windows.lastClosed(time));
    }

    private void look(long now) {
        if (time == 0) {
            return;
        }
        long wall = now - ON_THE_WAY_MILLIS;
        if (wall > time && wall - time < BLIND.toMillis()) {
            time = wall;
        }
        close(Windows.lastClosed(time));
        publishDue(now);
        if (time - kept >= 60_000) {
            kept = time;
            tables().clock.put(TIME, time);
            tables().clock.put(CLOSED, closed);
        }
    }

    private void close(long newest) {
        while (closed < newest) {
            closed++;
            for (String unitKey : List.copyOf(unitKeys)) {
                close(unitKey, closed);
            }
        }
    }

    private void close(String unitKey, long window) {
        String key = SumKey.of(unitKey, window);
        boolean heard = tables().sums.get(key) != null;
        if (heard || (open(unitKey, window) && census(unitKey, window).devices() > 0)) {
            tables().due.put(key, window);
        }
        tables().sums.delete(SumKey.of(unitKey, window - KEPT));
        forget(unitKey, window);
    }

    private void forget(String unitKey, long window) {
        List<String> gone = new ArrayList<>();
        boolean any = false;
        try (KeyValueIterator<String, DeviceState> devices = devicesOf(unitKey)) {
            while (devices.hasNext()) {
                KeyValue<String, DeviceState> device = devices.next();
                any = true;
                if (device.value.forgottenAt(window)) {
                    gone.add(device.key);
                }
            }
        }
        gone.forEach(tables().devices::delete);
        if (!any) {
            unitKeys.remove(unitKey);
        }
    }

    private void publishDue(long now) {
        List<KeyValue<String, Long>> due = new ArrayList<>();
        try (KeyValueIterator<String, Long> all = tables().due.all()) {
            all.forEachRemaining(due::add);
        }
        for (KeyValue<String, Long> one : due) {
            publish(one.key, one.value, now);
            tables().due.delete(one.key);
        }
    }

    private void publish(String key, long window, long now) {
        String unitKey = SumKey.unitKey(key);
        UnitWindow sum = tables().sums.get(key);
        UnitWindow next = (sum == null ? UnitWindow.NONE : sum).nextVersion();
        tables().sums.put(key, next);
        Summary summary = new Summary(unitKey, window, next, census(unitKey, window));
        byte[] value = summary.record(Instant.ofEpochMilli(now)).toByteArray();
        tables().context.forward(new Record<>(unitKey, value, now));
    }

    /** Counts a unit's devices of one kind in a window. Outside of the opening hours only those that speak are counted. */
    private Summary.Census census(String unitKey, long window) {
        boolean open = open(unitKey, window);
        int windows = open ? rules.of(SumKey.kind(unitKey)).windows() : 1;
        int known = 0;
        int available = 0;
        try (KeyValueIterator<String, DeviceState> devices = devicesOf(unitKey)) {
            while (devices.hasNext()) {
                DeviceState device = devices.next().value;
                if (open ? device.knownIn(window) : device.heardIn(window)) {
                    known++;
                    available += device.goodWithin(window, windows) ? 1 : 0;
                }
            }
        }
        return new Summary.Census(known, available);
    }

    private KeyValueIterator<String, DeviceState> devicesOf(String unitKey) {
        return tables().devices.range(unitKey + '|', unitKey + "|~");
    }

    private boolean open(String unitKey, long window) {
        ZonedDateTime local = Instant.ofEpochMilli(Windows.start(window)).atZone(zone);
        int from = local.getHour() * 60 + local.getMinute();
        return rules.of(SumKey.kind(unitKey)).open(from, from + Windows.MINUTES);
    }

    private Tables tables() {
        Tables opened = tables;
        if (opened == null) {
            throw new IllegalStateException("tables: not open (expected: init before this)");
        }
        return opened;
    }
}
