package org.stationboard.api.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueLoader;

class LoadedRulesTest {
    private static final String SHIPPED = CatalogueLoader.shippedText();

    private final List<String> read = new ArrayList<>();
    private final LoadedRules rules = new LoadedRules(text -> {
        read.add(text);
        return CatalogueLoader.load(text);
    });

    @Test
    void readsATextOnceHoweverOftenItIsAskedFor() {
        Catalogue first = rules.of(SHIPPED);
        // A draft comes out of the store as a new string each time.
        assertThat(rules.of(String.valueOf(SHIPPED.toCharArray()))).isSameAs(first);
        assertThat(read).hasSize(1);

        String changed = SHIPPED.replaceFirst("targetPpm: 900000", "targetPpm: 880000");
        assertThat(rules.of(changed).digest()).isNotEqualTo(first.digest());
        assertThat(read).hasSize(2);
    }

    @Test
    void readsABrokenTextEachTimeAndForgetsWhatWasNotAskedForLongest() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> rules.of("standards: 1")).isInstanceOf(CatalogueException.class);
        }
        assertThat(read).hasSize(2);

        rules.of(SHIPPED);
        for (int i = 1; i < LoadedRules.MOST; i++) {
            rules.of(SHIPPED + "\n# " + i);
            rules.of(SHIPPED);
        }
        rules.of(SHIPPED + "\n# one more");
        int before = read.size();
        rules.of(SHIPPED);
        assertThat(read).as("asked for last, so kept").hasSize(before);
        rules.of(SHIPPED + "\n# 1");
        assertThat(read).as("asked for long ago").hasSize(before + 1);
    }
}
