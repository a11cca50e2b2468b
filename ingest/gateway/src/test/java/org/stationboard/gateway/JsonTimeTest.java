package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTimeTest {
    @Test
    void readsWhatProtobufPrints() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            Timestamp time = Timestamp.newBuilder()
                    .setSeconds(random.nextLong(-62_135_596_800L, 253_402_300_800L))
                    .setNanos(random.nextBoolean() ? 0 : random.nextInt(1_000_000_000))
                    .build();
            assertThat(JsonTime.parse(Timestamps.toString(time))).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T08:15:00Z",
                "2024-02-29T23:59:59.1Z",
                "2026-01-31T08:15:00+08:00",
                "2026-01-31T08:15:00.123456789-03:30"
            })
    void readsAsProtobufDoes(String text) throws Exception {
        assertThat(JsonTime.parse(text)).isEqualTo(Timestamps.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31",
                "2026-02-30T08:15:00Z",
                "2026-13-01T08:15:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T08:60:00Z",
                "2026-01-31T08:15:00",
                "2026-01-31T08:15:00.Z",
                "2026-01-31T08:15:00.1234567890Z",
                "2026-01-31 08:15:00Z",
                "2026-01-31T08:15:00+0800",
                "0000-01-31T08:15:00Z",
                "2026-01-31T08:15:00ZZ"
            })
    void refusesOtherForms(String text) {
        assertThat(JsonTime.parse(text)).isNull();
    }
}
