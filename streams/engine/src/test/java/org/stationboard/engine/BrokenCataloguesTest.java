package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bureau may write by mistake, or should not want: each answered with line, key and what was expected. */
class BrokenCataloguesTest {
    private static final String CLOCK = """
            catalogue: {id: test, version: 1, demo: false}
            standards:
              - id: Z04
                clause: 三(三)
                name: {zh: 名, en: Name}
                text: {zh: 文, en: Text}
                kind: clock
                indicator: reported.z04
                level: station
                windowMonths: 24
                reporting: {everyMonths: 1, graceDays: 15, by: [county, city], minutes: 5}
                severity: severe
                holdTurns: 1
                recoveryTurns: 1
                inForce: true
                version: 1
            """;

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '>', textBlock = """
            id: Z04 > id: Z4 > line 3: standards[0].id: Z4 (expected: of the form [A-Z][0-9]{2}(-[0-9])?)
            id: Z04 > id: X01 > line 3: standards[0].id: X01 (expected: a standard; what is forbidden is kept by refusing such rules)
            clause: 三(三) > clause: '' > line 4: standards[0].clause: of 0 characters (expected: 1..200)
            name: {zh: 名, en: Name} > name: {zh: 名} > line 5: standards[0].name.en: absent (expected: a text)
            kind: clock > kind: timer > line 7: standards[0].kind: timer (expected: one of attestation, clock, decline, figure, improvement, quota, report, share)
            reported.z04 > reported.z05 > line 8: standards[0].indicator: reported.z05 (expected: one of
            reported.z04 > officers.cases > line 8: standards[0].indicator: officers.cases (expected: no figure of officers and no target on case figures: 四(七) forbids it, X01)
            reported.z04 > cases.opened > line 8: standards[0].indicator: cases.opened (expected: no figure of officers and no target on case figures: 四(七) forbids it, X01)
            reported.z04 > petitioners.visits > line 8: standards[0].indicator: petitioners.visits (expected: nothing that follows key persons, petitioners, juveniles, informants or believers, X02)
            reported.z04 > graded.scandal > line 8: standards[0].indicator: graded.scandal (expected: one of
            level: station > level: officer > line 9: standards[0].level: officer (expected: no figure of officers and no target on case figures: 四(七) forbids it, X01)
            level: station > level: key-person > line 9: standards[0].level: key-person (expected: nothing that follows key persons, petitioners, juveniles, informants or believers, X02)
            level: station > level: community > line 8: standards[0].indicator: reported.z04 (expected: one counted for communities: alarms.crime, disputes.escalated, graded.accident)
            windowMonths: 24 > classes: [seaside] > line 10: standards[0].classes: seaside (expected: of rural, town, urban)
            windowMonths: 24 > windowMonths: two years > line 10: standards[0].windowMonths: two years (expected: a whole number)
            windowMonths: 24 > windowMonths: 240 > line 10: standards[0].windowMonths: 240 (expected: 1..60)
            everyMonths: 1 > everyMonths: 0 > line 11: standards[0].reporting.everyMonths: 0 (expected: 1..60)
            by: [county, city] > by: [] > line 11: standards[0].reporting.by: an empty list (expected: at least one)
            by: [county, city] > by: [mayor] > line 11: standards[0].reporting.by: mayor (expected: of city, county, province, station)
            minutes: 5} > minutes: 5, by: [city]} > line 11: standards[0].reporting.by: given twice (expected: once)
            severity: severe > severity: terrible > line 12: standards[0].severity: terrible (expected: one of notice, severe, warning)
            holdTurns: 1 > holdTurns: 0 > line 13: standards[0].holdTurns: 0 (expected: 1..366)
            recoveryTurns: 1 > targetPpm: 1 > line 14: standards[0].targetPpm: unknown key (expected: one of
            inForce: true > inForce: perhaps > line 15: standards[0].inForce: perhaps (expected: true or false)
            inForce: true > validFrom: 2026-02-30 > line 15: standards[0].validFrom: 2026-02-30 (expected: a day, such as 2026-01-31)
            """)
    void isAnsweredWithLineKeyAndWhatWasExpected(String right, String wrong, String fault) {
        String text = CLOCK.replace(right, wrong);
        assertThat(text).isNotEqualTo(CLOCK);
        CatalogueException refused = catchThrowableOfType(CatalogueException.class, () -> CatalogueLoader.load(text));
        assertThat(refused.faults())
                .anySatisfy(found -> assertThat(found.toString()).contains(fault));
    }

    @ParameterizedTest
    @CsvSource({"N01", "N07", "N10", "N11", "Z09", "Z10", "Z11", "Z12"})
    void theStationMayNotReportWhatIsJudgedOfIt(String id) {
        String text = CLOCK.replace("Z04", id)
                .replace("z04", Indicators.code(id))
                .replace("[county, city]", "[station, city]");
        CatalogueException refused = catchThrowableOfType(CatalogueException.class, () -> CatalogueLoader.load(text));
        assertThat(refused.faults()).singleElement().asString().contains("the judged station does not report " + id);
    }
}
