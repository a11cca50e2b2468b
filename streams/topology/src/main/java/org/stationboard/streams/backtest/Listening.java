package org.stationboard.streams.backtest;

import com.google.protobuf.MessageLite;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.FigureForm;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.streams.TopicOutput;

/** Listens to the alerts and to the verdicts of day's turns that one partition's engine gives. One thread. */
final class Listening extends TopicOutput {
    private static final long MILLI = 1000;

    private final Period period;
    private final List<RaisedAlert> alerts = new ArrayList<>();
    /** By unit and standard, where in the list the alert stands that is firing now. */
    private final Map<String, Integer> firing = new LinkedHashMap<>();

    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    private final ZoneId zone;

    Listening(int partition, Period period, ZoneId zone) {
        super(partition);
        this.period = period;
        this.zone = zone;
    }

    List<RaisedAlert> alerts() {
        return alerts;
    }

    List<UnitTally> tallies() {
        return tallies.values().stream().map(Tally::done).toList();
    }

    @Override
    public boolean betweenTurns() {
        return false;
    }

    @Override
    public void verdict(Verdict verdict, boolean append) {
        if (period.holds(verdict.getOn()) && verdict.getState() != VerdictState.NOT_IN_FORCE) {
            tallies.computeIfAbsent(Keys.judged(verdict.getUnitId(), verdict.getStandardId()), key -> new Tally())
                    .take(verdict);
        }
    }

    @Override
    public void alert(AlertTransition transition) {
        String key = Keys.judged(transition.getUnitId(), transition.getStandardId());
        // An alert moves at a day's turn, which closes the day before.
        long on = Instant.ofEpochSecond(60 * transition.getTick())
                        .atZone(zone)
                        .toLocalDate()
                        .toEpochDay()
                - 1;
        if (on > period.to()) {
            return;
        }
        if (transition.getTo() == AlertState.FIRING) {
            if (period.holds(on)) {
                firing.put(key, alerts.size());
                alerts.add(new RaisedAlert(
                        transition.getUnitId(),
                        transition.getStandardId(),
                        transition.getSeverity(),
                        on,
                        null,
                        AlertReason.ALERT_REASON_UNSPECIFIED));
            }
            return;
        }
        Integer at = firing.remove(key);
        if (at != null) {
            RaisedAlert fired = alerts.get(at);
            alerts.set(
                    at,
                    new RaisedAlert(
                            fired.unitId(),
                            fired.standardId(),
                            fired.severity(),
                            fired.firedOn(),
                            on,
                            transition.getReason()));
        }
    }

    @Override
    public void figure(Figure figure) {
        // Figures are the same under any rules.
    }

    @Override
    public void figure(FigureForm form, long start, long numerator, long denominator, long opened, long closed) {
        // Nor is an object made of one.
    }

    @Override
    public void feed(FeedState feed) {
        // Nor do feeds go by the rules.
    }

    @Override
    public void marker(TickMarker marker) {
        // Nobody reads along.
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        // What the live run could not take, this one cannot either.
    }

    @Override
    protected void moveTo(long offset, long tick) {
        // Places on the log are of no use here.
    }

    @Override
    protected void send(Topic topic, String key, MessageLite value) {
        throw new IllegalStateException("topic: " + topic.topicName() + " (expected: nothing is published)");
    }

    /** The turns of one unit and standard so far. */
    private static final class Tally {
        private @Nullable Verdict last;
        private long turns;
        private long missed;

        void take(Verdict verdict) {
            turns++;
            missed += verdict.getState() == VerdictState.MISSED ? 1 : 0;
            last = verdict;
        }

        UnitTally done() {
            Verdict verdict = last == null ? Verdict.getDefaultInstance() : last;
            boolean spread = verdict.getKind() == RuleKind.DECLINE_RULE && verdict.getDispersionMilli() > 0;
            long sample = verdict.getDenominator() * MILLI / (spread ? verdict.getDispersionMilli() : MILLI);
            return new UnitTally(
                    verdict.getUnitId(),
                    verdict.getStandardId(),
                    verdict.getKind(),
                    verdict.getComparator(),
                    turns,
                    missed,
                    sample,
                    verdict.getTargetPpm(),
                    verdict.getMinimumSample());
        }
    }
}
