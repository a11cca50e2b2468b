package org.stationboard.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.v1.DeviceHealth;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.Reading;

class ReadingJsonTest {
    @Test
    void readsWhatProtobufWrites() throws ReadingRefused {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 1_000; i++) {
            Reading reading = made(random);
            assertThat(read(RecordJson.print(reading))).isEqualTo(reading);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'deviceId':'a','colour':'red'} | ",
                "{'deviceId':'a','deviceId':'b'} | deviceId",
                "{'deviceId':7} | deviceId",
                "{'kind':'DRONE'} | kind",
                "{'health':'WELL'} | health",
                "{'measuredAt':'yesterday'} | measuredAt",
                "{'count':1.5} | count",
                "{'count':'many'} | count",
                "{'level':99999999999999999999} | level",
                "[1] | ",
                "{'deviceId':'a'} {} | ",
                "{'deviceId': | "
            })
    void refusesOtherFormsWithTheirFieldAndNoValue(String json, String field) {
        ReadingRefused refused = catchThrowableOfType(ReadingRefused.class, () -> read(json.replace('\'', '"')));
        assertThat(refused.refusal().reason().name()).isEqualTo("MALFORMED");
        assertThat(refused.refusal().field()).isEqualTo(field == null ? "" : field);
        assertThat(refused.refusal().expected()).doesNotContain("red", "DRONE", "WELL", "yesterday", "many");
    }

    private static Reading read(String json) throws ReadingRefused {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return ReadingJson.read(bytes, 0, bytes.length).build();
    }

    private static Reading made(SplittableRandom random) {
        Reading.Builder reading = Reading.newBuilder()
                .setDeviceId("cam-" + random.nextInt(1_000))
                .setKind(DeviceKind.forNumber(random.nextInt(9)))
                .setHealth(DeviceHealth.forNumber(random.nextInt(3)))
                .setMeasuredAt(Timestamp.newBuilder()
                        .setSeconds(1_700_000_000L + random.nextInt(1_000_000))
                        .setNanos(random.nextInt(1_000) * 1_000_000))
                .setCapacity(random.nextInt(100))
                .setSequence(random.nextInt(100));
        if (random.nextBoolean()) {
            reading.setCount(random.nextInt(-5, 100)).setUnitId("990101");
        }
        if (random.nextBoolean()) {
            reading.setLevel(random.nextInt(-5, 100));
        }
        return reading.build();
    }
}
