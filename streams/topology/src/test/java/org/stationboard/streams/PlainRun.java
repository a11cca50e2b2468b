package org.stationboard.streams;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Keys;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Contribution;
import org.stationboard.engine.Contributions;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Parameters;

/**
 * What anybody writes first: a consumer that decodes the same records, asks the same contributions and keeps ledger and
 * cells in hash maps. Nothing is durable and nothing published; minutes are dropped after 35 days, as the engine does.
 */
final class PlainRun {
    private static final int MINUTE_DAYS = 35;
    private static final long MINUTES_A_DAY = 1440;

    private final Map<String, Entry> ledger = new HashMap<>();
    private final Map<Cell, long[]> days = new HashMap<>();
    private final TreeMap<Long, Map<Cell, long[]>> minutes = new TreeMap<>();
    private final Parameters parameters = Parameters.of(BenchLog.ZONE);
    private long taken;

    private PlainRun() {}

    public static void main(String[] arguments) throws InvalidProtocolBufferException {
        new PlainRun().run(arguments[0]);
    }

    private void run(String bootstrapServers) throws InvalidProtocolBufferException {
        BenchClock clock = new BenchClock();
        try (KafkaConsumer<byte[], byte[]> consumer = BenchBroker.consumer(bootstrapServers)) {
            List<TopicPartition> all = BenchBroker.log();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            int ended = 0;
            BenchProgress progress = new BenchProgress();
            while (ended < all.size()) {
                progress.tell(taken);
                for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Duration.ofMillis(100))) {
                    StationRecord stationRecord = StationRecord.parseFrom(polled.value());
                    if (stationRecord.hasControl()) {
                        ended += control(stationRecord.getControl());
                    } else {
                        take(stationRecord);
                    }
                }
            }
        }
        clock.done(taken);
        System.out.println("FIGURES " + figures().word() + " ids=" + ledger.size());
    }

    /** Drops aged minutes; says whether this was the log's last tick. */
    private int control(Control control) {
        if (!control.hasTick()) {
            return 0;
        }
        long minute = control.getTick().getMinute();
        minutes.headMap(minute / MINUTES_A_DAY - MINUTE_DAYS - 1).clear();
        return minute >= BenchLog.lastTick() ? 1 : 0;
    }

    private void take(StationRecord stationRecord) {
        taken++;
        Entry old = ledger.get(stationRecord.getRecordId());
        if (old != null && !newer(stationRecord, old)) {
            return;
        }
        List<Contribution> contributions = Contributions.of(stationRecord, parameters);
        if (old != null) {
            for (Contribution given : old.contributions) {
                add(given, -1);
            }
        }
        for (Contribution given : contributions) {
            add(given, 1);
        }
        ledger.put(
                stationRecord.getRecordId(),
                new Entry(stationRecord.getVersion(), stationRecord.getContentDigest(), contributions));
    }

    private static boolean newer(StationRecord stationRecord, Entry old) {
        return stationRecord.getVersion() > old.version
                || (stationRecord.getVersion() == old.version
                        && Long.compareUnsigned(stationRecord.getContentDigest(), old.digest) > 0);
    }

    private void add(Contribution given, int sign) {
        Map<Cell, long[]> cells = given.grain() == Grain.MINUTE
                ? minutes.computeIfAbsent(given.start() / MINUTES_A_DAY, day -> new HashMap<>())
                : days;
        long[] counts =
                cells.computeIfAbsent(new Cell(given.unitId(), given.indicator(), given.start()), cell -> new long[2]);
        counts[0] += sign * given.numerator();
        counts[1] += sign * given.denominator();
    }

    private BenchFigures figures() {
        BenchFigures figures = new BenchFigures();
        Map<String, TreeMap<Long, long[]>> stocks = new TreeMap<>();
        days.forEach((cell, counts) -> {
            if (Indicators.kind(cell.indicator()).orElseThrow() == IndicatorKind.STOCK) {
                stocks.computeIfAbsent(cell.unit() + "|" + cell.indicator(), series -> new TreeMap<>())
                        .put(cell.start(), counts);
            } else {
                figures.add(cell.key(Grain.DAY), counts[0], counts[1], 0, 0);
            }
        });
        stocks.forEach((series, flows) -> BenchStocks.add(figures, series, flows));
        long first = BenchLog.firstComparedMinute();
        minutes.values()
                .forEach(cells -> cells.forEach((cell, counts) -> {
                    if (cell.start() >= first) {
                        figures.add(cell.key(Grain.MINUTE), counts[0], counts[1], 0, 0);
                    }
                }));
        return figures;
    }

    private record Cell(String unit, String indicator, long start) {
        String key(Grain grain) {
            return Keys.figure(unit, indicator, grain, start);
        }
    }

    private static final class Entry {
        private final long version;
        private final long digest;
        private final List<Contribution> contributions;

        Entry(long version, long digest, @Nullable List<Contribution> contributions) {
            this.version = version;
            this.digest = digest;
            this.contributions = contributions == null ? List.of() : contributions;
        }
    }
}
