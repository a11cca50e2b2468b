package org.stationboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.Records;

class LatenessTest {
    private static final Instant CALLED = Instant.parse("2026-03-02T04:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Lateness lateness = new Lateness(meters);

    private static Batch.Version late(Duration by) {
        StationRecord taken =
                Records.taken(Records.alarm("s/1", StoreContract.A, CALLED).setReportedAt(Records.at(CALLED.plus(by))));
        return new Batch.Version(taken, BodyKind.ALARM, new byte[0], 0, 1, 1, null);
    }

    private double gauge(String name) {
        return meters.get("stationboard.records.lateness." + name)
                .tag("feed", "alarm")
                .gauge()
                .value();
    }

    @Test
    void medianAndLargestAreExactAndTheHistogramHasAll() {
        List<Batch.Version> versions = new ArrayList<>();
        for (int seconds : new int[] {5, 211, 90, 346, 81_360}) {
            versions.add(late(Duration.ofSeconds(seconds)));
        }
        lateness.stored(versions);

        assertThat(gauge("median")).isEqualTo(211);
        assertThat(gauge("max")).isEqualTo(81_360);
        DistributionSummary summary =
                meters.get("stationboard.records.lateness").tag("feed", "alarm").summary();
        assertThat(summary.count()).isEqualTo(5);
        assertThat(summary.totalAmount()).isEqualTo(5 + 211 + 90 + 346 + 81_360);
    }

    @Test
    void aReportBeforeItsEventIsNotLate() {
        lateness.stored(List.of(late(Duration.ofSeconds(-40))));

        assertThat(gauge("median")).isZero();
        assertThat(gauge("max")).isZero();
    }

    @Test
    void aMedianAboveTwoHoursIsExactToTheMinute() {
        lateness.stored(
                List.of(late(Duration.ofSeconds(7_200)), late(Duration.ofSeconds(86_417)), late(Duration.ofDays(90))));

        assertThat(gauge("median")).isBetween(86_357.0, 86_417.0);
        assertThat(gauge("max")).isEqualTo(90.0 * 86_400);
    }
}
