package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.Severity;
import org.stationboard.streams.backtest.Period;
import org.stationboard.streams.backtest.RaisedAlert;
import org.stationboard.streams.backtest.RuleRun;
import org.stationboard.streams.backtest.UnitTally;

class BacktestReportTest {
    private static final RaisedAlert ENDED = new RaisedAlert(
            "990101", "N02", Severity.WARNING, day("2026-01-10"), day("2026-01-20"), AlertReason.RECOVERED);
    private static final RaisedAlert STANDS = new RaisedAlert(
            "990102", "Z01", Severity.SEVERE, day("2026-02-27"), null, AlertReason.ALERT_REASON_UNSPECIFIED);
    private static final Period PERIOD = new Period(day("2026-01-01"), day("2026-02-28"));
    private static final RuleRun DRAFT = new RuleRun(
            List.of(ENDED, STANDS), List.of(tally("N02", RuleKind.SHARE_RULE), tally("Z01", RuleKind.CLOCK_RULE)), 9);
    private static final RuleRun PRESENT = new RuleRun(List.of(STANDS), List.of(), 9);

    @Test
    void linesSayWhatFiredWhatChanceDoesAndTheDifference() {
        List<String> lines = new BacktestReport(PERIOD, DRAFT, Optional.of(PRESENT)).lines();
        assertThat(lines)
                .contains(
                        "  990101 N02   fired 2026-01-10, ended 2026-01-20 recovered, 10 days",
                        "  990102 Z01   fired 2026-02-27, stands at the end of the period, 2 days",
                        "2 alerts, 1.0 a month for the reviewers",
                        "Only the draft raises 1:",
                        "  + 990101 N02   fired 2026-01-10, ended 2026-01-20 recovered, 10 days",
                        "Only the rules in force raise 0");
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("N02            1         1            1"));
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("Z01").endsWith("-"));
    }

    @Test
    void jsonHoldsEachStationsSizeAndLeavesOutTheDifferenceOfADraftAlone() throws Exception {
        JsonNode root = new ObjectMapper().readTree(new BacktestReport(PERIOD, DRAFT, Optional.empty()).json());
        assertThat(root.at("/alerts/0/ended").asText()).isEqualTo("2026-01-20");
        assertThat(root.at("/alerts/1").has("ended")).isFalse();
        assertThat(root.at("/standards/0/sizes/0/sample").asLong()).isEqualTo(200);
        assertThat(root.at("/standards/1").has("sizes")).isFalse();
        assertThat(root.has("onlyDraft")).isFalse();
    }

    private static UnitTally tally(String standard, RuleKind kind) {
        return new UnitTally("990101", standard, kind, Comparator.GE, 59, 12, 200, 900_000, 20);
    }

    private static Long day(String text) {
        return LocalDate.parse(text).toEpochDay();
    }
}
