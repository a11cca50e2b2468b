package org.stationboard.store;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.Records;

/** Contents of all topics by chance, the same for the same seed, with positions as an engine would give them. */
final class RandomLog {
    private static final List<List<String>> UNITS =
            List.of(List.of(StoreContract.A, StoreContract.B), List.of(StoreContract.C));
    private static final List<String> INDICATORS = List.of("alarms", "alarms.category.theft", "disputes.registered");

    private final SplittableRandom chance;
    private final HandMadeLog log;
    private final long[] ticks = {StoreContract.turn(StoreContract.DAY), StoreContract.turn(StoreContract.DAY)};
    private int made;

    RandomLog(long seed, HandMadeLog log) {
        this.chance = new SplittableRandom(seed);
        this.log = log;
    }

    /** So many records, each followed by what an engine might say, and a tick after some of them. */
    void write(int records) {
        for (int i = 0; i < records; i++) {
            int partition = chance.nextInt(UNITS.size());
            String unit =
                    UNITS.get(partition).get(chance.nextInt(UNITS.get(partition).size()));
            Instant time = Instant.ofEpochSecond(ticks[partition] * 60 - chance.nextInt(3 * 86_400));
            StationRecord.Builder record = Records.alarm("s/" + chance.nextInt(50 + made++), unit, time);
            log.record(partition, Records.taken(record.setVersion(1 + chance.nextInt(3))));
            if (chance.nextInt(4) == 0) {
                tick(partition, unit);
            }
        }
        for (int partition = 0; partition < UNITS.size(); partition++) {
            tick(partition, UNITS.get(partition).get(0));
        }
    }

    private void tick(int partition, String unit) {
        long tick = ticks[partition] += 1 + chance.nextInt(300);
        long offset = log.record(partition, Records.tick(tick));
        for (int i = chance.nextInt(6); i >= 0; i--) {
            String indicator = INDICATORS.get(chance.nextInt(INDICATORS.size()));
            log.figure(
                    partition,
                    offset,
                    tick,
                    StoreContract.count(
                            unit, indicator, StoreContract.DAY.plusDays(chance.nextInt(4)), chance.nextInt(100)));
            log.figure(
                    partition, offset, tick, StoreContract.minute(unit, tick - chance.nextInt(9), chance.nextInt(9)));
        }
        log.verdict(
                partition, offset, SinkContract.verdict(unit, "N0" + chance.nextInt(3), tick), chance.nextBoolean());
        log.alert(
                partition,
                offset,
                AlertTransition.newBuilder()
                        .setId(HexFormat.of().toHexDigits(offset) + partition)
                        .setUnitId(unit)
                        .setStandardId("N02")
                        .setTick(tick)
                        .build());
        log.feed(
                partition,
                offset,
                tick,
                FeedState.newBuilder()
                        .setSource("s")
                        .setFeed("alarm")
                        .setLogKey(unit)
                        .setRecords(offset)
                        .build());
        log.marker(partition, offset, tick);
    }
}
