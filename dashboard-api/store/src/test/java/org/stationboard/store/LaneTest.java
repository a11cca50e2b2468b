package org.stationboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.engine.Parameters;

class LaneTest {
    private static final int TICK = (int) StoreContract.turn(StoreContract.DAY) + 5;

    private final SinkProgress progress = new SinkProgress();
    private Lane figures;
    private BatchBuilder batch;

    @BeforeEach
    void begin() {
        figures = new Lane(Topic.FIGURES, 0);
        batch = builder();
    }

    private BatchBuilder builder() {
        return new BatchBuilder(
                progress, new DayTurns(StoreContract.ZONE), new DaySpans(Parameters.of(StoreContract.ZONE)));
    }

    @Test
    void holdsWhatRestsOnARecordNotReadYet() {
        Lane verdicts = new Lane(Topic.VERDICTS, 0);
        verdicts.add(new Published(new byte[1], new byte[0], 0, 4, 10, TICK));
        verdicts.add(new Published(new byte[1], new byte[0], 0, 5, 11, TICK));

        verdicts.release(11, batch);

        assertThat(batch.size()).isEqualTo(1);
        assertThat(verdicts.firstOffset(6)).isEqualTo(5);
        verdicts.release(12, batch);
        assertThat(verdicts.firstOffset(6)).isEqualTo(6);
    }

    /** All that waited would else be decoded at once: a backlog in one transaction once took the whole heap. */
    @Test
    void givesABatchNoMoreOfABacklogThanItsShareAndTheRestToTheNext() {
        Lane verdicts = new Lane(Topic.VERDICTS_NOW, 0);
        for (int i = 0; i < 2 * Lane.MOST_RELEASED; i++) {
            verdicts.add(new Published(new byte[] {(byte) i, (byte) (i >> 8)}, new byte[0], 0, i, 10, TICK));
        }
        assertThat(verdicts.release(99, batch)).isTrue();
        assertThat(batch.size()).isEqualTo(Lane.MOST_RELEASED);
        assertThat(verdicts.release(99, batch)).isFalse();
        assertThat(verdicts.size()).isZero();

        for (int tick = 0; tick < 10; tick++) {
            for (int i = 0; i < 999; i++) {
                figures.add(figure(1000 * tick + i, 10 + tick, i));
            }
            figures.add(marker(1000 * tick + 999, 10 + tick));
        }
        BatchBuilder next = builder();
        assertThat(figures.release(99, next)).isTrue();
        assertThat(next.size()).isEqualTo(Lane.MOST_RELEASED);
        assertThat(next.build(Map.of()).ticks())
                .extracting(TickMarker::getOffset)
                .containsExactly(14L);
    }

    @Test
    void largeValuesFillALaneByTheirBytes() {
        Lane feeds = new Lane(Topic.FEEDS, 0);
        for (int i = 0; i < 4; i++) {
            assertThat(feeds.full()).isFalse();
            feeds.add(new Published(new byte[1], new byte[(int) Lane.MOST_BYTES / 4], 0, i, 10, TICK));
        }
        assertThat(feeds.full()).isTrue();
        feeds.release(99, batch);
        assertThat(feeds.full()).isFalse();
    }

    @Test
    void holdsDayFiguresUntilTheirTickEnds() {
        figures.add(figure(0, 10, 1));
        figures.add(figure(1, 10, 2));
        figures.release(99, batch);
        assertThat(batch.isEmpty()).isTrue();

        figures.add(marker(2, 10));
        figures.add(figure(3, 12, 3));
        figures.release(99, batch);

        Batch built = batch.build(Map.of());
        assertThat(built.figures())
                .extracting(figure -> figure.value().getNumerator())
                .containsExactly(2L);
        assertThat(built.ticks()).extracting(TickMarker::getOffset).containsExactly(10L);
        assertThat(figures.size()).isEqualTo(1);
    }

    @Test
    void aMarkerWaitsForItsRecordAsFiguresDo() {
        figures.add(figure(0, 10, 1));
        figures.add(marker(1, 11));

        figures.release(11, batch);

        assertThat(batch.isEmpty()).isTrue();
        assertThat(figures.firstOffset(2)).isZero();
    }

    @Test
    void figuresOfOneTurnAreOneRowOfHistory() {
        for (long tick = 0; tick < 3; tick++) {
            figures.add(figure(2 * tick, 10 + tick, tick));
            figures.add(marker(2 * tick + 1, 10 + tick));
        }

        figures.release(99, batch);

        Batch built = batch.build(Map.of());
        int turn = (int) StoreContract.turn(StoreContract.DAY.plusDays(1));
        assertThat(built.history()).extracting(Batch.Valued::turn).isEqualTo(List.of(turn));
        assertThat(built.counts()).isEqualTo(new Batch.Counts(6, 2, 4, 0, 0, 0));
    }

    @Test
    void figuresOfAFullTurnBelongToThatTurnAndThoseAfterItToTheNext() {
        int turn = (int) StoreContract.turn(StoreContract.DAY.plusDays(1));
        progress.turn(0, 10);
        for (int i = 0; i < Lane.MOST_HELD; i++) {
            figures.add(figureAt(i, 10, turn, i));
        }
        figures.release(99, batch);
        assertThat(batch.build(Map.of()).history())
                .extracting(Batch.Valued::turn)
                .containsOnly(turn);

        BatchBuilder later = builder();
        for (int i = 0; i < Lane.MOST_HELD; i++) {
            figures.add(figureAt(i, 11, turn, i));
        }
        figures.release(99, later);
        assertThat(later.build(Map.of()).history())
                .extracting(Batch.Valued::turn)
                .containsOnly((int) StoreContract.turn(StoreContract.DAY.plusDays(2)));
    }

    private static Published figureAt(long topicOffset, long logOffset, int tick, long day) {
        String key = Keys.figure(StoreContract.A, "alarms", Grain.DAY, day);
        FigureValue value = FigureValue.newBuilder()
                .setFigure(StoreContract.count(StoreContract.A, "alarms", LocalDate.ofEpochDay(day), 1))
                .build();
        return new Published(key.getBytes(UTF_8), value.toByteArray(), 0, topicOffset, logOffset, tick);
    }

    private static Published figure(long topicOffset, long logOffset, long numerator) {
        String key = Keys.figure(StoreContract.A, "alarms", Grain.DAY, StoreContract.day(StoreContract.DAY));
        FigureValue value = FigureValue.newBuilder()
                .setFigure(StoreContract.count(StoreContract.A, "alarms", StoreContract.DAY, numerator))
                .build();
        return new Published(key.getBytes(UTF_8), value.toByteArray(), 0, topicOffset, logOffset, TICK);
    }

    private static Published marker(long topicOffset, long logOffset) {
        FigureValue value = FigureValue.newBuilder()
                .setMarker(TickMarker.newBuilder().setTick(TICK).setOffset(logOffset))
                .build();
        return new Published(Keys.marker(0).getBytes(UTF_8), value.toByteArray(), 0, topicOffset, logOffset, TICK);
    }
}
