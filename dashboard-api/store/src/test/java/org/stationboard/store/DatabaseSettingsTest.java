package org.stationboard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {
    private static final String URL = "jdbc:postgresql://127.0.0.1:5432/stationboard";

    @Test
    void doesNotTellItsPassword() {
        assertThat(new DatabaseSettings(URL, "reader", "open sesame", 4).toString())
                .contains(URL, "reader")
                .doesNotContain("sesame");
    }

    @Test
    void refusesWhatIsNoPostgresAddressOrPool() {
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:h2:mem:", "a", "b", 4))
                .hasMessageStartingWith("jdbcUrl:");
        assertThatThrownBy(() -> new DatabaseSettings(URL, "a", "b", 0)).hasMessageStartingWith("poolSize: 0");
    }
}
