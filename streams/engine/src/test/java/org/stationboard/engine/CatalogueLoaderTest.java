package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.UnitLevel;

class CatalogueLoaderTest {
    @Test
    void loadsTheShippedCatalogueWithThePlansNumbers() {
        Catalogue shipped = CatalogueLoader.load(CatalogueLoader.shippedText());
        Standard n02 = shipped.standard("N02").orElseThrow();
        Standard n03 = shipped.standard("N03").orElseThrow();
        assertThat(shipped.demo()).isFalse();
        assertThat(n02.targetPpm()).isEqualTo(900_000);
        assertThat(n03.targetPpm()).isEqualTo(950_000);
        for (Standard standard : List.of(n02, n03)) {
            assertThat(standard.clause()).isEqualTo("三(三)");
            assertThat(standard.comparator()).isEqualTo(Comparator.GE);
            assertThat(standard.level()).isEqualTo(UnitLevel.STATION);
            assertThat(standard.windowMonths()).isEqualTo(12);
            assertThat(standard.minimumSample()).isEqualTo(20);
            assertThat(standard.holdTurns()).isEqualTo(3);
            assertThat(standard.recoveryTurns()).isEqualTo(7);
            assertThat(standard.inForce()).isTrue();
        }
    }

    @Test
    void refusesATargetOnCaseFigures() {
        String onCases = City.catalogue(12, 20, 900_000).replaceFirst("indicator: [a-z.]+", "indicator: cases.solved");
        assertThat(faults(onCases))
                .singleElement()
                .asString()
                .endsWith(
                        "indicator: cases.solved (expected: no figure of officers and no target on case figures: 四(七) forbids it, X01)");
    }

    @Test
    void listsEveryFaultAtOnceWithLineKeyAndExpectation() {
        String faulty = """
                catalogue: {id: Test Catalogue, version: 0, demo: maybe}
                standards:
                  - id: N2
                    clause: 三(三)
                    name: {zh: 成功率}
                    text: {zh: 成功率, en: Success}
                    indicator: alarms
                    level: village
                    comparator: atLeast
                    targetPpm: 90 %
                    windowMonths: 600
                    minimumSample: 0
                    holdTurns: 3
                    inForce: true
                    version: 1
                    severity: high
                    due: 12-31
                """;
        assertThat(faults(faulty))
                .containsExactly(
                        "line 1: catalogue.id: Test Catalogue (expected: of the form [a-z0-9-]{1,40})",
                        "line 1: catalogue.version: 0 (expected: 1..2147483647)",
                        "line 1: catalogue.demo: maybe (expected: true or false)",
                        "line 3: standards[0].id: N2 (expected: of the form [A-Z][0-9]{2}(-[0-9])?)",
                        "line 3: standards[0].recoveryTurns: absent (expected: a whole number)",
                        "line 5: standards[0].name.en: absent (expected: a text)",
                        "line 7: standards[0].indicator: alarms (expected: one of alarms.diverted, arrival.in-time,"
                                + " custody.returned, devices.available, dispatch.in-time, disputes.at-grid,"
                                + " disputes.complete, disputes.due, disputes.joint, disputes.police.succeeded,"
                                + " disputes.succeeded, hazards.closed, information.accurate, services.due,"
                                + " services.once, services.unseen, visits.due)",
                        "line 8: standards[0].level: village (expected: one of city, community, county, station)",
                        "line 9: standards[0].comparator: atLeast (expected: one of ge, gt, le, lt)",
                        "line 10: standards[0].targetPpm: 90 % (expected: a whole number)",
                        "line 11: standards[0].windowMonths: 600 (expected: 1..60)",
                        "line 12: standards[0].minimumSample: 0 (expected: 1..1000000)",
                        "line 16: standards[0].severity: high (expected: one of notice, severe, warning)",
                        "line 17: standards[0].due: unknown key (expected: one of classes, clause, comparator, holdTurns, id,"
                                + " inForce, indicator, kind, level, minimumSample, name, note, planTargetPpm,"
                                + " rebased, recoveryTurns, severity, targetPpm, text, validFrom, validUntil,"
                                + " version, windowMonths)");
    }

    @Test
    void refusesAnIdOrKeyGivenTwice() {
        String twice = City.catalogue(12, 20, 900_000).replace("N03", "N02");
        assertThat(faults(twice)).containsExactly("line 17: standards[1].id: N02 given twice (expected: once)");
        String key = City.catalogue(12, 20, 900_000).replaceFirst("clause: 三\\(三\\)", "id: N05");
        assertThat(faults(key)).contains("line 4: standards[0].id: given twice (expected: once)");
    }

    @Test
    void refusesWhatIsNotACatalogueAtAll() {
        assertThat(faults("")).containsExactly("line 1: (text): empty (expected: a catalogue)");
        assertThat(faults("- a\n- b")).contains("line 1: : a list (expected: keys with values)");
        assertThat(faults("catalogue: {id: 'x\nstandards: ["))
                .singleElement()
                .asString()
                .contains("not YAML");
        assertThat(faults("catalogue: {id: x, version: 1, demo: false}\nstandards: none\nnote: 1"))
                .containsExactly(
                        "line 2: standards: none (expected: a list)",
                        "line 3: note: unknown key (expected: one of catalogue, standards)");
    }

    @Test
    void everyKeyIsPartOfTheRulesDigest() {
        String text = City.catalogue(12, 20, 900_000);
        Standard standard = CatalogueLoader.load(text).standards().get(0);
        for (String change : List.of(
                "windowMonths: 12>windowMonths: 11",
                "Sample: 20>Sample: 21",
                "900000>900001",
                "rns: 3>rns: 4",
                "level: station>level: station\n    classes: [rural]",
                ": ge>: gt")) {
            String changed = text.replace(change.split(">")[0], change.split(">")[1]);
            assertThat(CatalogueLoader.load(changed).standards().get(0).digest())
                    .as(change)
                    .isNotEqualTo(standard.digest());
        }
        assertThat(CatalogueLoader.load("# a remark\n" + text)
                        .standards()
                        .get(0)
                        .digest())
                .isEqualTo(standard.digest());
    }

    @Test
    void keepsThePlansOwnTargetBesideADemos() {
        String demo = City.catalogue(5, 20, 570_000)
                .replaceFirst("targetPpm: 570000", "targetPpm: 570000\n    planTargetPpm: 900000");
        assertThat(CatalogueLoader.load(demo).standards().get(0).planTargetPpm())
                .isEqualTo(900_000L);
        assertThat(CatalogueLoader.load(demo).standards().get(1).planTargetPpm())
                .isNull();
    }

    private static List<String> faults(String yaml) {
        CatalogueException refused = catchThrowableOfType(CatalogueException.class, () -> CatalogueLoader.load(yaml));
        return refused.faults().stream().map(CatalogueException.Fault::toString).toList();
    }
}
