package org.stationboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HypertablesTest {
    @Test
    void refusesThatRowsAreDroppedWhichRulesLookBackOn() {
        assertThat(Hypertables.fault("figures", 1_891, "1891")).isEmpty();
        assertThat(Hypertables.fault("figures", 1_891, "1890"))
                .contains("figures is dropped after 1890 (expected: no policy, or at least 1891)");
        assertThat(Hypertables.fault("figures", 1_891, "2 years")).isPresent();
        assertThat(Hypertables.fault("figures", 1_891, null)).isPresent();
    }
}
