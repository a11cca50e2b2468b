package org.stationboard.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CredentialTest {
    @Test
    void matchesItsPasswordOnly() {
        Credential credential =
                Credential.parse(Devices.hashed("saltsalt", Devices.PASSWORD)).orElseThrow();
        assertThat(credential.matches(Devices.PASSWORD)).isTrue();
        assertThat(credential.matches(Devices.PASSWORD + "s")).isFalse();
        assertThat(credential.matches("")).isFalse();
    }

    @Test
    void sameSaltAndHashAreEqualAndNothingOfThemIsShown() {
        String written = Devices.hashed("saltsalt", Devices.PASSWORD);
        Credential credential = Credential.parse(written).orElseThrow();
        assertThat(credential).isEqualTo(Credential.parse(written).orElseThrow());
        assertThat(credential.toString()).isEqualTo("Credential");
        assertThat(Credential.parse("no hash")).isEmpty();
        assertThat(Credential.parse("short:" + "0".repeat(64))).isEmpty();
    }
}
