package org.stationboard.engine.trends;

import java.util.function.IntPredicate;

/** False alarms and outbreaks found, over runs of scenarios. Not thread-safe. */
final class DetectorScore {
    private long quietWeeks;
    private long falseAlarms;
    private int outbreaks;
    private int found;

    /** Counts a run, given whether a judged week (by index) alarms. */
    void run(ScenarioRun run, IntPredicate alarms) {
        boolean seen = false;
        for (int week = ScenarioRun.JUDGED_FROM; week < ScenarioRun.WEEKS; week++) {
            boolean alarm = alarms.test(week);
            if (run.outbreakAt(week)) {
                seen |= alarm;
            } else {
                quietWeeks++;
                falseAlarms += alarm ? 1 : 0;
            }
        }
        if (run.hasOutbreak()) {
            outbreaks++;
            found += seen ? 1 : 0;
        }
    }

    void add(DetectorScore other) {
        quietWeeks += other.quietWeeks;
        falseAlarms += other.falseAlarms;
        outbreaks += other.outbreaks;
        found += other.found;
    }

    /** Its four numbers in a line. */
    String line() {
        return quietWeeks + " " + falseAlarms + " " + outbreaks + " " + found;
    }

    /** What a line says. */
    static DetectorScore parse(String line) {
        String[] words = line.split(" ", 4);
        DetectorScore score = new DetectorScore();
        score.quietWeeks = Long.parseLong(words[0]);
        score.falseAlarms = Long.parseLong(words[1]);
        score.outbreaks = Integer.parseInt(words[2]);
        score.found = Integer.parseInt(words[3]);
        return score;
    }

    int found() {
        return found;
    }

    /** Share of judged weeks without an outbreak that alarm. */
    double falsePositiveRate() {
        return (double) falseAlarms / quietWeeks;
    }

    /** Share of outbreaks with an alarm in any of their weeks. */
    double detected() {
        return (double) found / outbreaks;
    }
}
