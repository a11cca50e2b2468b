package org.stationboard.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.Reading;

class ReadingCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:30:00Z");
    private static final DeviceRegister REGISTER = Devices.register(
            "cam-1,990101,camera,,2026-01-01,",
            "cam-2,990102,camera,,2026-01-01,",
            "cam-old,990102,camera,,2026-01-01,2026-03-02");

    private final ReadingCheck check = new ReadingCheck(() -> REGISTER, ZoneId.of("Asia/Shanghai"));

    @Test
    void completesUnitKindAndReceiptFromTheRegisterAndTheClock() throws ReadingRefused {
        Reading.Builder reading = reading("cam-1");
        check.complete(reading, NOW, null, false);
        assertThat(reading.getUnitId()).isEqualTo("990101");
        assertThat(reading.getKind()).isEqualTo(DeviceKind.CAMERA);
        assertThat(reading.getReceivedAt().getSeconds()).isEqualTo(NOW.getEpochSecond());
    }

    @Test
    void refusesAnUnknownDeviceAndOneWhoseDaysAreOver() {
        assertThat(refused(reading("cam-9"))).isEqualTo("UNKNOWN_DEVICE deviceId");
        assertThat(refused(reading("cam-old"))).isEqualTo("UNKNOWN_DEVICE deviceId");
        assertThat(refused(reading(""))).isEqualTo("UNKNOWN_DEVICE deviceId");
    }

    @Test
    void refusesAnotherUnitOrKindThanTheRegisters() {
        assertThat(refused(reading("cam-1").setUnitId("990102"))).isEqualTo("UNKNOWN_UNIT unitId");
        assertThat(refused(reading("cam-1").setKind(DeviceKind.DOOR))).isEqualTo("MALFORMED kind");
    }

    @Test
    void refusesIdentityDataInTheIds() {
        String mobile = "1" + "38" + "0".repeat(8);
        assertThat(refused(reading(mobile))).isEqualTo("IDENTITY_DATA deviceId");
        assertThat(refused(reading("cam-1").setUnitId(mobile))).isEqualTo("IDENTITY_DATA unitId");
    }

    @Test
    void refusesNumbersInWhichAPersonsNumberWouldFit() {
        long mobile = 1_000_000_000L * 13 + 800_000_000L;
        assertThat(refused(reading("cam-1").setCount(mobile))).isEqualTo("MALFORMED count");
        assertThat(refused(reading("cam-1").setLevel(Long.MIN_VALUE))).isEqualTo("MALFORMED level");
        assertThat(refused(reading("cam-1").setSequence(mobile))).isEqualTo("MALFORMED sequence");
    }

    @Test
    void refusesFieldsThatTheContractDoesNotName() {
        UnknownFieldSet words = UnknownFieldSet.newBuilder()
                .addField(
                        77,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("words"))
                                .build())
                .build();
        assertThat(refused(reading("cam-1").setUnknownFields(words))).isEqualTo("MALFORMED ");
    }

    @Test
    void aClockAheadIsTakenAndATimeOverSevenDaysBackIsNot() throws ReadingRefused {
        check.complete(reading("cam-1", NOW.plus(Duration.ofDays(400))), NOW, null, false);
        check.complete(reading("cam-1", NOW.minus(Duration.ofDays(7))), NOW, null, false);
        assertThat(refused(reading("cam-1", NOW.minus(Duration.ofDays(7)).minusSeconds(1))))
                .isEqualTo("IMPLAUSIBLE_DATE measuredAt");
        assertThat(refused(Reading.newBuilder().setDeviceId("cam-1"))).isEqualTo("MALFORMED measuredAt");
    }

    @Test
    void aDeviceThatLoggedInSpeaksForItselfOnly() throws ReadingRefused {
        Reading.Builder nameless = reading("");
        check.complete(nameless, NOW, "cam-2", false);
        assertThat(nameless.getDeviceId()).isEqualTo("cam-2");
        assertThat(refused(reading("cam-1"), "cam-2")).isEqualTo("UNAUTHORISED deviceId");
    }

    @Test
    void aReplayKeepsItsTimesOfReceipt() throws ReadingRefused {
        Instant then = NOW.minus(Duration.ofDays(3_000));
        Reading.Builder old =
                reading("cam-1", then).setReceivedAt(Timestamp.newBuilder().setSeconds(then.getEpochSecond()));
        check.complete(old, NOW, null, true);
        assertThat(old.getReceivedAt().getSeconds()).isEqualTo(then.getEpochSecond());
        assertThat(refused(old)).isEqualTo("IMPLAUSIBLE_DATE measuredAt");
    }

    private String refused(Reading.Builder reading) {
        return refused(reading, null);
    }

    private String refused(Reading.Builder reading, @Nullable String only) {
        ReadingRefused refused =
                catchThrowableOfType(ReadingRefused.class, () -> check.complete(reading, NOW, only, false));
        return refused.refusal().reason() + " " + refused.refusal().field();
    }

    private static Reading.Builder reading(String device) {
        return reading(device, NOW);
    }

    private static Reading.Builder reading(String device, Instant measured) {
        return Reading.newBuilder()
                .setDeviceId(device)
                .setMeasuredAt(Timestamp.newBuilder().setSeconds(measured.getEpochSecond()));
    }
}
