package org.stationboard.allinone;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlarmDisposition;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.Case;
import org.stationboard.contract.v1.StationRecord;

/**
 * What the demo's real sources do not tell of their records, made up as records of another source that speak of them:
 * dispatch, arrival and end of some calls, and what became of cases. The same for the same record. Stateless.
 */
final class SimulatedSteps {
    /** Of so many calls one has made-up steps. */
    private static final int CALLS_A_STEP = 16;
    /** Only the newest part of a source is played so far back. */
    private static final Duration NEWEST = Duration.ofDays(19 * 7);

    private SimulatedSteps() {}

    static RecordedSource ofCalls(DemoSource calls) {
        List<StationRecord> made = new ArrayList<>();
        RecordedSource recorded = calls.recorded();
        for (int place = from(calls); place < recorded.size(); place++) {
            StationRecord call = recorded.version(place);
            SplittableRandom random = randomOf(call);
            if (random.nextInt(CALLS_A_STEP) == 0) {
                addSteps(call, random, made);
            }
        }
        return RecordedSource.of(made.iterator());
    }

    static RecordedSource ofCases(DemoSource cases) {
        List<StationRecord> made = new ArrayList<>();
        RecordedSource recorded = cases.recorded();
        for (int place = from(cases); place < recorded.size(); place++) {
            StationRecord opened = recorded.version(place);
            addOutcome(opened, randomOf(opened), made);
        }
        return RecordedSource.of(made.iterator());
    }

    private static int from(DemoSource source) {
        return source.recorded().placeOf(source.end() - NEWEST.toSeconds());
    }

    private static SplittableRandom randomOf(StationRecord about) {
        return new SplittableRandom(about.getRecordId().hashCode() * 0x9E3779B97F4A7C15L);
    }

    private static StationRecord.Builder head(StationRecord about, String kind) {
        String localId = about.getRecordId().substring(about.getRecordId().indexOf('/') + 1);
        return StationRecord.newBuilder()
                .setRecordId(DemoRecords.SIMULATED + '/' + kind + '-' + localId)
                .setUnitId(about.getUnitId())
                .setCommunityId(about.getCommunityId())
                .setAbout(about.getRecordId())
                .setOccurredAt(about.getOccurredAt());
    }

    /** Taken, dispatched, attended, concluded; of calls that are not for the police most go to the line for them. */
    private static void addSteps(StationRecord call, SplittableRandom random, List<StationRecord> made) {
        Alarm.Builder alarm = call.getAlarm().toBuilder().setPriority(1 + random.nextInt(3));
        StationRecord.Builder head = head(call, "dispatch");
        long called = call.getAlarm().getCalledAt().getSeconds();
        made.add(version(head, 1, called).setAlarm(alarm).build());
        if (alarm.getFamily() == AlarmFamily.NON_POLICE && random.nextInt(10) < 7) {
            long handedOn = called + 60 + random.nextInt(600);
            alarm.setConcludedAt(at(handedOn))
                    .setDisposition(random.nextInt(3) == 0 ? AlarmDisposition.TO_GRID : AlarmDisposition.TO_12345);
            made.add(version(head, 2, handedOn).setAlarm(alarm).build());
            return;
        }
        long dispatched = called + skewed(random, 75);
        made.add(version(head, 2, dispatched)
                .setAlarm(alarm.setDispatchedAt(at(dispatched)))
                .build());
        long arrived = dispatched + 60 + skewed(random, 390);
        made.add(version(head, 3, arrived)
                .setAlarm(alarm.setArrivedAt(at(arrived)))
                .build());
        long concluded = arrived + 300 + skewed(random, 1_500);
        alarm.setConcludedAt(at(concluded)).setDisposition(AlarmDisposition.HANDLED);
        made.add(version(head, 4, concluded).setAlarm(alarm).build());
    }

    /** Filed within days or not at all; solved or not within some weeks; closed at last. */
    private static void addOutcome(StationRecord opened, SplittableRandom random, List<StationRecord> made) {
        Case.Builder outcome = opened.getCase().toBuilder().setOutsideRemit(random.nextInt(40) == 0);
        StationRecord.Builder head = head(opened, "outcome");
        long filed = opened.getCase().getOpenedAt().getSeconds() + 3_600 + random.nextInt(3 * 86_400);
        outcome.setFiledAt(at(filed));
        made.add(version(head, 1, filed).setCase(outcome).build());
        long closed = filed + 86_400 + random.nextInt(25 * 86_400);
        boolean solved = random.nextInt(100) < 37;
        if (solved) {
            outcome.setSolvedAt(at(closed - 3_600));
        }
        outcome.setSolved(solved).setClosedAt(at(closed));
        made.add(version(head, 2, closed).setCase(outcome).build());
    }

    private static StationRecord.Builder version(StationRecord.Builder head, long version, long reported) {
        return head.clone().setVersion(version).setReportedAt(at(reported));
    }

    /** Seconds with this median and a long tail, at least 5. */
    private static long skewed(SplittableRandom random, double median) {
        double normal = 0;
        for (int draw = 0; draw < 12; draw++) {
            normal += random.nextDouble();
        }
        return Math.max(5, Math.round(median * StrictMath.exp(0.75 * (normal - 6))));
    }

    private static Timestamp at(long epochSecond) {
        return Timestamp.newBuilder().setSeconds(epochSecond).build();
    }
}
