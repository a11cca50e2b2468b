package org.stationboard.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stationboard.contract.Keys;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;

/** Keeps what an engine publishes, and holds every figure to what may never happen. */
final class Recording implements Output {
    final Map<String, Figure> figures = new HashMap<>();
    final List<Verdict> verdicts = new ArrayList<>();
    final List<Verdict> appended = new ArrayList<>();
    final List<AlertTransition> alerts = new ArrayList<>();
    final List<FeedState> feeds = new ArrayList<>();
    final List<TickMarker> markers = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    /** Everything but markers, in order. */
    final List<Object> all = new ArrayList<>();

    @Override
    public void figure(Figure figure) {
        Invariants.hold(figure);
        figures.put(key(figure), figure);
        all.add(figure);
    }

    @Override
    public void verdict(Verdict verdict, boolean append) {
        Invariants.hold(verdict);
        verdicts.add(verdict);
        if (append) {
            appended.add(verdict);
        }
        all.add(List.of(append, verdict));
    }

    @Override
    public void alert(AlertTransition transition) {
        Invariants.hold(transition);
        alerts.add(transition);
        all.add(transition);
    }

    @Override
    public void feed(FeedState feed) {
        Invariants.hold(feed);
        feeds.add(feed);
        all.add(feed);
    }

    @Override
    public void marker(TickMarker marker) {
        markers.add(marker);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        letters.add(letter);
        all.add(letter);
    }

    Figure day(String unit, String indicator, String date) {
        return figures.getOrDefault(
                Keys.figure(unit, indicator, org.stationboard.contract.v1.Grain.DAY, City.day(date)),
                Figure.getDefaultInstance());
    }

    Verdict lastVerdict(String unit, String standard) {
        return verdicts.stream()
                .filter(v -> v.getUnitId().equals(unit) && v.getStandardId().equals(standard))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    static String key(Figure figure) {
        return Keys.figure(figure.getUnitId(), figure.getIndicator(), figure.getGrain(), figure.getStart());
    }
}
