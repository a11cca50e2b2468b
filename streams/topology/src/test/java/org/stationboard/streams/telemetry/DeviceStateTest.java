package org.stationboard.streams.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.DeviceKind;

class DeviceStateTest {
    private static final long FIRST = 2_900_000;

    private final DeviceState state = DeviceState.heardFirstIn(FIRST);

    @Test
    void givesOnlyWhatIsNewInAWindow() {
        assertThat(state.take(FIRST, sum(2, 2, 5))).isEqualTo(sum(2, 2, 5));
        assertThat(state.take(FIRST, sum(5, 4, 9))).isEqualTo(sum(3, 2, 4));
        assertThat(state.take(FIRST + 1, sum(1, 1, 1))).isEqualTo(sum(1, 1, 1));
        assertThat(state.take(FIRST, sum(6, 5, 9))).isEqualTo(sum(1, 1, 0));
    }

    @Test
    void remembersWhereItWasHeardAndGood() {
        state.take(FIRST, sum(1, 1, 0));
        state.take(FIRST + 2, sum(1, 0, 0));
        state.take(FIRST + DeviceState.REMEMBERED - 1, sum(1, 1, 0));
        assertThat(state.heardIn(FIRST)).isTrue();
        assertThat(state.heardIn(FIRST + 1)).isFalse();
        assertThat(state.heardIn(FIRST + 2)).isTrue();
        assertThat(state.goodWithin(FIRST + 2, 1)).isFalse();
        assertThat(state.goodWithin(FIRST + 2, 3)).isTrue();
        state.take(FIRST + DeviceState.REMEMBERED, sum(1, 1, 0));
        assertThat(state.heardIn(FIRST)).isFalse();
        state.take(FIRST + 10 * DeviceState.REMEMBERED, sum(1, 1, 0));
        assertThat(state.heardIn(FIRST + 10 * DeviceState.REMEMBERED - 1)).isFalse();
    }

    @Test
    void isKnownForSevenDaysAndNotBeforeItWasHeard() {
        state.take(FIRST, sum(1, 1, 0));
        assertThat(state.knownIn(FIRST - 1)).isFalse();
        assertThat(state.knownIn(FIRST)).isTrue();
        assertThat(state.knownIn(FIRST + 1_007)).isTrue();
        assertThat(state.knownIn(FIRST + 1_008)).isFalse();
        assertThat(state.forgottenAt(FIRST + 1_008)).isFalse();
        assertThat(state.forgottenAt(FIRST + 2_100)).isTrue();
    }

    @Test
    void isNotKnownInALongSilenceThatHasEnded() {
        state.take(FIRST, sum(1, 1, 0));
        state.take(FIRST + 1_300, sum(1, 1, 0));
        state.take(FIRST + 1_310, sum(1, 1, 0));
        assertThat(state.knownIn(FIRST + 1_007)).isTrue();
        assertThat(state.knownIn(FIRST + 1_008)).isFalse();
        assertThat(state.knownIn(FIRST + 1_299)).isFalse();
        assertThat(state.knownIn(FIRST + 1_300)).isTrue();
        assertThat(state.knownIn(FIRST + 1_310 + 1_008)).isFalse();
    }

    @Test
    void aReadingOutOfOrderShortensTheSilence() {
        state.take(FIRST, sum(1, 1, 0));
        state.take(FIRST + 1_300, sum(1, 1, 0));
        state.take(FIRST + 1_298, sum(1, 1, 0));
        assertThat(state.knownIn(FIRST + 1_297)).isFalse();
        assertThat(state.knownIn(FIRST + 1_298)).isTrue();
        state.take(FIRST + 900, sum(1, 1, 0));
        assertThat(state.knownIn(FIRST + 1_297)).isTrue();
        state.take(FIRST - 1, sum(1, 1, 0));
        assertThat(state.knownIn(FIRST - 1)).isTrue();
    }

    @Test
    void aSilenceOfSevenDaysIsNotLong() {
        state.take(FIRST, sum(1, 1, 0));
        state.take(FIRST + 1_008, sum(1, 1, 0));
        assertThat(state.knownIn(FIRST + 1_007)).isTrue();
        assertThat(state.knownIn(FIRST + 1_008)).isTrue();
    }

    @Test
    void comesBackFromItsBytesAsItWas() {
        state.take(FIRST, sum(4, 3, 2));
        state.take(FIRST + 3, sum(1, 1, 1));
        DeviceState back = DeviceState.SERDE
                .deserializer()
                .deserialize("made", DeviceState.SERDE.serializer().serialize("made", state));
        assertThat(back.take(FIRST, sum(5, 4, 2))).isEqualTo(sum(1, 1, 0));
        assertThat(back.heardIn(FIRST + 3)).isTrue();
        assertThat(back.heardIn(FIRST + 2)).isFalse();
        assertThat(back.knownIn(FIRST)).isTrue();
    }

    @Test
    void comesBackFromItsBytesWithItsSilence() {
        state.take(FIRST, sum(1, 1, 0));
        state.take(FIRST + 1_300, sum(1, 1, 0));
        DeviceState back = DeviceState.SERDE
                .deserializer()
                .deserialize("made", DeviceState.SERDE.serializer().serialize("made", state));
        assertThat(back.knownIn(FIRST + 1_299)).isFalse();
        assertThat(back.knownIn(FIRST + 1_300)).isTrue();
    }

    private static DeviceWindow sum(long readings, long good, long passes) {
        return new DeviceWindow("990101", DeviceKind.CAMERA, readings, good, passes, 0, 0);
    }
}
