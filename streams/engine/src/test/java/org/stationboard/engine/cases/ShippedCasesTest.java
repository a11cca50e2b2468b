package org.stationboard.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Standard;

/** Every case that ships, run against the catalogue that ships. */
class ShippedCasesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    static Stream<String> names() {
        return ShippedCases.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesWhatItExpects(String name) {
        RuleCase ruleCase = RuleCaseReader.read(ShippedCases.text(name));
        assertThat(name).isEqualTo(ruleCase.id() + ".yaml");
        assertThat(RuleCaseRun.differences(ruleCase, CatalogueLoader.shippedText(), ZONE))
                .isEmpty();
    }

    @Test
    void everyStandardInForceHasTwo() {
        Map<String, Integer> cases = new HashMap<>();
        names().map(name -> RuleCaseReader.read(ShippedCases.text(name)))
                .flatMap(ruleCase -> ruleCase.standards().stream())
                .forEach(standard -> cases.merge(standard, 1, Integer::sum));
        List<String> inForce = CatalogueLoader.load(CatalogueLoader.shippedText()).standards().stream()
                .filter(Standard::inForce)
                .map(Standard::id)
                .toList();
        assertThat(inForce)
                .hasSizeGreaterThan(10)
                .allSatisfy(id -> assertThat(cases.getOrDefault(id, 0)).as(id).isGreaterThanOrEqualTo(2));
    }

    @Test
    void brokenRuleIsToldByTheCaseItBreaks() {
        String wrong = CatalogueLoader.shippedText().replace("targetPpm: 900000", "targetPpm: 400000");
        RuleCase ruleCase = RuleCaseReader.read(ShippedCases.text("n02-missed.yaml"));
        assertThat(RuleCaseRun.differences(ruleCase, wrong, ZONE))
                .contains("line 11: on 2025-05-31 N02 is MET 365 of 730, expected MISSED");
    }

    @Test
    void unknownKeyIsToldWithLineAndKey() {
        String text = ShippedCases.text("n02-met.yaml").replace("verdict: MET", "verdikt: MET");
        assertThatThrownBy(() -> RuleCaseReader.read(text))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("line 10: expect[0].verdikt: unknown key");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        String text = ShippedCases.text("n02-met.yaml")
                .replace("from: 2025-06-01", "from: 2025-06-31")
                .replace("dispute: success", "dispute: won");
        assertThatThrownBy(() -> RuleCaseReader.read(text))
                .hasMessageContaining("2025-06-31 (expected: a day there is")
                .hasMessageContaining("records[0].dispute: won (expected: one of");
    }
}
