package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlarmDisposition;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.Catalogue;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.Rhythms;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Tick;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;

/** A small invented city: two counties with three stations each, and the records its systems would send. */
final class City {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final String CITY = "990000";
    static final String NORTH = "990100";
    static final String SOUTH = "990200";

    private City() {}

    static Register register() {
        return Register.newBuilder()
                .addUnits(unit(CITY, UnitLevel.CITY, "", NORTH))
                .addUnits(unit(NORTH, UnitLevel.COUNTY, CITY, NORTH))
                .addUnits(unit("990101", UnitLevel.STATION, NORTH, NORTH))
                .addUnits(unit("990102", UnitLevel.STATION, NORTH, NORTH))
                .addUnits(unit("990103", UnitLevel.STATION, NORTH, NORTH))
                .addUnits(unit(SOUTH, UnitLevel.COUNTY, CITY, SOUTH))
                .addUnits(unit("990201", UnitLevel.STATION, SOUTH, SOUTH))
                .addUnits(unit("990202", UnitLevel.STATION, SOUTH, SOUTH))
                .addUnits(unit("990203", UnitLevel.STATION, SOUTH, SOUTH))
                .build();
    }

    static Unit.Builder unit(String id, UnitLevel level, String parent, String logKey) {
        return Unit.newBuilder()
                .setId(id)
                .setName("示例" + id)
                .setNameEn("Example " + id)
                .setLevel(level)
                .setParent(parent)
                .setLogKey(logKey)
                .setValidFrom(day("2000-01-01"));
    }

    static String catalogue(int windowMonths, int minimumSample, long targetPpm) {
        return """
            catalogue: {id: test, version: 1, demo: false}
            standards:
              - id: N02
                clause: 三(三)
                name: {zh: 调处成功率, en: Mediation success}
                text: {zh: 调处成功率, en: Mediation success}
                indicator: disputes.succeeded
                level: station
                comparator: ge
                targetPpm: %d
                windowMonths: %d
                minimumSample: %d
                holdTurns: 3
                recoveryTurns: 4
                inForce: true
                version: 1
              - id: N03
                clause: 三(三)
                name: {zh: 涉及公安, en: Police-related}
                text: {zh: 涉及公安, en: Police-related}
                indicator: disputes.police.succeeded
                level: station
                comparator: gt
                targetPpm: %d
                windowMonths: %d
                minimumSample: %d
                holdTurns: 2
                recoveryTurns: 3
                inForce: true
                version: 1
            """.formatted(targetPpm, windowMonths, minimumSample, targetPpm, windowMonths, minimumSample);
    }

    static StationRecord control(Register register) {
        return control(Control.newBuilder().setRegister(register));
    }

    static StationRecord controlCatalogue(String text) {
        return control(Control.newBuilder().setCatalogue(Catalogue.newBuilder().setText(text)));
    }

    static StationRecord controlRhythm(String feed, long minutes) {
        return control(Rhythm.newBuilder().setFeed(feed).setAllowedSilenceMinutes(minutes));
    }

    static StationRecord control(Rhythm.Builder rhythm) {
        return control(Control.newBuilder().setRhythms(Rhythms.newBuilder().addRhythms(rhythm)));
    }

    static StationRecord tick(long minute) {
        return tick(minute, minute);
    }

    static StationRecord tick(long from, long to) {
        return control(Control.newBuilder()
                .setTick(Tick.newBuilder().setFromMinute(from).setMinute(to)));
    }

    private static StationRecord control(Control.Builder control) {
        return StationRecord.newBuilder().setControl(control).build();
    }

    static StationRecord alarm(String id, String unit, long version, String calledAt) {
        return alarm(id, unit, version, instant(calledAt), "noise", AlarmFamily.HELP);
    }

    static StationRecord alarm(
            String id, String unit, long version, Instant calledAt, String category, AlarmFamily family) {
        return head(id, unit, version, calledAt)
                .setAlarm(Alarm.newBuilder()
                        .setCategory(category)
                        .setFamily(family)
                        .setDisposition(AlarmDisposition.HANDLED)
                        .setCalledAt(time(calledAt)))
                .build();
    }

    /** A dispute registered and concluded at these local times; outcome and times may be left out from the end. */
    static StationRecord dispute(String id, String unit, long version, String registered, Dispute.Builder rest) {
        return head(id, unit, version, instant(registered))
                .setDispute(rest.setRegisteredAt(time(instant(registered))))
                .build();
    }

    /** A police-related dispute registered and concluded on one day. */
    static StationRecord settled(String id, String unit, String day, DisputeOutcome outcome) {
        Dispute.Builder rest =
                Dispute.newBuilder().setPoliceRelated(true).addAttempts(attempt(day + "T16:00", outcome));
        return dispute(id, unit, 1, day + "T09:00", rest);
    }

    static MediationAttempt.Builder attempt(String concluded, DisputeOutcome outcome) {
        return MediationAttempt.newBuilder()
                .setConcludedAt(time(instant(concluded)))
                .setOutcome(outcome);
    }

    static StationRecord mark(String id, String unit, String source, String feed, String from, String to) {
        return head(id, unit, 1, instant(to))
                .setFeedMark(FeedMark.newBuilder()
                        .setSource(source)
                        .setFeed(feed)
                        .setFrom(time(instant(from)))
                        .setTo(time(instant(to))))
                .build();
    }

    static StationRecord.Builder head(String id, String unit, long version, Instant at) {
        return StationRecord.newBuilder()
                .setRecordId(id)
                .setUnitId(unit)
                .setVersion(version)
                .setContentDigest(version * 31 + id.hashCode())
                .setOccurredAt(time(at))
                .setReportedAt(time(at));
    }

    static Timestamp time(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    /** A local time such as 2026-03-01T09:30. */
    static Instant instant(String local) {
        return LocalDate.parse(local.substring(0, 10))
                .atTime(LocalTime.parse(local.substring(11)))
                .atZone(ZONE)
                .toInstant();
    }

    static long minute(String local) {
        return instant(local).getEpochSecond() / 60;
    }

    static long day(String date) {
        return LocalDate.parse(date).toEpochDay();
    }
}
