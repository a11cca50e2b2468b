package org.stationboard.allinone;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.OrgRegister;

/**
 * Made-up awards of some of the demo's stations, so that alerts of holders are to be seen. The same for the same first
 * start, so that sending them again changes nothing.
 */
final class DemoAwards {
    /** Every so many stations one holds an award; most of a city's, few of the levels above. */
    private static final int ONE_OF = 11;

    private static final Duration GRANTED_BEFORE = Duration.ofDays(200);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<AwardLevel> LEVELS = List.of(
            AwardLevel.CITY_AWARD,
            AwardLevel.CITY_AWARD,
            AwardLevel.PROVINCE_AWARD,
            AwardLevel.CITY_AWARD,
            AwardLevel.CITY_AWARD,
            AwardLevel.NATION_AWARD);

    private DemoAwards() {}

    /** @param anchor the instant of the first start */
    static List<StationRecord> of(OrgRegister register, Instant anchor) {
        List<String> stations = register.stations().stream().sorted().toList();
        List<StationRecord> awards = new ArrayList<>();
        for (int i = 0; i * ONE_OF < stations.size(); i++) {
            awards.add(award(i, stations.get(i * ONE_OF), LEVELS.get(i % LEVELS.size()), anchor));
        }
        return awards;
    }

    private static StationRecord award(int number, String station, AwardLevel level, Instant anchor) {
        Instant granted = anchor.minus(GRANTED_BEFORE);
        return StationRecord.newBuilder()
                .setRecordId(DemoRecords.SIMULATED + "/award-" + number)
                .setUnitId(station)
                .setVersion(1)
                .setOccurredAt(at(granted))
                .setReportedAt(at(anchor))
                .setAward(Award.newBuilder()
                        .setLevel(level)
                        .setTitle("model-station")
                        .setYear(granted.atZone(ZONE).getYear())
                        .setGrantedAt(at(granted)))
                .build();
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
    }
}
