package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The rules that are shipped for Prometheus. Whether their meters exist is asked of a product that runs, whether they fire
 * as they should of promtool ({@code deploy/full/rules}).
 */
class MonitoringRulesTest {
    private static final Path DEPLOY =
            Path.of(System.getProperty("repository.root", "../..")).resolve("deploy");

    private static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        JsonNode file =
                new YAMLMapper().readTree(DEPLOY.resolve("prometheus/rules.yml").toFile());
        file.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    @Test
    void everyRuleSaysWhatIsWrongWhatToDoAndHowUrgentItIs() throws Exception {
        assertThat(rules()).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).matches("[A-Z][A-Za-z]+");
            assertThat(rule.path("expr").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/action").asText()).isNotBlank();
        });
    }

    @Test
    void everyPanelOfTheDashboardAsksTheShippedSource() throws Exception {
        JsonNode dashboard = new YAMLMapper()
                .readTree(DEPLOY.resolve("grafana/dashboards/stationboard.json").toFile());
        JsonNode source = new YAMLMapper()
                .readTree(DEPLOY.resolve("grafana/provisioning/datasources/stationboard.yaml")
                        .toFile());
        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.at("/datasource/uid")).isEqualTo(source.at("/datasources/0/uid"));
            assertThat(panel.path("targets")).isNotEmpty();
        });
    }
}
