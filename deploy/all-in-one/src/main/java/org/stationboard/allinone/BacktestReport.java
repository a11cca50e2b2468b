package org.stationboard.allinone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stationboard.streams.backtest.Period;
import org.stationboard.streams.backtest.RaisedAlert;
import org.stationboard.streams.backtest.RuleRun;
import org.stationboard.streams.backtest.SampleRisk;
import org.stationboard.streams.backtest.UnitTally;

/** What a backtest found, as lines for a person and as JSON. Immutable. */
final class BacktestReport {
    private static final double DAYS_A_MONTH = 365.2425 / 12;

    private final Period period;
    private final RuleRun draft;
    private final Optional<RuleRun> present;

    BacktestReport(Period period, RuleRun draft, Optional<RuleRun> present) {
        this.period = period;
        this.draft = draft;
        this.present = present;
    }

    /** One standard's line: what it raised, and what chance does at the stations' sizes. */
    private record OfStandard(
            String id,
            int alerts,
            int units,
            long firing,
            long missedDays,
            double falseAlarms,
            double misses,
            boolean sampled) {}

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Alerts the draft would have raised from " + day(period.from()) + " to " + day(period.to()) + ":");
        draft.alerts().forEach(alert -> lines.add("  " + text(alert)));
        lines.add(String.format(
                Locale.ROOT,
                "%d alerts, %.1f a month for the reviewers",
                draft.alerts().size(),
                load(draft)));
        lines.add("");
        lines.add("standard  alerts  stations  ever firing  days certainly missed  false alarms*  misses of 5 points*");
        for (OfStandard each : standards()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-8s  %6d  %8d  %11d  %21d  %13s  %19s",
                    each.id(),
                    each.alerts(),
                    each.units(),
                    each.firing(),
                    each.missedDays(),
                    each.sampled() ? String.format(Locale.ROOT, "%.4f", each.falseAlarms()) : "-",
                    each.sampled() ? String.format(Locale.ROOT, "%.1f", each.misses()) : "-"));
        }
        lines.add(
                "* expected among these stations at one look and their present size: certainly missed though truly on the"
                        + " target; not certainly missed though truly 5 points on its wrong side. By station: --json.");
        present.ifPresent(rules -> difference(rules, lines));
        return lines;
    }

    private void difference(RuleRun rules, List<String> lines) {
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "The rules in force: %d alerts, %.1f a month",
                rules.alerts().size(),
                load(rules)));
        List<RaisedAlert> onlyDraft = draft.alertsBeyond(rules);
        List<RaisedAlert> onlyPresent = rules.alertsBeyond(draft);
        lines.add("Only the draft raises " + onlyDraft.size() + (onlyDraft.isEmpty() ? "" : ":"));
        onlyDraft.forEach(alert -> lines.add("  + " + text(alert)));
        lines.add("Only the rules in force raise " + onlyPresent.size() + (onlyPresent.isEmpty() ? "" : ":"));
        onlyPresent.forEach(alert -> lines.add("  - " + text(alert)));
    }

    /** All of it, stations with their sizes too. */
    String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("from", day(period.from())).put("to", day(period.to()));
        alerts(root.putArray("alerts"), draft.alerts());
        root.put("alertsAMonth", load(draft));
        ArrayNode standards = root.putArray("standards");
        for (OfStandard each : standards()) {
            ObjectNode standard = standards.addObject();
            standard.put("standard", each.id())
                    .put("alerts", each.alerts())
                    .put("stations", each.units())
                    .put("everFiring", each.firing())
                    .put("daysCertainlyMissed", each.missedDays());
            if (each.sampled()) {
                standard.put("expectedFalseAlarms", each.falseAlarms()).put("expectedMisses", each.misses());
                stations(standard.putArray("sizes"), each.id());
            }
        }
        present.ifPresent(rules -> {
            ObjectNode inForce = root.putObject("inForce");
            alerts(inForce.putArray("alerts"), rules.alerts());
            inForce.put("alertsAMonth", load(rules));
            alerts(root.putArray("onlyDraft"), draft.alertsBeyond(rules));
            alerts(root.putArray("onlyInForce"), rules.alertsBeyond(draft));
        });
        return root.toPrettyString();
    }

    private void stations(ArrayNode sizes, String standard) {
        for (UnitTally unit : draft.tallies()) {
            if (unit.standardId().equals(standard)) {
                SampleRisk risk = SampleRisk.of(unit);
                sizes.addObject()
                        .put("unit", unit.unitId())
                        .put("sample", unit.sample())
                        .put("falseAlarm", risk.falseAlarm())
                        .put("miss", risk.miss());
            }
        }
    }

    private List<OfStandard> standards() {
        Map<String, List<UnitTally>> byStandard = new TreeMap<>();
        draft.tallies()
                .forEach(unit -> byStandard
                        .computeIfAbsent(unit.standardId(), id -> new ArrayList<>())
                        .add(unit));
        return byStandard.entrySet().stream()
                .map(entry -> standard(entry.getKey(), entry.getValue()))
                .toList();
    }

    private OfStandard standard(String id, List<UnitTally> units) {
        List<RaisedAlert> raised = draft.alerts().stream()
                .filter(alert -> alert.standardId().equals(id))
                .toList();
        double falseAlarms = 0;
        double misses = 0;
        long missed = 0;
        for (UnitTally unit : units) {
            missed += unit.missed();
            if (unit.sampled()) {
                SampleRisk risk = SampleRisk.of(unit);
                falseAlarms += risk.falseAlarm();
                misses += risk.miss();
            }
        }
        long firing = raised.stream().map(RaisedAlert::unitId).distinct().count();
        boolean sampled = units.stream().anyMatch(UnitTally::sampled);
        return new OfStandard(id, raised.size(), units.size(), firing, missed, falseAlarms, misses, sampled);
    }

    private double load(RuleRun run) {
        return run.alerts().size() * DAYS_A_MONTH / period.days();
    }

    private void alerts(ArrayNode target, List<RaisedAlert> alerts) {
        for (RaisedAlert alert : alerts) {
            ObjectNode node = target.addObject()
                    .put("unit", alert.unitId())
                    .put("standard", alert.standardId())
                    .put("severity", alert.severity().name())
                    .put("fired", day(alert.firedOn()));
            Long ended = alert.endedOn();
            if (ended != null) {
                node.put("ended", day(ended)).put("ending", alert.ending().name());
            }
            node.put("days", alert.days(period.to()));
        }
    }

    private String text(RaisedAlert alert) {
        Long ended = alert.endedOn();
        String end = ended == null
                ? "stands at the end of the period"
                : "ended " + day(ended) + " "
                        + alert.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return String.format(
                Locale.ROOT,
                "%s %-5s fired %s, %s, %d days",
                alert.unitId(),
                alert.standardId(),
                day(alert.firedOn()),
                end,
                alert.days(period.to()));
    }

    private static String day(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }
}
