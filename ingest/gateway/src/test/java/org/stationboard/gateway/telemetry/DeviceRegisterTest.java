package org.stationboard.gateway.telemetry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.DeviceKind;

class DeviceRegisterTest {
    private static final long DAY = LocalDate.of(2026, 3, 2).toEpochDay();

    @Test
    void knowsADeviceOnItsDaysOnly() {
        DeviceRegister register = Devices.register("cam-1,990101,camera,,2026-03-01,2026-03-03");
        assertThat(register.on("cam-1", DAY - 2)).isNull();
        assertThat(requireNonNull(register.on("cam-1", DAY)).unitId()).isEqualTo("990101");
        assertThat(register.on("cam-1", DAY + 1)).isNull();
        assertThat(register.on("cam-2", DAY)).isNull();
        assertThat(register.size()).isEqualTo(1);
    }

    @Test
    void aDeviceThatMovedHasARowForEachSpan() {
        DeviceRegister register = Devices.register(
                "desk-1,990101,self-service-terminal,,2026-01-01,2026-03-02",
                "desk-1,990102,self-service-terminal,,2026-03-02,");
        assertThat(requireNonNull(register.on("desk-1", DAY - 1)).unitId()).isEqualTo("990101");
        assertThat(requireNonNull(register.on("desk-1", DAY)).unitId()).isEqualTo("990102");
        assertThat(requireNonNull(register.on("desk-1", DAY)).kind()).isEqualTo(DeviceKind.SELF_SERVICE_TERMINAL);
    }

    @Test
    void listsEveryFaultWithRowAndColumnAndShowsNoPassword() {
        assertThat(faults(
                        "Cam 1,990101,camera,,2026-01-01,",
                        "cam-2,123456,camera,,2026-01-01,",
                        "cam-3,990101,drone,secret,2026-01-01,",
                        "cam-4,990101,camera,,yesterday,",
                        "cam-5,990101,camera,,2026-01-02,2026-01-01",
                        "cam-6,990101,camera",
                        "cam-7,990101,camera,,2026-01-01,",
                        "cam-7,990102,camera,,2026-02-01,"))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("row 2, id: \"Cam 1\" (expected: an id"),
                        fault -> assertThat(fault).startsWith("row 3, unit: \"123456\""),
                        fault -> assertThat(fault)
                                .startsWith("row 4, kind: \"drone\" (expected: one of [cabinet, camera"),
                        fault -> assertThat(fault)
                                .startsWith("row 4, password_sha256: a value not shown")
                                .doesNotContain("secret"),
                        fault -> assertThat(fault).startsWith("row 5, valid_from: \"yesterday\""),
                        fault -> assertThat(fault).startsWith("row 6, valid_to: \"2026-01-01\""),
                        fault -> assertThat(fault).startsWith("row 7: 3 values"),
                        fault -> assertThat(fault)
                                .startsWith("row 9, valid_from: \"2026-02-01\" (expected: a span apart"));
    }

    @Test
    void aMacAddressIsNoIdOfADevice() {
        String mac = String.join("-", "00", "1a", "2b", "3c", "4d", "5e");
        assertThat(faults(mac + ",990101,radio,,2026-01-01,"))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("row 2, id: a value not shown")
                        .doesNotContain(mac));
    }

    private static List<String> faults(String... rows) {
        byte[] csv = (Devices.COLUMNS + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8);
        return catchThrowableOfType(DeviceRegisterException.class, () -> DeviceRegister.parse(csv, Devices.units()))
                .faults();
    }
}
