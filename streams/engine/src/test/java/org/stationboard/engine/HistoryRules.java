package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.Rhythms;
import org.stationboard.contract.v1.StationRecord;

/** Random registers, catalogues and rhythms of a history. */
final class HistoryRules {
    static final List<String> IDS = List.of("N02", "N03", "C26", "C24");
    private static final String[] COMPARATORS = {"ge", "ge", "gt", "le", "lt"};
    private static final long[] TARGETS = {0, 300_000, 700_000, 900_000, 1_000_000};
    private static final int[] MONTHS = {1, 1, 2, 3, 12, 24};
    private static final int[] SAMPLES = {1, 2, 3, 5, 20};

    private final SplittableRandom random;
    private Realm realm = Realm.founded();
    private int version;

    HistoryRules(SplittableRandom random) {
        this.random = random;
    }

    HistoryStep firstRegister() {
        return new HistoryStep(City.control(realm.register), realm, null, false);
    }

    HistoryStep register(long today) {
        realm = realm.changed(random, today);
        return firstRegister();
    }

    HistoryStep catalogue() {
        version++;
        List<Target> targets = new ArrayList<>();
        add(targets, "N02", "disputes.succeeded");
        add(targets, "N03", "disputes.police.succeeded");
        add(targets, "C26", "visits.due");
        add(targets, "C24", "dispatch.in-time");
        return new HistoryStep(City.controlCatalogue(Target.catalogue(targets)), null, targets, false);
    }

    HistoryStep rhythms() {
        Rhythms.Builder rhythms = Rhythms.newBuilder();
        for (String feed : List.of("dispute", "alarm", "visit")) {
            if (random.nextInt(3) > 0) {
                rhythms.addRhythms(rhythm("", feed));
            }
            if (random.nextInt(3) == 0) {
                rhythms.addRhythms(rhythm("one", feed));
            }
        }
        return HistoryStep.of(StationRecord.newBuilder()
                .setControl(Control.newBuilder().setRhythms(rhythms))
                .build());
    }

    private void add(List<Target> targets, String id, String indicator) {
        // A catalogue without a standard would be refused.
        if (random.nextInt(8) == 0 && !id.equals(IDS.get(0))) {
            return;
        }
        targets.add(new Target(
                id,
                indicator,
                COMPARATORS[random.nextInt(COMPARATORS.length)],
                TARGETS[random.nextInt(TARGETS.length)],
                MONTHS[random.nextInt(MONTHS.length)],
                SAMPLES[random.nextInt(SAMPLES.length)],
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                random.nextInt(8) > 0,
                version));
    }

    private Rhythm rhythm(String source, String feed) {
        Rhythm.Builder rhythm = Rhythm.newBuilder()
                .setSource(source)
                .setFeed(feed)
                .setAllowedSilenceMinutes(1 + random.nextInt(random.nextBoolean() ? 200 : 20_000));
        if (random.nextBoolean()) {
            rhythm.setOpenFrom(60 * random.nextInt(25)).setOpenTo(60 * random.nextInt(25));
        }
        if (random.nextInt(3) == 0) {
            rhythm.setOpenDays(random.nextInt(128));
        }
        return rhythm.build();
    }
}
