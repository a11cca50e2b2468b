package org.stationboard.api.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.engine.Bilingual;
import org.stationboard.engine.CatalogueException;

class AlertPolicyTest {
    @Test
    void theShippedPolicySendsEachAwardToWhoDecides() {
        AlertPolicy policy = AlertPolicy.shipped();
        assertThat(policy.deciders())
                .containsEntry(AwardLevel.CITY_AWARD, new Bilingual("市局决定", "the city bureau decides"))
                .hasEntrySatisfying(
                        AwardLevel.PROVINCE_AWARD,
                        words -> assertThat(words.zh()).isEqualTo("报省厅决定"))
                .hasEntrySatisfying(
                        AwardLevel.NATION_AWARD, words -> assertThat(words.zh()).isEqualTo("报公安部决定"));
        assertThat(policy.escalation().after()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.proposals())
                .allSatisfy(rule -> assertThat(rule.meets("N02", Severity.WARNING, AwardLevel.CITY_AWARD))
                        .isTrue());
    }

    @Test
    void aRuleMeetsItsOwnStandardsSeveritiesAndAwardsAlone() {
        AlertPolicy.Rule rule = AlertPolicyLoader.load(AlertPolicy.shippedText()
                        .replace("standards: all", "standards: [N02, N09-1]")
                        .replace("    severity: warning", "    severity: severe")
                        .replace("[city, province, nation]", "[city]"))
                .proposals()
                .get(0);
        assertThat(rule.meets("N02", Severity.SEVERE, AwardLevel.CITY_AWARD)).isTrue();
        assertThat(rule.meets("N09-1", Severity.SEVERE, AwardLevel.CITY_AWARD)).isTrue();
        assertThat(rule.meets("N09-2", Severity.SEVERE, AwardLevel.CITY_AWARD)).isFalse();
        assertThat(rule.meets("N03", Severity.SEVERE, AwardLevel.CITY_AWARD)).isFalse();
        assertThat(rule.meets("N02", Severity.WARNING, AwardLevel.CITY_AWARD)).isFalse();
        assertThat(rule.meets("N02", Severity.SEVERE, AwardLevel.NATION_AWARD)).isFalse();
    }

    @Test
    void everyFaultIsNamedAtOnceWithLineAndKey() {
        String broken = """
                policy: {id: plan, version: 0}
                proposals:
                  - standards: []
                    severity: loud
                    awards: [village]
                    rank: officers
                deciders:
                  city: {zh: 市局, en: city}
                  province: {zh: 省厅, en: province}
                escalation: {severity: warning, afterHours: 24}
                """;
        CatalogueException refused =
                catchThrowableOfType(CatalogueException.class, () -> AlertPolicyLoader.load(broken));
        assertThat(refused.faults())
                .extracting(fault -> fault.line() + " " + fault.key())
                .containsExactlyInAnyOrder(
                        "1 policy.version",
                        "3 proposals[0].standards",
                        "4 proposals[0].severity",
                        "5 proposals[0].awards",
                        "6 proposals[0].rank",
                        "8 deciders.nation");
    }

    @Test
    void receiversWithFaultsAreRefusedWithLineAndKeyAndNeverWithTheirAddress() {
        String broken = """
                links: http://board.example
                longestHours: 72
                receivers:
                  - name: duty
                    kind: smtp
                    url: http://key-in-here
                    from: nobody
                    to: [also-nobody]
                    severity: warning
                    tells: [shouting]
                    groupBy: county
                    waitSeconds: 0
                    perMinute: 0
                """;
        CatalogueException refused =
                catchThrowableOfType(CatalogueException.class, () -> NoticeSettingsLoader.load(broken));
        assertThat(refused.faults())
                .extracting(CatalogueException.Fault::key)
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "receivers[0].url",
                        "receivers[0].from",
                        "receivers[0].to",
                        "receivers[0].tells",
                        "receivers[0].perMinute"));
        assertThat(refused.getMessage()).doesNotContain("key-in-here");
    }
}
