package org.stationboard.engine.cases;

import com.google.protobuf.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stationboard.contract.FeedNames;
import org.stationboard.contract.v1.Catalogue;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.Rhythms;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Tick;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.cases.RuleCase.Happening;

/**
 * The log of a case: one station of one county, rules first, then day by day the records at noon, each feed's word for the
 * day and the ticks up to the next day's turn. A feed may be silent for two days; graded events may be so for ever.
 */
final class RuleCaseLog {
    static final String STATION = "990101";
    private static final String COUNTY = "990100";
    private static final int DAY_MINUTES = 1440;
    private static final int NOON = 12 * 3600;
    private static final int ALLOWED_SILENCE = 2 * DAY_MINUTES;

    private final RuleCase ruleCase;
    private final ZoneId zone;
    private final Map<Long, List<StationRecord>> byDay = new TreeMap<>();
    private int made;

    RuleCaseLog(RuleCase ruleCase, ZoneId zone) {
        this.ruleCase = ruleCase;
        this.zone = zone;
        ruleCase.records().forEach(this::happen);
    }

    /** What stands on the log, in order; the catalogues by the day they hold from, the first of them first. */
    List<StationRecord> entries(Map<Long, String> catalogues) {
        List<StationRecord> log = new ArrayList<>();
        log.add(control(Control.newBuilder().setRegister(register())));
        log.add(catalogue(catalogues.getOrDefault(Long.MIN_VALUE, "")));
        log.add(control(Control.newBuilder().setRhythms(rhythms())));
        byDay.forEach((day, records) -> {
            if (day < ruleCase.from()) {
                log.addAll(records);
            }
        });
        ruleCase.feeds().forEach(feed -> log.add(mark(feed, ruleCase.covered(), ruleCase.from())));
        long first = startSecond(ruleCase.from()) / 60;
        log.add(tick(first, first));
        for (long day = ruleCase.from(); day <= ruleCase.to(); day++) {
            addDay(day, catalogues, log);
        }
        return log;
    }

    private void addDay(long day, Map<Long, String> catalogues, List<StationRecord> log) {
        long start = startSecond(day) / 60;
        log.add(tick(start + 1, start + NOON / 60));
        for (StationRecord taken : byDay.getOrDefault(day, List.of())) {
            if (!silent(FeedNames.of(taken).orElse(""), day)) {
                log.add(taken);
            }
        }
        for (String feed : ruleCase.feeds()) {
            if (!silent(feed, day)) {
                log.add(mark(feed, day, day + 1));
            }
        }
        String changed = catalogues.get(day + 1);
        if (changed != null) {
            log.add(catalogue(changed));
        }
        log.add(tick(start + NOON / 60 + 1, start + DAY_MINUTES));
    }

    private boolean silent(String feed, long day) {
        return ruleCase.silences().stream().anyMatch(silence -> silence.holds(feed, day));
    }

    private void happen(Happening happening) {
        for (long day = happening.from(); day <= happening.to(); day += happening.every()) {
            Long told = happening.reported();
            for (int time = 0; time < happening.times(); time++) {
                StationRecord first = dated(happening.body(), day, told == null ? day : told);
                byDay.computeIfAbsent(told == null ? day : told, any -> new ArrayList<>())
                        .add(first);
                Integer after = happening.reopenedAfter();
                if (after != null && first.getDispute().getAttemptsCount() > 0) {
                    byDay.computeIfAbsent(day + after, any -> new ArrayList<>()).add(reopened(first, day + after));
                }
            }
        }
    }

    private StationRecord dated(StationRecord body, long day, long reported) {
        Timestamp at = noon(day);
        StationRecord.Builder dated = body.toBuilder()
                .setRecordId("case/" + ++made)
                .setUnitId(STATION)
                .setVersion(1)
                .setOccurredAt(at)
                .setReportedAt(noon(reported))
                .setReceivedAt(noon(reported));
        switch (body.getBodyCase()) {
            case DISPUTE -> dispute(dated.getDisputeBuilder(), at, noon(day + 7));
            case ALARM -> dated.getAlarmBuilder().setCalledAt(at);
            case INFORMATION_CHECK -> dated.getInformationCheckBuilder().setCheckedAt(at);
            case GRADED_EVENT ->
                dated.getGradedEventBuilder().setHappenedAt(at).setFiledAt(at).setGradedAt(noon(reported));
            default -> throw new IllegalArgumentException("record: " + body.getBodyCase() + " (expected: a case's)");
        }
        return dated.build();
    }

    private static void dispute(Dispute.Builder dispute, Timestamp at, Timestamp due) {
        dispute.setRegisteredAt(at);
        if (!dispute.getOwnerRole().isEmpty()) {
            dispute.setDueAt(due);
        }
        if (dispute.getAttemptsCount() > 0) {
            dispute.getAttemptsBuilder(0).setStartedAt(at).setConcludedAt(at);
        }
    }

    private StationRecord reopened(StationRecord settled, long day) {
        StationRecord.Builder later =
                settled.toBuilder().setVersion(2).setReportedAt(noon(day)).setReceivedAt(noon(day));
        later.getDisputeBuilder().getAttemptsBuilder(0).setReopenedAt(noon(day));
        return later.build();
    }

    private StationRecord mark(String feed, long from, long to) {
        return StationRecord.newBuilder()
                .setRecordId("case/mark-" + feed + '-' + to)
                .setUnitId(COUNTY)
                .setVersion(1)
                .setOccurredAt(start(to))
                .setReportedAt(start(to))
                .setReceivedAt(start(to))
                .setFeedMark(FeedMark.newBuilder()
                        .setSource("case")
                        .setFeed(feed)
                        .setFrom(start(from))
                        .setTo(start(to)))
                .build();
    }

    private Register register() {
        Unit.Builder station = unit(STATION, UnitLevel.STATION, COUNTY);
        Long closed = ruleCase.closed();
        if (closed != null) {
            station.setValidTo(closed);
        }
        return Register.newBuilder()
                .addUnits(unit("990000", UnitLevel.CITY, "").setLogKey(""))
                .addUnits(unit(COUNTY, UnitLevel.COUNTY, "990000"))
                .addUnits(station)
                .build();
    }

    private static Unit.Builder unit(String id, UnitLevel level, String parent) {
        return Unit.newBuilder()
                .setId(id)
                .setName("示例" + id)
                .setNameEn("Sample " + id)
                .setLevel(level)
                .setParent(parent)
                .setLogKey(COUNTY)
                .setUnitClass(UnitClass.URBAN)
                .setValidFrom(LocalDate.of(2000, 1, 1).toEpochDay());
    }

    private static Rhythms rhythms() {
        Rhythms.Builder rhythms = Rhythms.newBuilder();
        for (String feed : List.of("alarm", "dispute", "information-check")) {
            rhythms.addRhythms(Rhythm.newBuilder().setFeed(feed).setAllowedSilenceMinutes(ALLOWED_SILENCE));
        }
        return rhythms.build();
    }

    private static StationRecord catalogue(String text) {
        return control(Control.newBuilder().setCatalogue(Catalogue.newBuilder().setText(text)));
    }

    private static StationRecord tick(long from, long to) {
        return control(Control.newBuilder()
                .setTick(Tick.newBuilder().setFromMinute(from).setMinute(to)));
    }

    private static StationRecord control(Control.Builder control) {
        return StationRecord.newBuilder().setControl(control).build();
    }

    private long startSecond(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond();
    }

    private Timestamp start(long day) {
        return Timestamp.newBuilder().setSeconds(startSecond(day)).build();
    }

    private Timestamp noon(long day) {
        return Timestamp.newBuilder().setSeconds(startSecond(day) + NOON).build();
    }
}
