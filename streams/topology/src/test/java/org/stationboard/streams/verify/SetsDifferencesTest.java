package org.stationboard.streams.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Figure;

class SetsDifferencesTest {
    private static ByteString calls(long numerator) {
        return Figure.newBuilder()
                .setUnitId("990101")
                .setIndicator("alarms")
                .setNumerator(numerator)
                .build()
                .toByteString();
    }

    @Test
    void saysByIndicatorWhatDiffersAndInHowManyUnits() {
        SetsDifferences found = new SetsDifferences();
        found.take(Topic.FIGURES, "990101|alarms|D|1", calls(1), calls(1));
        found.take(Topic.FIGURES, "990101|alarms|D|2", calls(1), calls(2));
        found.take(Topic.FIGURES, "990101|alarms|D|3", calls(1), null);
        found.take(Topic.FIGURES, "990102|alarms|D|3", null, calls(1));
        found.take(Topic.FIGURES, "990101|disputes.open|D|1", calls(1), calls(1));

        assertThat(found.count()).isEqualTo(3);
        assertThat(found.equal()).isEqualTo(2);
        SetsDifferences.Line alarms = found.lines().get(0);
        assertThat(alarms.name()).isEqualTo("figures alarms");
        assertThat(alarms.different()).isOne();
        assertThat(alarms.followedOnly()).isOne();
        assertThat(alarms.candidateOnly()).isOne();
        assertThat(alarms.units()).isEqualTo(2);
        assertThat(alarms.examples().get(0).followed()).contains("numerator: 1");
        assertThat(alarms.examples().get(0).candidate()).contains("numerator: 2");
        assertThat(alarms.examples().get(1).candidate()).isEqualTo(Difference.NOTHING);
        assertThat(found.lines().get(1).differing()).isZero();
    }

    @Test
    void keepsThreeExamplesAndCountsAll() {
        SetsDifferences found = new SetsDifferences();
        for (int day = 0; day < 10; day++) {
            found.take(Topic.FIGURES, "990101|alarms|D|" + day, calls(1), calls(2));
        }
        assertThat(found.lines().get(0).examples()).hasSize(3);
        assertThat(found.count()).isEqualTo(10);
    }
}
