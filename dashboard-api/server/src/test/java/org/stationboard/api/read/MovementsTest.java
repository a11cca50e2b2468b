package org.stationboard.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.stationboard.api.read.Movements.Effect;
import org.stationboard.api.read.Movements.Explained;
import org.stationboard.api.read.Movements.Part;

class MovementsTest {
    @Test
    void tellsABetterRateFromAnotherMix() {
        // Half of all at 90 % and half at 50 %; then the same rates with three quarters at 90 %.
        Explained mix = Movements.rate(List.of(new Part("a", 90, 100, 135, 150), new Part("b", 50, 100, 25, 50)));
        assertThat(mix.movedPpm()).isEqualTo(100_000);
        assertThat(mix.effects()).extracting(Effect::ratePpm).containsExactly(0L, 0L);
        // The same shares, and a from 90 to 94 %.
        Explained rate = Movements.rate(List.of(new Part("a", 90, 100, 94, 100), new Part("b", 50, 100, 50, 100)));
        assertThat(rate.movedPpm()).isEqualTo(20_000);
        assertThat(rate.effects()).containsExactly(new Effect("a", 20_000, 0), new Effect("b", 0, 0));
    }

    @Test
    void addsUpWhateverThePartsAre() {
        SplittableRandom chance = new SplittableRandom(9);
        for (int i = 0; i < 500; i++) {
            List<Part> parts = new ArrayList<>();
            double[] sums = new double[4];
            for (int p = chance.nextInt(1, 12); p > 0; p--) {
                int d0 = chance.nextInt(4) == 0 ? 0 : chance.nextInt(5_000);
                int d1 = chance.nextInt(4) == 0 ? 0 : chance.nextInt(5_000);
                Part part = new Part("p" + p, chance.nextInt(d0 + 1), d0, chance.nextInt(d1 + 1), d1);
                parts.add(part);
                sums[0] += part.before();
                sums[1] += d0;
                sums[2] += part.after();
                sums[3] += d1;
            }
            Explained explained = Movements.rate(parts);
            if (sums[1] == 0 || sums[3] == 0) {
                assertThat(explained.movedPpm()).isNull();
                continue;
            }
            long all = explained.effects().stream()
                    .mapToLong(effect -> effect.ratePpm() + effect.mixPpm())
                    .sum();
            assertThat(all).isEqualTo(explained.movedPpm());
            assertThat((double) all).isCloseTo((sums[2] / sums[3] - sums[0] / sums[1]) * 1e6, within(0.500001));
        }
    }

    @Test
    void hasNothingToExplainWhereNothingWasEligible() {
        Explained nothing = Movements.rate(List.of(new Part("a", 0, 0, 3, 4)));
        assertThat(nothing.beforePpm()).isNull();
        assertThat(nothing.afterPpm()).isEqualTo(750_000);
        assertThat(nothing.effects()).isEmpty();
    }
}
