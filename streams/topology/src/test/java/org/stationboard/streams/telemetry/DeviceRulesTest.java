package org.stationboard.streams.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.DeviceHealth;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.Reading;

class DeviceRulesTest {
    private static final DeviceRules.Rule ANY = DeviceRules.shipped().of(DeviceKind.CAMERA);

    @Test
    void shippedRulesLetCollectorsSleepAtNight() {
        DeviceRules.Rule collector = DeviceRules.shipped().of(DeviceKind.COLLECTOR);
        assertThat(collector.open(8 * 60, 8 * 60 + 10)).isTrue();
        assertThat(collector.open(20 * 60, 20 * 60 + 10)).isFalse();
        assertThat(collector.open(7 * 60 + 50, 8 * 60)).isFalse();
        assertThat(ANY.open(0, 10)).isTrue();
        assertThat(ANY.open(1_430, 1_440)).isTrue();
    }

    @Test
    void aFaultANegativeCountOrLevelAndALevelAboveCapacityFail() {
        assertThat(ANY.failed(reading().setHealth(DeviceHealth.FAULTY).build())).isTrue();
        assertThat(ANY.failed(reading().setCount(-1).build())).isTrue();
        assertThat(ANY.failed(reading().setLevel(-1).build())).isTrue();
        assertThat(ANY.failed(reading().setLevel(11).setCapacity(10).build())).isTrue();
        assertThat(ANY.failed(reading().setLevel(10).setCapacity(10).build())).isFalse();
        assertThat(ANY.failed(reading().setLevel(11).build())).isFalse();
        assertThat(ANY.failed(reading().setCount(3).build())).isFalse();
    }

    @Test
    void levelsOutsideOfAKindsBoundsFail() {
        DeviceRules.Rule rule = DeviceRules.parse(DeviceRules.COLUMNS + "\ndoor,00:00,24:00,30,2,90\n")
                .of(DeviceKind.DOOR);
        assertThat(rule.failed(reading().setLevel(1).build())).isTrue();
        assertThat(rule.failed(reading().setLevel(91).build())).isTrue();
        assertThat(rule.failed(reading().setLevel(2).build())).isFalse();
        assertThat(rule.failed(reading().build())).isFalse();
        assertThat(rule.windows()).isEqualTo(3);
    }

    @Test
    void listsEveryFaultWithRowAndColumn() {
        assertThatThrownBy(() -> DeviceRules.parse(
                        DeviceRules.COLUMNS + "\ndrone,25:00,24:00,10,,\ncamera,10:00,09:00,7,low,\ncamera,00:00\n"))
                .hasMessageContaining("row 2, kind: \"drone\"")
                .hasMessageContaining("row 2, opens: \"25:00\"")
                .hasMessageContaining("row 3, allowed_silence_minutes: \"7\"")
                .hasMessageContaining("row 3, lowest_level: \"low\"")
                .hasMessageContaining("row 4: 2 values");
    }

    private static Reading.Builder reading() {
        return Reading.newBuilder().setDeviceId("made-1");
    }
}
