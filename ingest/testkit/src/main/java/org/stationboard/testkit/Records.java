package org.stationboard.testkit;

import com.google.protobuf.Timestamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlarmDisposition;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.Catalogue;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeLevel;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.EngineVersion;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.Rhythms;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Tick;
import org.stationboard.contract.v1.Unit;

/**
 * Whole, plausible records for tests, to be changed where a test has something to say, then closed by {@link #taken}.
 * Times are instants; ticks are epoch minutes.
 */
public final class Records {
    private static final int SECONDS_A_MINUTE = 60;

    private Records() {}

    /** Version 1 of a call of theft that came in by telephone at {@code calledAt} and was reported then. */
    public static StationRecord.Builder alarm(String recordId, String unitId, Instant calledAt) {
        return head(recordId, unitId, calledAt)
                .setAlarm(Alarm.newBuilder()
                        .setChannel("phone")
                        .setCategory("theft")
                        .setFamily(AlarmFamily.THEFT_ROBBERY_FRAUD)
                        .setPriority(2)
                        .setCrime(true)
                        .setCalledAt(at(calledAt)));
    }

    /** The same call later: dispatched, attended and handled at the given instants; version and report follow. */
    public static StationRecord.Builder handled(
            StationRecord.Builder alarm, Instant dispatched, Instant arrived, Instant concluded) {
        StationRecord.Builder later = alarm.clone();
        later.getAlarmBuilder()
                .setDispatchedAt(at(dispatched))
                .setArrivedAt(at(arrived))
                .setConcludedAt(at(concluded))
                .setDisposition(AlarmDisposition.HANDLED);
        return later.setVersion(alarm.getVersion() + 1).setReportedAt(at(concluded));
    }

    /** Version 1 of a quarrel between neighbours, registered and reported at {@code registeredAt}, no attempt yet. */
    public static StationRecord.Builder dispute(String recordId, String unitId, Instant registeredAt) {
        return head(recordId, unitId, registeredAt)
                .setDispute(Dispute.newBuilder()
                        .setKind("neighbour")
                        .setLevel(DisputeLevel.AT_STATION)
                        .setRegisteredAt(at(registeredAt))
                        .setOwnerRole("mediator")
                        .setOwnerSince(at(registeredAt)));
    }

    /** The same quarrel with one more concluded attempt; version and report follow. */
    public static StationRecord.Builder attempted(
            StationRecord.Builder dispute, Instant concluded, DisputeOutcome outcome) {
        StationRecord.Builder later = dispute.clone();
        later.getDisputeBuilder()
                .addAttempts(MediationAttempt.newBuilder()
                        .setStartedAt(dispute.getDispute().getRegisteredAt())
                        .setConcludedAt(at(concluded))
                        .setOutcome(outcome));
        return later.setVersion(dispute.getVersion() + 1).setReportedAt(at(concluded));
    }

    /** The same quarrel, broken out again after its last attempt; version and report follow. */
    public static StationRecord.Builder reopened(StationRecord.Builder dispute, Instant reopened) {
        StationRecord.Builder later = dispute.clone();
        int last = later.getDisputeBuilder().getAttemptsCount() - 1;
        later.getDisputeBuilder().getAttemptsBuilder(last).setReopenedAt(at(reopened));
        return later.setVersion(dispute.getVersion() + 1).setReportedAt(at(reopened));
    }

    /** The same record taken back by its source. */
    public static StationRecord.Builder withdrawn(StationRecord.Builder record, Instant reported) {
        return record.clone()
                .setVersion(record.getVersion() + 1)
                .setReportedAt(at(reported))
                .setWithdrawn(true);
    }

    /** The record as a gateway hands it on: received at {@code receivedAt}, with a digest over all other fields. */
    public static StationRecord taken(StationRecord.Builder record, Instant receivedAt) {
        StationRecord mapped =
                record.clone().clearReceivedAt().clearContentDigest().build();
        return mapped.toBuilder()
                .setReceivedAt(at(receivedAt))
                .setContentDigest(ByteBuffer.wrap(sha256(mapped.toByteArray())).getLong())
                .build();
    }

    /** The record as a gateway hands it on in the moment it is reported. */
    public static StationRecord taken(StationRecord.Builder record) {
        return taken(record, instant(record.getReportedAt()));
    }

    /** A source's word that all it reported in [from, to) has been sent. */
    public static StationRecord mark(String source, String feed, String unitId, Instant from, Instant to) {
        return head(source + "/mark-" + feed + "-" + to.getEpochSecond(), unitId, to)
                .setReceivedAt(at(to))
                .setFeedMark(FeedMark.newBuilder()
                        .setSource(source)
                        .setFeed(feed)
                        .setFrom(at(from))
                        .setTo(at(to)))
                .build();
    }

    public static StationRecord engine(String version) {
        return control(Control.newBuilder().setEngine(EngineVersion.newBuilder().setVersion(version)));
    }

    public static StationRecord register(List<Unit> units) {
        Register register = Register.newBuilder().addAllUnits(units).build();
        String digest = HexFormat.of().formatHex(sha256(register.toByteArray())).substring(0, 16);
        return control(Control.newBuilder().setRegister(register.toBuilder().setDigest(digest)));
    }

    public static StationRecord catalogue(String text) {
        String digest = HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
        return control(Control.newBuilder()
                .setCatalogue(Catalogue.newBuilder().setText(text).setDigest(digest)));
    }

    /** The rhythms of every source: minutes of allowed silence of alarms and of disputes. */
    public static StationRecord rhythms(long alarmMinutes, long disputeMinutes) {
        return control(Control.newBuilder()
                .setRhythms(Rhythms.newBuilder()
                        .addRhythms(rhythm("alarm", alarmMinutes))
                        .addRhythms(rhythm("dispute", disputeMinutes))));
    }

    /** The tick of one epoch minute. */
    public static StationRecord tick(long minute) {
        return ticks(minute, minute);
    }

    /** The ticks of a gap, both ends inclusive, of at most one local day. */
    public static StationRecord ticks(long fromMinute, long minute) {
        return control(Control.newBuilder()
                .setTick(Tick.newBuilder().setFromMinute(fromMinute).setMinute(minute)));
    }

    public static Timestamp at(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    public static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    /** The first tick after an instant: what stands before it in the log was known at it. */
    public static long tickAfter(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_A_MINUTE) + 1;
    }

    /** Head of version 1 of a record that happened and was reported at {@code occurred}. */
    static StationRecord.Builder head(String recordId, String unitId, Instant occurred) {
        return StationRecord.newBuilder()
                .setRecordId(recordId)
                .setUnitId(unitId)
                .setVersion(1)
                .setOccurredAt(at(occurred))
                .setReportedAt(at(occurred));
    }

    private static StationRecord control(Control.Builder control) {
        return StationRecord.newBuilder().setControl(control).build();
    }

    private static Rhythm rhythm(String feed, long minutes) {
        return Rhythm.newBuilder()
                .setFeed(feed)
                .setAllowedSilenceMinutes(minutes)
                .build();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
