package org.stationboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Custody;
import org.stationboard.contract.v1.CustodyAction;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.StationRecord.BodyCase;

class StationRoutineTest {
    private static final List<String> UNITS = List.of("990101", "990102", "990103", "990104");

    @Test
    void sameSeedMakesTheSameRecordsInOrderOfReport() {
        assertThat(routine(5).list())
                .isEqualTo(routine(5).list())
                .isNotEqualTo(routine(6).list());
        assertThat(routine(5).list())
                .extracting(record -> Records.instant(record.getReportedAt()))
                .isSorted();
    }

    @Test
    void holdsEveryBodyOfAStationsRoutine() {
        assertThat(routine(5).list())
                .extracting(StationRecord::getBodyCase)
                .contains(
                        BodyCase.DUTY,
                        BodyCase.VISIT,
                        BodyCase.INSPECTION,
                        BodyCase.CUSTODY,
                        BodyCase.SERVICE,
                        BodyCase.INFORMATION_CHECK,
                        BodyCase.GRADED_EVENT,
                        BodyCase.REPORTED_FIGURE,
                        BodyCase.AWARD);
        assertThat(routine(5).list()).allMatch(record -> record.getRecordId().startsWith("simulated/"));
    }

    @Test
    void givesEachStationOneShiftADay() {
        Map<String, Long> shifts = new HashMap<>();
        for (StationRecord record : routine(5)) {
            if (record.hasDuty()) {
                shifts.merge(record.getUnitId(), 1L, Long::sum);
                assertThat(record.getDuty().getPostsFilled())
                        .isLessThanOrEqualTo(record.getDuty().getPostsPlanned());
            }
        }
        assertThat(shifts).hasSize(UNITS.size()).containsValue(400L);
    }

    @Test
    void endsEveryChainOfCustodyWithAReturnAfterItsTaking() {
        Map<String, Custody> newest = new HashMap<>();
        for (StationRecord record : routine(5)) {
            if (record.hasCustody()) {
                newest.put(record.getRecordId(), record.getCustody());
            }
        }
        assertThat(newest).isNotEmpty();
        assertThat(newest.values()).allSatisfy(chain -> {
            assertThat(chain.getStepsList())
                    .extracting(step -> step.getAction())
                    .containsExactly(CustodyAction.STORED, CustodyAction.TAKEN_OUT, CustodyAction.RETURNED);
            assertThat(chain.getStepsList())
                    .extracting(step -> Records.instant(step.getAt()))
                    .isSorted();
        });
    }

    private static StationRoutine routine(long seed) {
        return new StationRoutine("simulated", seed, UNITS, LocalDate.of(2026, 1, 1), 400, ZoneId.of("Asia/Shanghai"));
    }
}
