package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;

/**
 * The invented city of the generated histories: five counties with a log key each, spread over four partitions, two
 * stations and two communities in each county. Looked up by plain walks over its rows, as slow as they are.
 */
final class Realm {
    static final int PARTITIONS = 4;
    static final int COUNTIES = 5;
    static final int STATIONS = 2;
    static final String CITY = "980000";
    private static final String BEGINNING = "2000-01-01";

    final Register register;

    private Realm(List<Unit> rows) {
        this.register = Register.newBuilder().addAllUnits(rows).build();
    }

    static Realm founded() {
        List<Unit> rows = new ArrayList<>();
        rows.add(unit(CITY, UnitLevel.CITY, "", county(0)));
        for (int county = 0; county < COUNTIES; county++) {
            rows.add(unit(county(county), UnitLevel.COUNTY, CITY, county(county)));
            for (int i = 0; i < STATIONS; i++) {
                rows.add(unit(station(county, i), UnitLevel.STATION, county(county), county(county)));
            }
            for (int i = 0; i < 2; i++) {
                rows.add(unit(community(county, i), UnitLevel.COMMUNITY, station(county, 0), county(county)));
            }
        }
        return new Realm(rows);
    }

    /** Some stations opened late, some close, some go to another county; a unit's log key never changes. */
    Realm changed(SplittableRandom random, long today) {
        List<Unit> rows = new ArrayList<>();
        for (Unit unit : register.getUnitsList()) {
            long day = today - random.nextInt(40) + random.nextInt(6);
            boolean alone = unit.getLevel() == UnitLevel.STATION && unit.getValidTo() == 0;
            switch (alone ? random.nextInt(9) : 8) {
                case 0 -> rows.add(unit.toBuilder().setValidFrom(day).build());
                case 1 -> rows.add(unit.toBuilder().setValidTo(day).build());
                case 2 -> {
                    String parent = county(random.nextInt(COUNTIES));
                    rows.add(unit.toBuilder().setValidTo(day).build());
                    rows.add(
                            unit.toBuilder().setValidFrom(day).setParent(parent).build());
                }
                default -> rows.add(unit);
            }
        }
        return new Realm(rows);
    }

    static String county(int county) {
        return "980" + (county + 1) + "00";
    }

    static String station(int county, int i) {
        return "980" + (county + 1) + "0" + (i + 1);
    }

    static String community(int county, int i) {
        return station(county, 0) + "00" + i;
    }

    /** A unit's id tells its county, and so its log key. */
    static String logKey(String unitId) {
        return unitId.equals(CITY) ? county(0) : unitId.substring(0, 4) + "00";
    }

    /** Counties 0 and 4 share a partition, and so a ledger. */
    static int partition(String logKey) {
        return (logKey.charAt(3) - '1') % PARTITIONS;
    }

    /** The row that is valid on the day. */
    Optional<Unit> on(String unitId, long day) {
        return register.getUnitsList().stream()
                .filter(unit -> unit.getId().equals(unitId)
                        && unit.getValidFrom() <= day
                        && (unit.getValidTo() == 0 || day < unit.getValidTo()))
                .findFirst();
    }

    /** First day of any of its rows. */
    long firstDay(String unitId) {
        return register.getUnitsList().stream()
                .filter(unit -> unit.getId().equals(unitId))
                .mapToLong(Unit::getValidFrom)
                .min()
                .orElseThrow();
    }

    /** The unit and those above it on the day, as far as they are valid. */
    List<String> upwards(String unitId, long day) {
        List<String> path = new ArrayList<>();
        Optional<Unit> unit = on(unitId, day);
        while (unit.isPresent()) {
            path.add(unit.get().getId());
            unit = on(unit.get().getParent(), day);
        }
        return path;
    }

    private static Unit unit(String id, UnitLevel level, String parent, String logKey) {
        return City.unit(id, level, parent, logKey)
                .setValidFrom(City.day(BEGINNING))
                .build();
    }
}
