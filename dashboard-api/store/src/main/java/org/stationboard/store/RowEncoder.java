package org.stationboard.store;

import java.sql.SQLException;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.store.Batch.Valued;

/** Makes rows of values, columns in the order of {@link SinkTable}. For the sink's thread alone. */
final class RowEncoder {
    private final CopyRows rows;
    private final Numbers units;
    private final Numbers indicators;

    RowEncoder(CopyRows rows, Numbers units, Numbers indicators) {
        this.rows = rows;
        this.units = units;
        this.indicators = indicators;
    }

    void version(Batch.Version version) throws SQLException {
        rows.row(SinkTable.RECORD_VERSIONS.fields())
                .smallint(version.partition())
                .bigint(version.offset())
                .bigint(version.head().getVersion())
                .bigint(version.head().getContentDigest() ^ Long.MIN_VALUE)
                .integer(units.of(version.head().getUnitId()))
                .integer(version.tick());
        DayRange span = version.span();
        if (span == null) {
            rows.none().none();
        } else {
            rows.integer(Math.toIntExact(span.from())).integer(Math.toIntExact(span.to()));
        }
        rows.smallint(version.body().number())
                .bool(version.head().getWithdrawn())
                .text(version.head().getRecordId())
                .bytea(version.bytes());
    }

    void control(Batch.ControlRecord control) {
        rows.row(SinkTable.CONTROL_RECORDS.fields())
                .smallint(control.partition())
                .bigint(control.offset())
                .integer(control.tick())
                .smallint(control.kind())
                .bytea(control.bytes());
    }

    void deadLetter(DeadLetter letter) {
        rows.row(SinkTable.DEAD_LETTERS.fields())
                .smallint(letter.getPartition())
                .bigint(letter.getOffset())
                .text(letter.getReason())
                .text(letter.getExpected());
    }

    void figure(Valued<Figure> figure) throws SQLException {
        key(SinkTable.FIGURES, figure.value());
        rows.integer(figure.tick());
        counts(figure);
    }

    void history(Valued<Figure> figure) throws SQLException {
        key(SinkTable.FIGURE_HISTORY, figure.value());
        rows.integer(figure.turn());
        counts(figure);
    }

    void minute(Valued<Figure> figure) throws SQLException {
        Figure value = figure.value();
        rows.row(SinkTable.FIGURES_MINUTE.fields())
                .integer(Math.toIntExact(value.getStart()))
                .integer(units.of(value.getUnitId()))
                .integer(indicators.of(value.getIndicator()))
                .integer(figure.tick())
                .bigint(figure.logOffset())
                .bigint(value.getNumerator());
        optional(value.hasDenominator(), value.getDenominator());
    }

    private void key(SinkTable table, Figure figure) throws SQLException {
        rows.row(table.fields())
                .integer(units.of(figure.getUnitId()))
                .integer(indicators.of(figure.getIndicator()))
                .integer(Math.toIntExact(figure.getStart()));
    }

    private void counts(Valued<Figure> figure) {
        Figure value = figure.value();
        rows.bigint(figure.logOffset()).bigint(value.getNumerator());
        optional(value.hasDenominator(), value.getDenominator());
        optional(value.hasOpened(), value.getOpened());
        optional(value.hasClosed(), value.getClosed());
    }

    private void optional(boolean present, long value) {
        if (present) {
            rows.bigint(value);
        } else {
            rows.none();
        }
    }

    void verdict(Valued<Verdict> verdict) throws SQLException {
        key(SinkTable.VERDICTS, verdict.value());
        rows.integer(Math.toIntExact(verdict.value().getOn()))
                .smallint(verdict.value().getStateValue())
                .bool(verdict.value().getTurn())
                .smallint(verdict.partition())
                .bigint(verdict.logOffset())
                .bytea(verdict.bytes());
    }

    void verdictNow(Valued<Verdict> verdict) throws SQLException {
        key(SinkTable.VERDICTS_NOW, verdict.value());
        rows.bigint(verdict.logOffset()).bytea(verdict.bytes());
    }

    private void key(SinkTable table, Verdict verdict) throws SQLException {
        rows.row(table.fields())
                .integer(units.of(verdict.getUnitId()))
                .text(verdict.getStandardId())
                .integer(Math.toIntExact(verdict.getTick()));
    }

    void alert(Valued<AlertTransition> alert) throws SQLException {
        AlertTransition value = alert.value();
        rows.row(SinkTable.ALERT_TRANSITIONS.fields())
                .text(value.getId())
                .integer(units.of(value.getUnitId()))
                .text(value.getStandardId())
                .integer(Math.toIntExact(value.getTick()))
                .smallint(value.getToValue())
                .smallint(alert.partition())
                .bigint(alert.logOffset())
                .bytea(alert.bytes());
    }

    void feed(Valued<FeedState> feed) {
        rows.row(SinkTable.FEEDS.fields())
                .text(feed.value().getSource())
                .text(feed.value().getFeed())
                .text(feed.value().getLogKey())
                .integer(feed.tick())
                .bigint(feed.logOffset())
                .bytea(feed.bytes());
    }

    void marker(SinkTable table, TickMarker marker) {
        rows.row(table.fields())
                .smallint(marker.getPartition())
                .integer(Math.toIntExact(marker.getTick()))
                .bigint(marker.getOffset())
                .bigint(marker.getApplied())
                .bigint(marker.getSuperseded())
                .bigint(marker.getDuplicate())
                .bigint(marker.getDead())
                .bigint(marker.getConflicts());
    }
}
