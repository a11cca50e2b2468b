package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Grain;

class KnownSeriesTest {
    private static final int UNITS = 1_500;

    /** More units, codes and series than it has room for at first, each met twice. */
    @Test
    void bytesLeadToTheSeriesThatTextLeadsTo() {
        Cells cells = new Cells();
        LedgerCodes codes = new LedgerCodes();
        LedgerSum sum = new LedgerSum(new KnownSeries(cells), Horizon.NONE);
        for (int round = 0; round < 2; round++) {
            for (int number = 0; number < UNITS; number++) {
                byte[] entry = new LedgerEntry(1, 2, given(number)).encoded(codes);
                byte[] within = new byte[entry.length + 9];
                System.arraycopy(entry, 0, within, 4, entry.length);
                sum.add(within, 4, 4 + entry.length);
            }
        }
        for (int number = 0; number < UNITS; number++) {
            for (Contribution given : given(number)) {
                DaySeries series = cells.of(given);
                if (series.kind() == CellKind.LEVEL) {
                    assertThat(series.size()).as("%s", given).isZero();
                } else {
                    assertThat(series.nAt(given.start())).as("%s", given).isEqualTo(2 * given.numerator());
                    assertThat(series.denominatorAt(given.start())).isEqualTo(2 * given.denominator());
                }
            }
        }
    }

    private static List<Contribution> given(int number) {
        String unit = "99" + number;
        return List.of(
                new Contribution(Indicators.ALARMS, unit, Grain.DAY, 20_000, 1, 0),
                new Contribution(Indicators.ALARMS, unit, Grain.MINUTE, 28_800_000, 3, 0),
                new Contribution(Indicators.ALARMS_CATEGORY + "c" + number, unit, Grain.DAY, 20_000, 1, 0),
                new Contribution(Indicators.DISPUTES_SUCCEEDED, unit, Grain.DAY, 20_003, 1, 1),
                new Contribution(Indicators.DUTY_POSTS, unit, Grain.DAY, 20_000, 5, 7),
                new Contribution(Indicators.DUTY_VEHICLES, unit, Grain.DAY, 20_000, 5, 7, 480, 20_001, 1));
    }
}
