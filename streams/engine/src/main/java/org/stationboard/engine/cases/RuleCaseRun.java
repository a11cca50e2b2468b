package org.stationboard.engine.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Engine;
import org.stationboard.engine.InMemoryTables;
import org.stationboard.engine.Output;
import org.stationboard.engine.cases.RuleCase.Change;
import org.stationboard.engine.cases.RuleCase.Expectation;

/** Runs a case through an engine and says in plain words where it gave something else than expected. One thread. */
public final class RuleCaseRun {
    private final RuleCase ruleCase;
    private final ZoneId zone;
    private final List<String> differences = new ArrayList<>();

    private RuleCaseRun(RuleCase ruleCase, ZoneId zone) {
        this.ruleCase = ruleCase;
        this.zone = zone;
    }

    /**
     * The differences; empty where everything is as expected.
     *
     * @param rules the catalogue's text
     * @param zone of local days
     * @throws CatalogueException where the catalogue cannot be loaded
     */
    public static List<String> differences(RuleCase ruleCase, String rules, ZoneId zone) {
        CatalogueLoader.load(rules);
        RuleCaseRun run = new RuleCaseRun(ruleCase, zone);
        run.run(rules);
        return run.differences;
    }

    private void run(String rules) {
        Map<Long, String> catalogues = new TreeMap<>();
        catalogues.put(Long.MIN_VALUE, rules);
        String text = rules;
        for (Change change : ruleCase.changes()) {
            text = changed(text, change);
            catalogues.put(change.day(), text);
        }
        if (!differences.isEmpty()) {
            return;
        }
        Said said = new Said();
        Engine engine = new Engine(0, new InMemoryTables(), said, logKey -> true, zone);
        long offset = 0;
        for (StationRecord entry : new RuleCaseLog(ruleCase, zone).entries(catalogues)) {
            engine.process(entry, offset++);
        }
        ruleCase.expected().forEach(expectation -> compare(expectation, said));
    }

    /** The text with one key of one standard changed; the key must stand on a line of its own under its id. */
    private String changed(String text, Change change) {
        Pattern place = Pattern.compile("(?s)(- id: " + Pattern.quote(change.standard())
                + "\\n(?:(?!\\n *- id: ).)*?\\n +" + Pattern.quote(change.key()) + ": )([^\\n]*)");
        Matcher found = place.matcher(text);
        if (!found.find()) {
            differences.add("line " + change.line() + ": these rules have no " + change.key() + " of "
                    + change.standard() + " to change");
            return text;
        }
        String replaced = text.substring(0, found.start(2)) + change.value() + text.substring(found.end(2));
        try {
            CatalogueLoader.load(replaced);
            return replaced;
        } catch (CatalogueException faulty) {
            differences.add("line " + change.line() + ": the changed rules cannot be loaded: " + faulty.getMessage());
            return text;
        }
    }

    private void compare(Expectation expected, Said said) {
        String where =
                "line " + expected.line() + ": on " + LocalDate.ofEpochDay(expected.day()) + " " + expected.standard();
        Verdict verdict = said.verdict(expected.standard(), expected.day());
        if (expected.verdict() != null) {
            String found = verdict == null ? "nothing" : verdict.getState().name();
            if (!found.equals(expected.verdict().name())) {
                differences.add(where + " is " + found + counted(verdict) + ", expected " + expected.verdict());
            }
        }
        Long numerator = expected.numerator();
        Long denominator = expected.denominator();
        if (numerator != null
                && (verdict == null
                        || verdict.getNumerator() != numerator
                        || (denominator != null && verdict.getDenominator() != denominator))) {
            differences.add(where + " counted" + counted(verdict) + ", expected " + numerator
                    + (denominator == null ? "" : " of " + denominator));
        }
        AlertState alert = said.alert(expected.standard(), expected.day());
        if (expected.alert() != null && alert != expected.alert()) {
            differences.add(where + " has its alert " + alert + ", expected " + expected.alert());
        }
    }

    private static String counted(@Nullable Verdict verdict) {
        return verdict == null ? " nothing" : " " + verdict.getNumerator() + " of " + verdict.getDenominator();
    }

    /** What the engine said of the station, by standard and day closed. */
    private final class Said implements Output {
        private final Map<String, TreeMap<Long, Verdict>> verdicts = new HashMap<>();
        private final Map<String, TreeMap<Long, AlertState>> alerts = new HashMap<>();

        /** The newest verdict of the turns up to the day's; null where there is none. */
        @Nullable
        Verdict verdict(String standard, long day) {
            var newest = verdicts.getOrDefault(standard, new TreeMap<>()).floorEntry(day);
            return newest == null ? null : newest.getValue();
        }

        AlertState alert(String standard, long day) {
            var newest = alerts.getOrDefault(standard, new TreeMap<>()).floorEntry(day);
            return newest == null ? AlertState.INACTIVE : newest.getValue();
        }

        @Override
        public void verdict(Verdict verdict, boolean append) {
            if (verdict.getTurn() && verdict.getUnitId().equals(RuleCaseLog.STATION)) {
                verdicts.computeIfAbsent(verdict.getStandardId(), id -> new TreeMap<>())
                        .put(verdict.getOn(), verdict);
            }
        }

        @Override
        public void alert(AlertTransition transition) {
            long on = Instant.ofEpochSecond(60 * transition.getTick())
                            .atZone(zone)
                            .toLocalDate()
                            .toEpochDay()
                    - 1;
            alerts.computeIfAbsent(transition.getStandardId(), id -> new TreeMap<>())
                    .put(on, transition.getTo());
        }

        @Override
        public void figure(Figure figure) {
            // Only verdicts and alerts are expected.
        }

        @Override
        public void feed(FeedState feed) {
            // Its staleness shows in the verdict.
        }

        @Override
        public void marker(TickMarker marker) {
            // Nobody reads along.
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            differences.add("a record was refused: " + letter.getReason() + " " + letter.getExpected());
        }

        @Override
        public boolean betweenTurns() {
            return false;
        }
    }
}
