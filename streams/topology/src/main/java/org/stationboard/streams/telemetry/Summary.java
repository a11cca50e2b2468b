package org.stationboard.streams.telemetry;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import org.stationboard.contract.v1.DeviceSummary;
import org.stationboard.contract.v1.StationRecord;

/** What is said of a unit's devices of one kind in one window. Immutable. */
record Summary(String unitKey, long window, UnitWindow sum, Census census) {
    /**
     * Devices of a unit and kind in a window.
     *
     * @param devices known to serve then
     * @param available 0..devices
     */
    record Census(int devices, int available) {}

    /** The record as the gateway takes it; {@code reportedAt} is the machine's clock. */
    StationRecord record(Instant reportedAt) {
        String unit = SumKey.unit(unitKey);
        long fromSecond = Windows.start(window) / 1_000;
        Timestamp from = Timestamp.newBuilder().setSeconds(fromSecond).build();
        DeviceSummary.Builder summary = DeviceSummary.newBuilder()
                .setKind(SumKey.kind(unitKey))
                .setFrom(from)
                .setTo(Timestamp.newBuilder().setSeconds(Windows.start(window + 1) / 1_000))
                .setDevices(census.devices())
                .setAvailable(census.available())
                .setReadings(sum.readings())
                .setFailures(sum.failures())
                .setPasses(sum.passes())
                .setClockAhead(sum.clockAhead())
                .setClockBehind(sum.clockBehind())
                .setLate(sum.late());
        return StationRecord.newBuilder()
                .setRecordId("telemetry/" + unit + '-' + DeviceRules.code(SumKey.kind(unitKey)) + '-' + fromSecond / 60)
                .setUnitId(unit)
                .setVersion(sum.version())
                .setOccurredAt(from)
                .setReportedAt(Timestamp.newBuilder().setSeconds(reportedAt.getEpochSecond()))
                .setDeviceSummary(summary)
                .build();
    }
}
