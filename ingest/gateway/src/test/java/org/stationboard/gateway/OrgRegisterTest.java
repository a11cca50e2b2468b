package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;

class OrgRegisterTest {
    static final String HEADER = String.join(",", RegisterRows.COLUMNS) + "\n";
    static final String CITY = HEADER
            + "9,City,City,city,,91,,0,0,2000-01-01,\n"
            + "91,East,East,county,9,91,,0,0,2000-01-01,\n"
            + "92,West,West,county,9,92,,0,0,2000-01-01,\n"
            + "9101,Bridge,Bridge,station,91,91,urban,1000,10,2000-01-01,\n"
            + "9102,Mill,Mill,station,91,91,town,,,2015-03-01,2020-01-01\n"
            + "9102,Mill,Mill,station,91,91,town,500,5,2020-01-01,\n"
            + "9201,Lake,Lake,station,92,92,rural,700,7,2000-01-01,2024-01-01\n";

    static OrgRegister register(String csv) {
        return OrgRegister.parse(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static long day(String text) {
        return LocalDate.parse(text).toEpochDay();
    }

    private static List<String> faults(String rows) {
        RegisterException thrown = catchThrowableOfType(RegisterException.class, () -> register(HEADER + rows));
        return thrown.faults();
    }

    @Test
    void readsUnitsAsTheyAreAndWere() {
        OrgRegister register = register(CITY);
        assertThat(register.message().getUnitsCount()).isEqualTo(7);
        assertThat(register.message().getDigest()).hasSize(16);
        assertThat(register.unitOn("9102", day("2016-01-01")).orElseThrow().getPopulation())
                .isZero();
        assertThat(register.unitOn("9102", day("2020-01-01")).orElseThrow().getPopulation())
                .isEqualTo(500);
        assertThat(register.unitOn("9101", day("2020-01-01")).orElseThrow().getUnitClass())
                .isEqualTo(UnitClass.URBAN);
        assertThat(register.unitOn("9201", day("2024-01-01"))).isEmpty();
        assertThat(register.unitOn("9201", day("2023-12-31"))).isPresent();
        assertThat(register.firstDay("9102")).isEqualTo(day("2015-03-01"));
        assertThat(register.known("nobody")).isFalse();
        assertThat(register.stations()).containsExactly("9101", "9102", "9201");
        assertThat(register.root()).isEqualTo("9");
    }

    @Test
    void knowsTheLogKeysBelowAUnit() {
        OrgRegister register = register(CITY);
        assertThat(register.logKeysUnder("9")).containsExactly("91", "92");
        assertThat(register.logKeysUnder("91")).containsExactly("91");
        assertThat(register.logKeysUnder("9201")).containsExactly("92");
        assertThat(register.logKey("9102")).isEqualTo("91");
        assertThat(register.headOf("92")).isEqualTo("92");
    }

    @Test
    void takesAFileWithoutEnglishNamesAndOneWithSuccessors() {
        String plain = CITY.replaceFirst("name_en,", "").replaceAll("(?m)^([0-9]+,[^,]+),[^,]+", "$1");
        assertThat(register(plain).unitOn("9101", day("2020-01-01")))
                .hasValueSatisfying(unit -> assertThat(unit.getName() + unit.getNameEn() + unit.getPopulation())
                        .isEqualTo("Bridge1000"));
        String merged = plain.replace("valid_to\n", "valid_to,successor\n")
                .replaceAll("(?m)^([0-9].*)$", "$1,")
                .replace("2024-01-01,", "2024-01-01,9101");
        OrgRegister register = register(merged);
        assertThat(register.successorOf("9201")).contains("9101");
        assertThat(register.successorOf("9102")).isEmpty();
        assertThat(OrgRegister.of(register.message()).successorOf("9201")).contains("9101");
        assertThat(register.message().getUnits(6).getSuccessor()).isEqualTo("9101");
    }

    @Test
    void findsAHeadForALogKeyThatIsNoUnit() {
        OrgRegister register = register(CITY.replace(",91,91,", ",91,east,").replace("county,9,91,", "county,9,east,"));
        assertThat(register.logKeysUnder("9")).containsExactly("east", "92");
        assertThat(register.headOf("east")).isEqualTo("91");
    }

    @Test
    void readsTheShippedRegister() {
        OrgRegister register = RepositoryFiles.shippedRegister();
        assertThat(register.stations()).hasSize(136);
        assertThat(register.logKeysUnder(register.root())).hasSize(8);
        assertThat(register.message().getUnits(0).getLevel()).isEqualTo(UnitLevel.CITY);
    }

    @Test
    void listsEveryFaultRowByRow() {
        List<String> faults = faults("""
                9,City,City,town,,91,,0,0,2000-01-01,
                9|1,East,East,county,9,91,,0,0,2000-01-01,
                92,,West,county,9,,,many,0,2000-13-01,
                93,North,North,county,9,93,,0,0
                """);
        assertThat(faults)
                .containsExactly(
                        "row 2, level: \"town\" (expected: one of [city, community, county, station])",
                        "row 3, id: \"9|1\" (expected: an id: [A-Za-z0-9_-], 1 to 40 characters)",
                        "row 4, log_key: \"\" (expected: an id: [A-Za-z0-9_-], 1 to 40 characters)",
                        "row 4, population: \"many\" (expected: a whole number, or nothing)",
                        "row 4, valid_from: \"2000-13-01\" (expected: a day, YYYY-MM-DD)",
                        "row 4, name: \"\" (expected: a name)",
                        "row 5: 9 values (expected: 11)");
    }

    @Test
    void listsFaultsOfTheTree() {
        String rows = """
                9,City,City,city,,91,,0,0,2000-01-01,
                91,East,East,county,8,91,,0,0,2000-01-01,
                9101,Bridge,Bridge,station,9102,91,,0,0,2000-01-01,
                9102,Mill,Mill,station,91,91,,0,0,2000-01-01,
                9102,Mill,Mill,station,91,92,,0,0,2010-01-01,
                7,Other,Other,city,,91,,0,0,2000-01-01,
                """;
        assertThat(faults(rows))
                .containsExactly(
                        "row 6, log_key: \"92\" (expected: \"91\", which never changes)",
                        "row 6, valid_from: \"2010-01-01\" (expected: a span apart from the other rows of this id)",
                        "row 3, parent: \"8\" (expected: an id of this file)",
                        "row 4, parent: \"9102\" (expected: a unit of a higher level)",
                        "file: 2 units without a parent (expected: 1)");
    }

    @Test
    void refusesIdentityDataWithoutSayingIt() {
        IdentityValues values = new IdentityValues(3);
        String mobile = values.mobile();
        List<String> faults = faults(mobile + ",City " + mobile + ",City,city,,91,,0,0,2000-01-01,\n");
        assertThat(faults)
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault).contains("identity data").doesNotContain(mobile));
    }

    @Test
    void refusesOtherColumnsAndOtherCharsets() {
        assertThatThrownBy(() -> register("id,name\n1,2\n"))
                .hasMessageContaining("row 1: other columns (expected: id,name,name_en");
        assertThatThrownBy(() -> OrgRegister.parse(new byte[] {(byte) 0xc3, 0x28}))
                .hasMessageContaining("expected: UTF-8");
        assertThatThrownBy(() -> register(HEADER)).hasMessageContaining("no unit");
    }
}
