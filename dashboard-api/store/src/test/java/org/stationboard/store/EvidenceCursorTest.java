package org.stationboard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceCursorTest {
    @Test
    void readsBackWhatItWrote() {
        EvidenceCursor cursor = new EvidenceCursor(17, -3, 11, 9_876_543_210L);

        assertThat(EvidenceCursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2.3", "1.2.3.4.5", "1.2.3.x", "1.2.3.4 or true", "99999999999.1.1.1"})
    void takesNothingElse(String text) {
        assertThatThrownBy(() -> EvidenceCursor.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("after:");
    }
}
