package org.stationboard.allinone;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.store.FigureReader;
import org.stationboard.store.StoredValue;
import org.stationboard.store.StoredValue.Table;
import org.stationboard.store.VerificationReader;
import org.stationboard.streams.verify.Check;
import org.stationboard.streams.verify.Computed;
import org.stationboard.streams.verify.Difference;
import org.stationboard.streams.verify.Findings;
import org.stationboard.streams.verify.LogSource;

/**
 * Holds the database against the recomputed values: the newest of each figure and verdict, every verdict and alert step
 * that is kept, up to the last tick that the database has whole. One thread; blocks on the database.
 */
final class StoreCheck implements Check {
    private static final String MONTHS = "table figure_months";

    private final VerificationReader store;
    private final LogSource log;
    private final Findings findings;
    private final Set<String> verified = new HashSet<>();

    StoreCheck(VerificationReader store, LogSource log, Findings findings) {
        this.store = store;
        this.log = log;
        this.findings = findings;
    }

    @Override
    public Partition begin(int partition) {
        Optional<TickMarker> newest = store.newest(partition);
        long tick = newest.map(TickMarker::getTick).orElse(0L);
        long last = Math.min(newest.map(TickMarker::getOffset).orElse(-1L), log.end(partition) - 1);
        return new OfPartition(
                partition, store.saidBeforeUntil(partition), last, tick - FigureReader.MINUTES_KEPT.toMinutes());
    }

    /** Values of units that no partition of the log knows; and the sums of months, which rest on the figures alone. */
    @Override
    public void end() {
        Set<String> strangers = new HashSet<>(store.units());
        strangers.removeAll(verified);
        store.values(strangers, row -> unexpected(-1, row));
        long months = store.months(
                sum -> findings.different(new Difference(MONTHS, -1, sum.key(), sum.figure(), sum.sums())));
        findings.equal(MONTHS, months);
    }

    private void unexpected(int partition, StoredValue row) {
        findings.different(new Difference(
                where(row.table()), partition, row.key(), Difference.NOTHING, Difference.text(row.value())));
    }

    private static String where(Table table) {
        return "table " + table.name().toLowerCase(Locale.ROOT);
    }

    private final class OfPartition implements Partition {
        private final int partition;
        private final long saidBefore;
        private final long lastOffset;
        private final long firstMinute;
        private final Map<Table, Map<String, byte[]>> expected = new EnumMap<>(Table.class);
        private final Map<Table, Long> equal = new EnumMap<>(Table.class);
        private final Set<String> units = new HashSet<>();

        OfPartition(int partition, long saidBefore, long lastOffset, long firstMinute) {
            this.partition = partition;
            this.saidBefore = saidBefore;
            this.lastOffset = lastOffset;
            this.firstMinute = firstMinute;
            for (Table table : Table.values()) {
                expected.put(table, new HashMap<>());
            }
        }

        @Override
        public void computed(Computed value) {
            if (value.offset() > lastOffset) {
                return;
            }
            switch (value.topic()) {
                case FIGURES, FIGURES_MINUTE -> figure(value);
                case VERDICTS -> {
                    if (value.offset() <= saidBefore) {
                        return;
                    }
                    Verdict verdict = (Verdict) value.value();
                    expect(Table.VERDICTS).putIfAbsent(value.key() + '|' + verdict.getTick(), bytes(verdict));
                }
                case VERDICTS_NOW -> {
                    units.add(((Verdict) value.value()).getUnitId());
                    expect(Table.VERDICTS_NOW).put(value.key(), bytes(value.value()));
                }
                case ALERTS -> {
                    AlertTransition step = (AlertTransition) value.value();
                    units.add(step.getUnitId());
                    if (value.offset() <= saidBefore) {
                        return;
                    }
                    expect(Table.ALERT_TRANSITIONS).putIfAbsent(value.key() + '|' + step.getId(), bytes(step));
                }
                case STATION_RECORDS,
                        FEEDS,
                        ALERTS_NOW,
                        DEAD_LETTERS,
                        FIGURES_LIVE,
                        QUARANTINE,
                        LOG_HEAD,
                        TELEMETRY,
                        TELEMETRY_LATE,
                        TELEMETRY_DEAD,
                        DEVICE_SUMMARIES -> {
                    // Not among the tables of figures, verdicts and alerts.
                }
            }
        }

        private void figure(Computed value) {
            FigureValue published = (FigureValue) value.value();
            if (published.hasMarker()) {
                return;
            }
            Figure figure = published.getFigure();
            units.add(figure.getUnitId());
            boolean minute = value.topic() == org.stationboard.contract.Topic.FIGURES_MINUTE;
            if (!minute || figure.getStart() >= firstMinute) {
                expect(minute ? Table.FIGURES_MINUTE : Table.FIGURES).put(value.key(), bytes(figure));
            }
        }

        @Override
        public void end() {
            verified.addAll(units);
            store.values(units, this::compare);
            expected.forEach((table, missing) -> missing.forEach((key, value) -> findings.different(new Difference(
                    where(table), partition, key, Difference.text(parsed(table, value)), Difference.NOTHING))));
            equal.forEach((table, count) -> findings.equal(where(table), count));
        }

        private void compare(StoredValue row) {
            if (row.value() instanceof Figure figure
                    && row.table() == Table.FIGURES_MINUTE
                    && figure.getStart() < firstMinute) {
                return; // No longer kept up to date; it goes with its day.
            }
            boolean said = row.table() == Table.VERDICTS || row.table() == Table.ALERT_TRANSITIONS;
            if (said && row.offset() <= saidBefore) {
                return; // By the engine that was followed then, which is not this one to recompute.
            }
            byte[] right = expect(row.table()).remove(row.key());
            if (row.offset() > lastOffset) {
                findings.newer(where(row.table()), 1);
            } else if (right == null) {
                unexpected(partition, row);
            } else if (Arrays.equals(right, row.value().toByteArray())) {
                equal.merge(row.table(), 1L, Long::sum);
            } else {
                findings.different(new Difference(
                        where(row.table()),
                        partition,
                        row.key(),
                        Difference.text(parsed(row.table(), right)),
                        Difference.text(row.value())));
            }
        }

        private Map<String, byte[]> expect(Table table) {
            return expected.computeIfAbsent(table, absent -> new HashMap<>());
        }
    }

    private static byte[] bytes(MessageLite value) {
        return value.toByteArray();
    }

    private static Message parsed(Table table, byte[] value) {
        Parser<? extends Message> parser = switch (table) {
            case FIGURES, FIGURES_MINUTE -> Figure.parser();
            case VERDICTS, VERDICTS_NOW -> Verdict.parser();
            case ALERT_TRANSITIONS -> AlertTransition.parser();
        };
        try {
            return parser.parseFrom(value);
        } catch (InvalidProtocolBufferException cause) {
            throw new IllegalStateException("recomputed value: not readable (expected: as just written)", cause);
        }
    }
}
