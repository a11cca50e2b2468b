package org.stationboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.StationRecord;

class StationDaysTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<String> UNITS = List.of("990101", "990102");

    @Test
    void sameSeedMakesTheSameRecords() {
        assertThat(days(7).list()).isEqualTo(days(7).list()).isNotEqualTo(days(8).list());
    }

    @Test
    void comeInTheOrderOfTheirReports() {
        assertThat(days(7).list())
                .extracting(record -> Records.instant(record.getReportedAt()))
                .isSorted();
    }

    @Test
    void holdEditsDuplicatesWithdrawalsAndReopenings() {
        List<StationRecord> records = days(7).list();
        assertThat(records).anyMatch(record -> record.getVersion() > 1);
        assertThat(records).anyMatch(StationRecord::getWithdrawn);
        assertThat(records)
                .anyMatch(record ->
                        record.getDispute().getAttemptsList().stream().anyMatch(attempt -> attempt.hasReopenedAt()));
        assertThat(new HashSet<>(records)).hasSizeLessThan(records.size());
        assertThat(records.stream().map(StationRecord::getRecordId).distinct()).hasSize(2 * 30 * 20);
    }

    private static StationDays days(long seed) {
        return new StationDays(seed, UNITS, LocalDate.of(2026, 1, 1), 30, ZONE, 20);
    }
}
