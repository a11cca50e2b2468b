package org.stationboard.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.ShippedRhythms;
import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.UnitLevel;

/** Which rules a history's log has in force from which minute on: the first at once, later ones after a day's turn. */
final class RulesOracle {
    private final TreeMap<Long, InForce> from = new TreeMap<>();
    private InForce now = new InForce(null, null, null);
    private InForce waiting = new InForce(null, null, null);

    void await(HistoryStep step) {
        if (step.realm() != null) {
            waiting = new InForce(step.realm(), waiting.targets(), waiting.rhythms());
        } else if (step.targets() != null) {
            waiting = new InForce(waiting.realm(), step.targets(), waiting.rhythms());
        } else {
            waiting = new InForce(
                    waiting.realm(),
                    waiting.targets(),
                    step.taken().getControl().getRhythms().getRhythmsList());
        }
    }

    /** At the first minute of a tick what has nothing before it takes effect. */
    void begin(long minute) {
        InForce next = new InForce(
                now.realm() == null ? waiting.realm() : now.realm(),
                now.targets() == null ? waiting.targets() : now.targets(),
                now.rhythms() == null ? waiting.rhythms() : now.rhythms());
        waiting = new InForce(
                now.realm() == null ? null : waiting.realm(),
                now.targets() == null ? null : waiting.targets(),
                now.rhythms() == null ? null : waiting.rhythms());
        now = next;
        from.put(minute, now);
    }

    /** After the turn at this minute everything that waits takes effect; says whether anything did. */
    void turned(long minute) {
        now = new InForce(
                waiting.realm() == null ? now.realm() : waiting.realm(),
                waiting.targets() == null ? now.targets() : waiting.targets(),
                waiting.rhythms() == null ? now.rhythms() : waiting.rhythms());
        waiting = new InForce(null, null, null);
        from.put(minute + 1, now);
    }

    /** The rules a verdict of this minute is given by. */
    InForce at(long minute) {
        return from.floorEntry(minute).getValue();
    }

    InForce now() {
        return now;
    }

    /** Register, catalogue and rhythms; absent where none was ever sent. */
    record InForce(
            @Nullable Realm realm,
            @Nullable List<Target> targets,
            @Nullable List<Rhythm> rhythms,
            Map<Long, List<Map.Entry<String, Target>>> byDay) {
        InForce(@Nullable Realm realm, @Nullable List<Target> targets, @Nullable List<Rhythm> rhythms) {
            this(realm, targets, rhythms, new HashMap<>());
        }

        /** Every station that is valid on the day with every target. */
        List<Map.Entry<String, Target>> judged(long day) {
            return byDay.computeIfAbsent(day, this::judgedOn);
        }

        private List<Map.Entry<String, Target>> judgedOn(long day) {
            List<Map.Entry<String, Target>> judged = new ArrayList<>();
            if (realm == null || targets == null) {
                return judged;
            }
            for (int county = 0; county < Realm.COUNTIES; county++) {
                for (int i = 0; i < Realm.STATIONS; i++) {
                    String unit = Realm.station(county, i);
                    boolean valid = realm.on(unit, day)
                            .filter(row -> row.getLevel() == UnitLevel.STATION)
                            .isPresent();
                    if (valid) {
                        targets.forEach(target -> judged.add(Map.entry(unit, target)));
                    }
                }
            }
            return judged;
        }

        /** A source's own rhythm, else that of every source. */
        @Nullable
        Rhythm rhythm(String source, String feed) {
            List<Rhythm> known = rhythms == null ? ShippedRhythms.shipped().getRhythmsList() : rhythms;
            Rhythm found = null;
            for (Rhythm rhythm : known) {
                boolean own = rhythm.getSource().equals(source);
                if (rhythm.getFeed().equals(feed)
                        && (own || (found == null && rhythm.getSource().isEmpty()))) {
                    found = rhythm;
                }
            }
            return found;
        }
    }
}
