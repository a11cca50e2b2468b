package org.stationboard.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlarmDisposition;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.StationRecord;

/**
 * What an alarm contributes. Everything lies on the day, or in the minute, it was called in; response times run from the
 * call. A record about another one's call tells of its steps only: the call itself is counted where it came in. Ids that
 * do not change are made once: this is the way most records go.
 */
final class AlarmContributions {
    private static final Map<AlarmFamily, String> FAMILIES = families();
    private static final List<String> DISPATCH_BUCKETS = buckets(Indicators.DISPATCH_BUCKET);
    private static final List<String> ARRIVAL_BUCKETS = buckets(Indicators.ARRIVAL_BUCKET);
    private static final List<String> HANDLING_BUCKETS = buckets(Indicators.HANDLING_BUCKET);

    private AlarmContributions() {}

    static void gather(StationRecord stationRecord, Gathering gathering, LocalDays days, Parameters parameters) {
        Alarm alarm = stationRecord.getAlarm();
        boolean own = stationRecord.getAbout().isEmpty();
        Gathering.require(alarm.hasCalledAt(), "alarm.called_at");
        long day = days.ofTime(alarm.getCalledAt(), "alarm.called_at");
        if (own) {
            kinds(alarm, gathering, day);
        }
        diverted(alarm, gathering, day);
        response(alarm, gathering, day, parameters);
        if (!own || tells(alarm)) {
            standing(alarm, gathering, day, days, parameters);
        }
    }

    /** Whether its source tells what becomes of a call: one that it only lists has neither a rank nor a step. */
    private static boolean tells(Alarm alarm) {
        return alarm.getPriority() > 0 || alarm.hasDispatchedAt() || alarm.hasArrivedAt() || alarm.hasConcludedAt();
    }

    private static void kinds(Alarm alarm, Gathering gathering, long day) {
        gathering.count(Indicators.ALARMS, day);
        gathering.minute(Indicators.ALARMS, LocalDays.minuteOf(alarm.getCalledAt(), "alarm.called_at"));
        if (!alarm.getCategory().isEmpty()) {
            gathering.count(Gathering.coded(Indicators.ALARMS_CATEGORY, alarm.getCategory(), "alarm.category"), day);
        }
        gathering.count(FAMILIES.getOrDefault(alarm.getFamily(), Indicators.ALARMS_FAMILY + "other"), day);
        if (alarm.getCrime()) {
            gathering.countWithCommunity(Indicators.ALARMS_CRIME, day);
        }
    }

    /** Of the calls that are no police matter, and of which it is told what became of them. */
    private static void diverted(Alarm alarm, Gathering gathering, long day) {
        AlarmDisposition disposition = alarm.getDisposition();
        boolean told = disposition != AlarmDisposition.ALARM_DISPOSITION_UNSPECIFIED;
        if (told && alarm.getFamily() == AlarmFamily.NON_POLICE) {
            boolean diverted = disposition == AlarmDisposition.TO_12345 || disposition == AlarmDisposition.TO_GRID;
            gathering.share(Indicators.ALARMS_DIVERTED, day, diverted);
        }
    }

    private static void response(Alarm alarm, Gathering gathering, long day, Parameters parameters) {
        if (alarm.hasDispatchedAt()) {
            long seconds =
                    LocalDays.secondsBetween(alarm.getCalledAt(), alarm.getDispatchedAt(), "alarm.dispatched_at");
            gathering.share(Indicators.DISPATCH_IN_TIME, day, seconds <= parameters.dispatchWithinSeconds());
            gathering.count(DISPATCH_BUCKETS.get(Buckets.index(seconds)), day);
        }
        if (alarm.hasArrivedAt()) {
            long seconds = LocalDays.secondsBetween(alarm.getCalledAt(), alarm.getArrivedAt(), "alarm.arrived_at");
            gathering.share(Indicators.ARRIVAL_IN_TIME, day, seconds <= parameters.arrivalWithinSeconds());
            gathering.count(ARRIVAL_BUCKETS.get(Buckets.index(seconds)), day);
        }
        if (alarm.hasConcludedAt()) {
            long seconds = LocalDays.secondsBetween(alarm.getCalledAt(), alarm.getConcludedAt(), "alarm.concluded_at");
            gathering.count(HANDLING_BUCKETS.get(Buckets.index(seconds)), day);
        }
    }

    /**
     * A call stands open until somebody is sent, or comes, or it is concluded. One that its source never finishes stops
     * standing open after some days: what a feed does not tell is no open call. Within a day nothing is told apart.
     */
    private static void standing(Alarm alarm, Gathering gathering, long day, LocalDays days, Parameters parameters) {
        boolean timed = alarm.hasDispatchedAt() || alarm.hasArrivedAt() || alarm.hasConcludedAt();
        if (!timed && alarm.getDisposition() != AlarmDisposition.ALARM_DISPOSITION_UNSPECIFIED) {
            return;
        }
        long attended = day + parameters.openCallDays();
        if (alarm.hasArrivedAt()) {
            attended = Math.min(attended, days.ofTime(alarm.getArrivedAt(), "alarm.arrived_at"));
        }
        if (alarm.hasConcludedAt()) {
            attended = Math.min(attended, days.ofTime(alarm.getConcludedAt(), "alarm.concluded_at"));
        }
        long dispatched = alarm.hasDispatchedAt()
                ? Math.min(attended, days.ofTime(alarm.getDispatchedAt(), "alarm.dispatched_at"))
                : attended;
        if (dispatched > day) {
            gathering.open(Indicators.ALARMS_UNDISPATCHED, new OpenSpan(day, dispatched));
        }
        if (attended > day) {
            gathering.open(Indicators.ALARMS_UNATTENDED, new OpenSpan(day, attended));
        }
    }

    private static Map<AlarmFamily, String> families() {
        Map<AlarmFamily, String> ids = new EnumMap<>(AlarmFamily.class);
        for (AlarmFamily family : AlarmFamily.values()) {
            ids.put(family, Indicators.ALARMS_FAMILY + Indicators.familyCode(family));
        }
        return ids;
    }

    private static List<String> buckets(String prefix) {
        return Buckets.all().stream().map(code -> prefix + code).toList();
    }
}
