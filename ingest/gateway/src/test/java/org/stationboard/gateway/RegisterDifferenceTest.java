package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.gateway.RegisterChange.Kind;

class RegisterDifferenceTest {
    private static final String NOW = """
            id,name,name_en,level,parent,log_key,class,population,officers,valid_from,valid_to
            9,City,City,city,,91,,0,0,2000-01-01,
            91,East,East,county,9,91,,0,0,2000-01-01,
            92,West,West,county,9,92,,0,0,2000-01-01,
            9101,Bridge,Bridge,station,91,91,urban,1000,10,2000-01-01,
            9102,Mill,Mill,station,91,91,town,500,5,2000-01-01,
            9201,Lake,Lake,station,92,92,rural,700,7,2000-01-01,2024-01-01
            """;
    private static final String WITH_SUCCESSOR = NOW.replace("valid_to\n", "valid_to,successor\n")
            .replace(",\n", ",,\n")
            .replace("2024-01-01\n", "2024-01-01,\n");

    private static RegisterDifference difference(String next) {
        byte[] csv = next.getBytes(StandardCharsets.UTF_8);
        List<RegisterRow> rows = RegisterRows.parse(csv);
        return new RegisterDifference(OrgRegisterTest.register(NOW), rows, OrgRegister.of(csv, rows));
    }

    private static List<String> faults(String next) {
        return difference(next).faults().stream().map(RegisterFault::toString).toList();
    }

    private static long day(String text) {
        return LocalDate.parse(text).toEpochDay();
    }

    private static RegisterChange change(Kind kind, String unit, String day, String from, String to) {
        return new RegisterChange(kind, unit, day(day), from, to);
    }

    @Test
    void theSameFileChangesNothing() {
        assertThat(difference(NOW).changes()).isEmpty();
        assertThat(faults(NOW)).isEmpty();
        assertThat(difference(WITH_SUCCESSOR).changes()).isEmpty();
    }

    @Test
    void opensAUnit() {
        String next = NOW + "9103,Ferry,Ferry,station,91,91,urban,300,3,2026-12-01,\n";
        assertThat(difference(next).changes()).containsExactly(change(Kind.OPENED, "9103", "2026-12-01", "", "91"));
    }

    @Test
    void closesAndReopensAUnit() {
        String closed = NOW.replace("town,500,5,2000-01-01,", "town,500,5,2000-01-01,2026-12-01");
        assertThat(difference(closed).changes()).containsExactly(change(Kind.CLOSED, "9102", "2026-12-01", "", ""));
        String reopened = NOW + "9201,Lake,Lake,station,92,92,rural,700,7,2026-12-01,\n";
        assertThat(difference(reopened).changes()).containsExactly(change(Kind.REOPENED, "9201", "2026-12-01", "", ""));
    }

    @Test
    void mergesAUnitIntoAnother() {
        String merged = WITH_SUCCESSOR.replace("town,500,5,2000-01-01,,", "town,500,5,2000-01-01,2026-12-01,9101");
        assertThat(difference(merged).changes()).containsExactly(change(Kind.MERGED, "9102", "2026-12-01", "", "9101"));
    }

    @Test
    void namesASuccessorAfterwardsAndAnother() {
        String named = WITH_SUCCESSOR.replace("2024-01-01,\n", "2024-01-01,9101\n");
        assertThat(difference(named).changes()).containsExactly(change(Kind.MERGED, "9201", "2024-01-01", "", "9101"));
        byte[] csv = named.replace("2024-01-01,9101\n", "2024-01-01,9102\n").getBytes(StandardCharsets.UTF_8);
        List<RegisterRow> rows = RegisterRows.parse(csv);
        assertThat(new RegisterDifference(OrgRegisterTest.register(named), rows, OrgRegister.of(csv, rows)).changes())
                .containsExactly(change(Kind.MERGED, "9201", "2024-01-01", "9101", "9102"));
    }

    @Test
    void movesAUnitAndLeavesItsLogKey() {
        String moved = NOW.replace("town,500,5,2000-01-01,", "town,500,5,2000-01-01,2026-12-01")
                + "9102,Mill,Mill,station,92,91,town,500,5,2026-12-01,\n";
        RegisterDifference difference = difference(moved);
        assertThat(difference.faults()).isEmpty();
        assertThat(difference.changes()).containsExactly(change(Kind.MOVED, "9102", "2026-12-01", "91", "92"));
    }

    @Test
    void tellsNamesClassesAndCounts() {
        String next = NOW.replace(
                "9101,Bridge,Bridge,station,91,91,urban,1000,10", "9101,Pier,Pier,station,91,91,town,1100,10");
        assertThat(difference(next).changes())
                .extracting(RegisterChange::kind)
                .containsExactly(Kind.RENAMED, Kind.RENAMED, Kind.RECLASSED, Kind.RECOUNTED);
    }

    @Test
    void refusesAnotherLogKeyAnotherLevelAndAUnitThatIsGone() {
        String next = NOW.replace("9101,Bridge,Bridge,station,91,91", "9101,Bridge,Bridge,station,91,92")
                .replace("9102,Mill,Mill,station,91,", "9102,Mill,Mill,community,91,")
                .replace("9201,Lake,Lake,station,92,92,rural,700,7,2000-01-01,2024-01-01\n", "");
        assertThat(faults(next))
                .containsExactly(
                        "row 5, log_key: \"92\" (expected: \"91\", which never changes)",
                        "row 6, level: changed (expected: STATION, which never changes)",
                        "file: unit \"9201\" is absent (expected: every unit that ever was; valid_to closes one)");
    }

    @Test
    void refusesSuccessorsAndParentsThatAreNotThere() {
        RegisterException thrown = catchThrowableOfType(
                RegisterException.class,
                () -> RegisterRows.parse(WITH_SUCCESSOR
                        .replace(
                                "92,92,rural,700,7,2000-01-01,2024-01-01,",
                                "92,92,rural,700,7,2000-01-01,2024-01-01,9109")
                        .replace("urban,1000,10,2000-01-01,,", "urban,1000,10,2000-01-01,,9102")
                        .replace(
                                "91,East,East,county,9,91,,0,0,2000-01-01,",
                                "91,East,East,county,9,91,,0,0,2010-01-01,")
                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(thrown.faults())
                .containsExactly(
                        "row 5, parent: \"91\" (expected: a unit that is valid on \"2000-01-01\" too)",
                        "row 6, parent: \"91\" (expected: a unit that is valid on \"2000-01-01\" too)",
                        "row 5, successor: \"9102\" (expected: nothing: the unit is not closed)",
                        "row 7, successor: \"9109\" (expected: another id of this file)");
        assertThat(thrown.details())
                .extracting(RegisterFault::column)
                .containsExactly("parent", "parent", "successor", "successor");
    }
}
