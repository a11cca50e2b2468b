package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;

class RollupTest {
    /** Station 990103 goes from the northern to the southern county on 1 March; its log key stays. */
    private static final OrgTree TREE = new OrgTree(moving());

    private static final Rollup ROLLUP = new Rollup(TREE, City.ZONE);
    private static final long BEFORE = City.day("2026-02-28");
    private static final long AFTER = City.day("2026-03-01");

    @Test
    void sumsTheStationsThatWereUnderTheUnitOnTheDay() {
        List<Figure> figures = List.of(
                proportion("990101", BEFORE, 1, 2),
                proportion("990103", BEFORE, 3, 4),
                proportion("990101", AFTER, 5, 6),
                proportion("990103", AFTER, 7, 8));
        assertThat(ROLLUP.sum(City.NORTH, figures))
                .containsExactly(proportion(City.NORTH, BEFORE, 4, 6), proportion(City.NORTH, AFTER, 5, 6));
        assertThat(ROLLUP.sum(City.SOUTH, figures)).containsExactly(proportion(City.SOUTH, AFTER, 7, 8));
        assertThat(ROLLUP.sum(City.CITY, figures))
                .containsExactly(proportion(City.CITY, BEFORE, 4, 6), proportion(City.CITY, AFTER, 12, 14));
        assertThat(ROLLUP.sum("990101", figures)).hasSize(2);
    }

    @Test
    void aCommunityIsInNoSumButItsOwnForItsStationCountsTheSame() {
        OrgTree tree = new OrgTree(City.register().toBuilder()
                .addUnits(City.unit("990101001", UnitLevel.COMMUNITY, "990101", City.NORTH))
                .build());
        Rollup rollup = new Rollup(tree, City.ZONE);
        List<Figure> figures = List.of(proportion("990101", AFTER, 5, 6), proportion("990101001", AFTER, 2, 3));
        assertThat(rollup.sum(City.NORTH, figures)).containsExactly(proportion(City.NORTH, AFTER, 5, 6));
        assertThat(rollup.sum("990101", figures)).containsExactly(proportion("990101", AFTER, 5, 6));
        assertThat(rollup.sum("990101001", figures)).containsExactly(proportion("990101001", AFTER, 2, 3));
    }

    @Test
    void aLevelAboveStationsIsTheSumOfWhatTheySayOfWhatTheySayItOf() {
        Figure.Builder posts = Figure.newBuilder()
                .setIndicator("duty.posts")
                .setGrain(Grain.DAY)
                .setStart(AFTER)
                .setNumerator(7)
                .setDenominator(6);
        List<Figure> figures = List.of(
                posts.setUnitId("990101").build(), posts.setUnitId("990102").build());
        assertThat(ROLLUP.sum(City.NORTH, figures))
                .containsExactly(posts.setUnitId(City.NORTH)
                        .setNumerator(14)
                        .setDenominator(12)
                        .build());
    }

    @Test
    void keepsCountsStocksAndMinutesWhatTheyAre() {
        Figure count = Figure.newBuilder()
                .setUnitId("990103")
                .setIndicator("alarms")
                .setGrain(Grain.MINUTE)
                .setStart(City.minute("2026-03-01T00:00") - 1)
                .setNumerator(2)
                .build();
        Figure stock = Figure.newBuilder()
                .setUnitId("990103")
                .setIndicator("disputes.open")
                .setGrain(Grain.DAY)
                .setStart(BEFORE)
                .setNumerator(2)
                .setOpened(1)
                .setClosed(0)
                .build();
        assertThat(ROLLUP.sum(City.NORTH, List.of(stock, count)))
                .containsExactly(
                        count.toBuilder().setUnitId(City.NORTH).build(),
                        stock.toBuilder().setUnitId(City.NORTH).build());
        assertThat(ROLLUP.sum(City.SOUTH, List.of(stock, count))).isEmpty();
    }

    @Test
    void theSummedIntervalIsThatOfTheSummedCounts() {
        List<Figure> figures = List.of(proportion("990101", BEFORE, 1, 2), proportion("990103", BEFORE, 3, 4));
        assertThat(Rollup.summedInterval(figures)).isEqualTo(ExactInterval.of(4, 6));
    }

    @Test
    void theTreeChangesFromDayToDay() {
        assertThat(TREE.stationsUnder(City.SOUTH, BEFORE)).hasSize(3);
        assertThat(TREE.stationsUnder(City.SOUTH, AFTER)).hasSize(4);
        assertThat(TREE.stationsUnder(City.CITY, AFTER)).hasSize(6);
        assertThat(TREE.stationsUnder("990101", AFTER)).extracting(Unit::getId).containsExactly("990101");
        assertThat(TREE.children(City.CITY, AFTER)).extracting(Unit::getId).containsExactly(City.NORTH, City.SOUTH);
        assertThat(TREE.pathTo("990103", AFTER))
                .extracting(Unit::getId)
                .containsExactly(City.CITY, City.SOUTH, "990103");
        assertThat(TREE.pathTo("990103", City.day("1999-12-31"))).isEmpty();
        assertThat(TREE.logKey("990103")).contains(City.NORTH);
        assertThat(TREE.logKey("990199")).isEmpty();
        assertThat(TREE.firstDay("990103")).contains(City.day("2000-01-01"));
        assertThat(TREE.unitsOn(AFTER)).hasSize(9);
    }

    @Test
    void figuresOfAMergedStationStayItsOwnAndItsSuccessorLeadsOn() {
        long merged = City.day("2026-03-01");
        Register.Builder register = City.register().toBuilder();
        close(register, "990101", merged, "990102");
        close(register, "990102", merged + 10, "990201");
        OrgTree tree = new OrgTree(register.build());
        assertThat(tree.successor("990101", merged - 1)).isEmpty();
        assertThat(tree.successor("990101", merged)).map(Unit::getId).contains("990102");
        assertThat(tree.successor("990101", merged + 10)).map(Unit::getId).contains("990201");
        assertThat(tree.successor("990103", merged)).isEmpty();
        assertThat(tree.successor("990199", merged)).isEmpty();
        List<Figure> figures = List.of(
                proportion("990101", merged - 1, 1, 2),
                proportion("990102", merged - 1, 3, 4),
                proportion("990102", merged, 5, 6));
        Rollup rollup = new Rollup(tree, City.ZONE);
        assertThat(rollup.sum("990101", figures)).containsExactly(proportion("990101", merged - 1, 1, 2));
        assertThat(rollup.sum("990102", figures))
                .containsExactly(proportion("990102", merged - 1, 3, 4), proportion("990102", merged, 5, 6));
        assertThat(rollup.sum(City.NORTH, figures))
                .containsExactly(proportion(City.NORTH, merged - 1, 4, 6), proportion(City.NORTH, merged, 5, 6));
    }

    @Test
    void successorsInACircleLeadNowhere() {
        Register.Builder register = City.register().toBuilder();
        close(register, "990101", AFTER, "990102");
        close(register, "990102", AFTER, "990101");
        assertThat(new OrgTree(register.build()).successor("990101", AFTER)).isEmpty();
    }

    private static void close(Register.Builder register, String id, long day, String successor) {
        register.getUnitsBuilderList().stream()
                .filter(unit -> unit.getId().equals(id))
                .forEach(unit -> unit.setValidTo(day).setSuccessor(successor));
    }

    @Test
    void aRegisterThatRunsInACircleIsNotFollowedForEver() {
        OrgTree circle = new OrgTree(Register.newBuilder()
                .addUnits(City.unit("a", UnitLevel.COUNTY, "b", "a"))
                .addUnits(City.unit("b", UnitLevel.COUNTY, "a", "a"))
                .build());
        assertThat(circle.isUnder("a", "city", AFTER)).isFalse();
        assertThat(circle.pathTo("a", AFTER)).hasSizeLessThan(10);
    }

    private static Register moving() {
        Register.Builder register = City.register().toBuilder();
        for (Unit.Builder unit : register.getUnitsBuilderList()) {
            if (unit.getId().equals("990103")) {
                unit.setValidTo(City.day("2026-03-01"));
            }
        }
        return register.addUnits(City.unit("990103", UnitLevel.STATION, City.SOUTH, City.NORTH)
                        .setValidFrom(City.day("2026-03-01")))
                .build();
    }

    private static Figure proportion(String unit, long day, long n, long d) {
        return Figure.newBuilder()
                .setUnitId(unit)
                .setIndicator("disputes.succeeded")
                .setGrain(Grain.DAY)
                .setStart(day)
                .setNumerator(n)
                .setDenominator(d)
                .build();
    }
}
