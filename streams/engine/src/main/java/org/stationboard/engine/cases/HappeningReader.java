package org.stationboard.engine.cases;

import java.util.HashMap;
import java.util.Map;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeLevel;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.EventGrade;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.GradedKind;
import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.YamlMapping;
import org.stationboard.engine.YamlNode;
import org.stationboard.engine.YamlNode.Kind;
import org.stationboard.engine.cases.RuleCase.Happening;

/** Reads one line of a case's records: what happened, and on which days. Times are left to the run. */
final class HappeningReader {
    private static final int MOST = 100_000;
    private static final Map<String, DisputeOutcome> OUTCOMES = Map.of(
            "open", DisputeOutcome.DISPUTE_OUTCOME_UNSPECIFIED,
            "success", DisputeOutcome.SUCCESS,
            "failure", DisputeOutcome.FAILURE,
            "escalated", DisputeOutcome.ESCALATED);
    private static final Map<String, EventGrade> GRADES =
            Map.of("grave", EventGrade.GRAVE, "ordinary", EventGrade.ORDINARY, "ungraded", EventGrade.UNGRADED);

    private final YamlMapping keys;
    private final RuleCaseReader reader;

    HappeningReader(YamlMapping keys, RuleCaseReader reader) {
        this.keys = keys;
        this.reader = reader;
    }

    Happening read() {
        StationRecord body = body();
        boolean oneDay = keys.optional("day") != null;
        long from = reader.day(keys, oneDay ? "day" : "from");
        long to = oneDay ? from : reader.day(keys, "to");
        int every = number("every", 1);
        int times = number("times", 1);
        Long reported = keys.optional("reported") == null ? null : (Long) reader.day(keys, "reported");
        Integer reopened = keys.optional("reopenedAfter") == null ? null : (Integer) number("reopenedAfter", 1);
        keys.refuseUnknown();
        return new Happening(body, from, to, every, times, reported, reopened);
    }

    private int number(String key, int otherwise) {
        return keys.optional(key) == null ? otherwise : (int) keys.integer(key, 1, MOST);
    }

    private StationRecord body() {
        StationRecord.Builder made = StationRecord.newBuilder();
        if (keys.optional("dispute") != null) {
            return made.setDispute(dispute()).build();
        }
        if (keys.optional("alarm") != null) {
            AlarmFamily family = keys.oneOf("alarm", families(), AlarmFamily.OTHER);
            return made.setAlarm(Alarm.newBuilder()
                            .setCategory("case")
                            .setFamily(family)
                            .setCrime(yes("crime", false)))
                    .build();
        }
        if (keys.optional("check") != null) {
            long[] counted = reader.counted(keys, "check");
            return made.setInformationCheck(InformationCheck.newBuilder()
                            .setAccurate(counted[0])
                            .setSampled(counted.length > 1 ? counted[1] : counted[0]))
                    .build();
        }
        GradedKind kind = keys.oneOf("event", kinds(), GradedKind.GRADED_KIND_UNSPECIFIED);
        EventGrade grade =
                keys.optional("grade") == null ? EventGrade.GRAVE : keys.oneOf("grade", GRADES, EventGrade.GRAVE);
        return made.setGradedEvent(GradedEvent.newBuilder()
                        .setKind(kind)
                        .setGrade(grade)
                        .setGradedByRole("county-bureau")
                        .setConfirmed(yes("confirmed", true)))
                .build();
    }

    private Dispute dispute() {
        DisputeOutcome outcome = keys.oneOf("dispute", OUTCOMES, DisputeOutcome.SUCCESS);
        Dispute.Builder dispute = Dispute.newBuilder().setKind("case").setPoliceRelated(yes("police", false));
        if (yes("complete", true)) {
            dispute.setOwnerRole("mediator").setLevel(DisputeLevel.AT_STATION);
        }
        if (outcome != DisputeOutcome.DISPUTE_OUTCOME_UNSPECIFIED) {
            dispute.addAttempts(MediationAttempt.newBuilder().setOutcome(outcome));
        }
        return dispute.build();
    }

    private boolean yes(String key, boolean otherwise) {
        if (keys.optional(key) == null) {
            return otherwise;
        }
        YamlNode value = keys.required(key, Kind.BOOLEAN);
        return value != null && value.text().equals("true");
    }

    private static Map<String, AlarmFamily> families() {
        Map<String, AlarmFamily> families = new HashMap<>();
        for (AlarmFamily family : AlarmFamily.values()) {
            if (family != AlarmFamily.UNRECOGNIZED && family != AlarmFamily.ALARM_FAMILY_UNSPECIFIED) {
                families.put(Indicators.familyCode(family), family);
            }
        }
        return families;
    }

    private static Map<String, GradedKind> kinds() {
        Map<String, GradedKind> kinds = new HashMap<>();
        for (GradedKind kind : GradedKind.values()) {
            if (kind != GradedKind.UNRECOGNIZED && kind != GradedKind.GRADED_KIND_UNSPECIFIED) {
                kinds.put(Indicators.gradedCode(kind), kind);
            }
        }
        return kinds;
    }
}
