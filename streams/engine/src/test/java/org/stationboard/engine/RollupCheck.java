package org.stationboard.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stationboard.contract.v1.Figure;

/**
 * Holds the sums above stations and above log keys, of counties and of the city, to plain ones: each of the oracle's own
 * figures is carried up the register's rows that are valid on its day. Counties lie in four partitions, and stations go
 * from one to another.
 */
final class RollupCheck {
    private RollupCheck() {}

    /** What differs between the engine's sums of its figures and the plain sums of the oracle's. */
    static List<String> differences(Realm realm, Collection<Figure> figures, Map<String, long[]> expected) {
        Map<String, long[]> plain = carriedUp(realm, expected);
        Map<String, long[]> ours = new TreeMap<>();
        Rollup rollup = new Rollup(new OrgTree(realm.register), City.ZONE);
        for (String unit : bureaus()) {
            rollup.sum(unit, figures).forEach(figure -> ours.put(Recording.key(figure), counts(figure)));
        }
        TreeSet<String> keys = new TreeSet<>(plain.keySet());
        keys.addAll(ours.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            long[] one = ours.getOrDefault(key, new long[4]);
            long[] other = plain.getOrDefault(key, new long[4]);
            if (!Arrays.equals(one, other)) {
                differences.add("sum " + key + ": " + Arrays.toString(one) + " but " + Arrays.toString(other));
            }
        }
        return differences;
    }

    private static List<String> bureaus() {
        List<String> bureaus = new ArrayList<>(List.of(Realm.CITY));
        for (int county = 0; county < Realm.COUNTIES; county++) {
            bureaus.add(Realm.county(county));
        }
        return bureaus;
    }

    /** A community's figures go nowhere: its station has counted the same. */
    private static Map<String, long[]> carriedUp(Realm realm, Map<String, long[]> expected) {
        Map<String, long[]> sums = new TreeMap<>();
        expected.forEach((key, counts) -> {
            String unit = key.substring(0, key.indexOf('|'));
            if (unit.length() > Realm.CITY.length()) {
                return;
            }
            for (String above : realm.upwards(unit, day(key))) {
                if (!above.equals(unit) || bureaus().contains(unit)) {
                    long[] sum = sums.computeIfAbsent(above + key.substring(key.indexOf('|')), absent -> new long[4]);
                    Arrays.setAll(sum, i -> sum[i] + counts[i]);
                }
            }
        });
        return sums;
    }

    private static long day(String key) {
        String[] parts = key.split("\\|", -1);
        long start = Long.parseLong(parts[3]);
        return parts[2].equals("M") ? HistoryOracle.day(start * 60) : start;
    }

    private static long[] counts(Figure figure) {
        return new long[] {figure.getNumerator(), figure.getDenominator(), figure.getOpened(), figure.getClosed()};
    }
}
