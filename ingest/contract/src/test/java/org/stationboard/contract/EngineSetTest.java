package org.stationboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineSetTest {
    private static final EngineSet NEXT = new EngineSet("v5");

    @Test
    void sharesTheLogAndNoTopicThatAnEngineWrites() {
        Set<String> both = new HashSet<>();
        Arrays.stream(Topic.values())
                .filter(Topic::ofEngine)
                .forEach(topic -> assertThat(
                                both.add(EngineSet.FIRST.topicName(topic)) && both.add(NEXT.topicName(topic)))
                        .isTrue());
        assertThat(both).hasSize(18).contains("figures", "figures-v5", "dead-letters-v5");
        assertThat(NEXT.topicName(Topic.STATION_RECORDS)).isEqualTo("station-records");
        assertThat(NEXT.applicationId("stationboard")).isEqualTo("stationboard-v5");
    }

    @Test
    void tellsItsOwnTopicsFromThoseOfAnotherSet() {
        for (Topic topic : Topic.values()) {
            assertThat(NEXT.topic(NEXT.topicName(topic))).contains(topic);
            assertThat(EngineSet.FIRST.topic(EngineSet.FIRST.topicName(topic))).contains(topic);
        }
        assertThat(NEXT.topic("figures")).isEmpty();
        assertThat(EngineSet.FIRST.topic("figures-v5")).isEmpty();
    }

    @Test
    void refusesANameThatIsNoPartOfATopicsName() {
        assertThatThrownBy(() -> new EngineSet("V 5")).hasMessageContaining("engine set: V 5 (expected:");
        assertThatThrownBy(() -> new EngineSet("live")).hasMessageContaining("engine set: live (expected:");
    }
}
