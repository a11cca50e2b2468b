package org.stationboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.LiveValue;

class FigureFormTest {
    private static final List<Long> AMOUNTS =
            List.of(FigureForm.ABSENT, 0L, 1L, 127L, 128L, 16_384L, 1_000_000_000_000L, Long.MAX_VALUE);
    private static final List<Long> STARTS = List.of(0L, 9L, 10L, 20_454L, 29_453_760L, -1L, -719_162L, Long.MIN_VALUE);

    @Test
    void writesTheBytesThatProtobufWrites() {
        FigureForm form = new FigureForm("990101", "alarms.category.盜", Grain.DAY);
        for (long start : STARTS) {
            for (long amount : AMOUNTS.subList(1, AMOUNTS.size())) {
                for (long other : AMOUNTS) {
                    Figure figure = figure(start, amount, other);
                    byte[] value = form.value(start, amount, other, other, amount);
                    assertThat(value)
                            .isEqualTo(FigureValue.newBuilder()
                                    .setFigure(figure)
                                    .build()
                                    .toByteArray());
                    assertThat(value)
                            .isEqualTo(LiveValue.newBuilder()
                                    .setFigure(figure)
                                    .build()
                                    .toByteArray());
                    assertThat(form.figure(start, amount, other, other, amount)).isEqualTo(figure);
                }
            }
        }
    }

    @Test
    void writesTheKeyOfEveryStart() {
        for (Grain grain : List.of(Grain.DAY, Grain.MINUTE)) {
            FigureForm form = new FigureForm("990101", "alarms", grain);
            for (long start : STARTS) {
                assertThat(new String(form.key(start), StandardCharsets.UTF_8))
                        .isEqualTo(Keys.figure("990101", "alarms", grain, start));
            }
        }
    }

    private static Figure figure(long start, long amount, long other) {
        Figure.Builder figure = Figure.newBuilder()
                .setUnitId("990101")
                .setIndicator("alarms.category.盜")
                .setGrain(Grain.DAY)
                .setStart(start)
                .setNumerator(amount)
                .setClosed(amount);
        return (other == FigureForm.ABSENT
                        ? figure
                        : figure.setDenominator(other).setOpened(other))
                .build();
    }
}
