package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.stationboard.contract.v1.StationRecord;

/**
 * A random history of one city's log, reproducible by its seed: records of all ages to 25 months and a few beyond what is
 * kept, edited, reopened, withdrawn, sent twice, with ties on version, in any order; moved within a log key freely and
 * across by the two-record form, which some sources forget half of; feed marks that overlap; some records nobody can take;
 * between them ticks, single and in ranges, and changes of register, catalogue and rhythms.
 */
final class History {
    static final long FIRST_MINUTE = City.minute("2026-02-10T21:13");

    private final SplittableRandom random;
    private final HistoryRecords records;
    private final HistoryRules rules;
    private final boolean manyDays;
    /** In log order, of all partitions together: data and control records. */
    final List<HistoryStep> log = new ArrayList<>();

    long lastMinute;

    History(long seed, boolean manyDays) {
        this.random = new SplittableRandom(seed);
        this.records = new HistoryRecords(random);
        this.rules = new HistoryRules(random);
        this.manyDays = manyDays;
        log.add(rules.firstRegister());
        if (random.nextInt(5) > 0) {
            log.add(rules.catalogue());
        }
        if (random.nextBoolean()) {
            log.add(rules.rhythms());
        }
        weave(records.versions());
    }

    /** Everything but controls, in log order. */
    List<HistoryStep> data() {
        return log.stream().filter(step -> !step.taken().hasControl()).toList();
    }

    private void weave(List<HistoryStep> data) {
        long from = FIRST_MINUTE + random.nextInt(300);
        // A log may begin with a day's turn.
        lastMinute = random.nextInt(9) == 0 ? City.minute("2026-02-10T23:59") : from - 1;
        for (HistoryStep step : shuffled(data)) {
            log.add(step);
            if (random.nextInt(6) == 0) {
                tick(1 + step());
            }
            if (random.nextInt(30) == 0) {
                log.add(change());
            }
        }
        tick(1 + random.nextInt(3000));
    }

    private void tick(long minutes) {
        log.add(HistoryStep.of(City.tick(lastMinute + 1, lastMinute + minutes)));
        lastMinute += minutes;
    }

    private HistoryStep change() {
        return switch (random.nextInt(3)) {
            case 0 -> rules.catalogue();
            case 1 -> rules.register(HistoryOracle.day(lastMinute * 60));
            default -> rules.rhythms();
        };
    }

    private int step() {
        return switch (random.nextInt(4)) {
            case 0, 1 -> 0;
            case 2 -> random.nextInt(90);
            default -> manyDays ? random.nextInt(4000) : random.nextInt(600);
        };
    }

    private List<HistoryStep> shuffled(List<HistoryStep> steps) {
        List<HistoryStep> shuffled = new ArrayList<>(steps);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            HistoryStep moved = shuffled.get(i);
            shuffled.set(i, shuffled.get(j));
            shuffled.set(j, moved);
        }
        return shuffled;
    }

    static List<StationRecord> taken(List<HistoryStep> steps) {
        return steps.stream().map(HistoryStep::taken).toList();
    }
}
