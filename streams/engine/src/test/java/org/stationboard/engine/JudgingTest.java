package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.engine.EngineTables.Table;

class JudgingTest {
    private static final String UNIT = "990101";
    private static final String CATALOGUE = City.catalogue(3, 10, 700_000);
    private Bench bench = new Bench();
    private int settled;

    @BeforeEach
    void begin() {
        bench = Bench.withRules(City.register(), CATALOGUE);
        settled = 0;
        // A word for the whole window, so that only counts decide.
        bench.take(City.mark("one/m1", "990100", "one", "dispute", "2025-01-01T00:00", "2026-03-02T09:00"));
        bench.take(City.mark("one/m2", "990200", "one", "dispute", "2025-01-01T00:00", "2026-03-02T09:00"));
        bench.tick("2026-03-02T09:00");
    }

    @Test
    void theFirstRulesTakeEffectAtTheFirstTickAndEverythingIsJudged() {
        assertThat(bench.out.verdicts).hasSize(12).allMatch(v -> v.getState() == VerdictState.INSUFFICIENT);
        assertThat(bench.out.appended).hasSize(12);
        assertThat(bench.out.verdicts).allMatch(v -> v.getOn() == City.day("2026-03-02") && !v.getTurn());
    }

    @Test
    void theDaysTurnJudgesTheDayBeforeForEveryUnitAndStandard() {
        int before = bench.out.appended.size();
        bench.take(City.tick(City.minute("2026-03-02T09:01"), City.minute("2026-03-03T00:00")));
        List<Verdict> turn = bench.out.appended.subList(before, bench.out.appended.size());
        assertThat(turn).hasSize(12).allMatch(v -> v.getTurn() && v.getOn() == City.day("2026-03-02"));
        assertThat(turn).allMatch(v -> v.getWindowFrom() == City.day("2025-12-03"));
        assertThat(turn).allMatch(v -> v.getTick() == City.minute("2026-03-03T00:00"));
    }

    @Test
    void betweenTurnsOnlyWhatChangedIsJudged() {
        settle(9, DisputeOutcome.SUCCESS);
        int before = bench.out.verdicts.size();
        int appended = bench.out.appended.size();
        bench.tick("2026-03-02T09:01");
        assertThat(bench.out.verdicts.subList(before, bench.out.verdicts.size()))
                .extracting(Verdict::getUnitId)
                .containsOnly(UNIT)
                .hasSize(2);
        // The literal result changed from none to met: that is kept for ever.
        assertThat(bench.out.appended).hasSize(appended + 2);
        settle(1, DisputeOutcome.SUCCESS);
        bench.tick("2026-03-02T09:02");
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.UNDECIDED);
        assertThat(bench.out.appended).hasSize(appended + 4);
        settle(1, DisputeOutcome.SUCCESS);
        bench.tick("2026-03-02T09:03");
        assertThat(bench.out.appended).hasSize(appended + 4);
        assertThat(bench.out.lastVerdict(UNIT, "N02").getDenominator()).isEqualTo(11);
        int all = bench.out.verdicts.size();
        bench.take(City.alarm("one/a", UNIT, 1, "2026-03-02T08:00"));
        bench.tick("2026-03-02T09:04");
        assertThat(bench.out.verdicts).hasSize(all);
    }

    @Test
    void onlyUnitsOfThePartitionsOwnLogKeysAreJudged() {
        Bench north = new Bench("990100"::equals);
        north.take(City.control(City.register()));
        north.take(City.controlCatalogue(CATALOGUE));
        north.tick("2026-03-02T09:00");
        assertThat(north.out.verdicts).extracting(Verdict::getUnitId).containsOnly("990101", "990102", "990103");
    }

    @Test
    void newRulesWaitForTheDaysTurnAndThenJudgeAnew() {
        settle(20, DisputeOutcome.SUCCESS);
        bench.tick("2026-03-02T09:01");
        bench.take(City.controlCatalogue(
                CATALOGUE.replace("version: 1\n", "version: 2\n").replace("targetPpm: 700000", "targetPpm: 500000")));
        bench.take(City.tick(City.minute("2026-03-02T09:02"), City.minute("2026-03-03T00:00")));
        assertThat(bench.out.lastVerdict(UNIT, "N02").getRuleVersion()).isEqualTo(1);
        assertThat(bench.out.lastVerdict(UNIT, "N02").getTurn()).isTrue();
        bench.restart();
        bench.tick("2026-03-03T00:01");
        Verdict after = bench.out.lastVerdict(UNIT, "N02");
        assertThat(after.getRuleVersion()).isEqualTo(2);
        assertThat(after.getTargetPpm()).isEqualTo(500_000);
        assertThat(after.getState()).isEqualTo(VerdictState.MET);
    }

    @Test
    void aCatalogueThatCannotBeLoadedIsDeadLetteredAndSkipped() {
        bench.take(City.controlCatalogue(CATALOGUE.replace("N03", "N02")));
        assertThat(bench.out.letters)
                .singleElement()
                .matches(letter -> letter.getReason().equals("CATALOGUE")
                        && letter.getExpected().equals("line 17: standards[1].id: N02 given twice (expected: once)"));
        bench.take(City.tick(City.minute("2026-03-02T09:01"), City.minute("2026-03-03T09:00")));
        assertThat(bench.out.lastVerdict(UNIT, "N03").getOn()).isEqualTo(City.day("2026-03-02"));
    }

    @Test
    void anAlertFiresAfterItsHoldTimeAndResolvesAfterItsRecoveryTime() {
        settle(30, DisputeOutcome.FAILURE);
        turns(1);
        assertThat(alerts("N02")).containsExactly("INACTIVE>PENDING");
        turns(2);
        assertThat(alerts("N02")).containsExactly("INACTIVE>PENDING", "PENDING>FIRING");
        settle(300, DisputeOutcome.SUCCESS);
        turns(3);
        assertThat(alerts("N02")).hasSize(2);
        bench.restart();
        turns(1);
        assertThat(alerts("N02")).containsExactly("INACTIVE>PENDING", "PENDING>FIRING", "FIRING>RESOLVED");
        AlertTransition resolved = bench.out.alerts.get(bench.out.alerts.size() - 1);
        assertThat(resolved.getReason()).isEqualTo(AlertReason.RECOVERED);
        assertThat(resolved.getSince()).isEqualTo(City.minute("2026-03-03T00:00"));
        assertThat(resolved.getTurns()).isEqualTo(4);
        assertThat(resolved.getVerdict().getState()).isEqualTo(VerdictState.MET);
        assertThat(new HashSet<>(
                        bench.out.alerts.stream().map(AlertTransition::getId).toList()))
                .hasSameSizeAs(bench.out.alerts);
        assertThat(resolved.getId()).matches("[0-9a-f]{32}");
    }

    @Test
    void alertsMoveAtTurnsAlone() {
        settle(30, DisputeOutcome.FAILURE);
        bench.tick("2026-03-02T09:01");
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.MISSED);
        assertThat(bench.out.alerts).isEmpty();
    }

    @Test
    void anAlertKeepsItsPlaceWhenItsRuleChangesAndEndsWithIt() {
        settle(30, DisputeOutcome.FAILURE);
        turns(3);
        bench.take(City.controlCatalogue(CATALOGUE.replace("version: 1\n", "version: 2\n")));
        turns(2);
        assertThat(alerts("N02")).containsExactly("INACTIVE>PENDING", "PENDING>FIRING");
        int end = CATALOGUE.indexOf("  - id: N03");
        bench.take(City.controlCatalogue(CATALOGUE.substring(0, end).replace("N02", "N09")));
        turns(1);
        assertThat(alerts("N02")).endsWith("FIRING>INACTIVE");
        assertThat(alerts("N03")).endsWith("FIRING>INACTIVE");
        assertThat(bench.out.alerts.get(bench.out.alerts.size() - 1).getReason())
                .isEqualTo(AlertReason.RULE_ENDED);
        // At the turn itself nothing is known of the new rule's units yet; the next minute judges them.
        assertThat(bench.tables.size(Table.JUDGEMENTS)).isZero();
        turns(1);
        assertThat(bench.out.lastVerdict(UNIT, "N09").getState()).isEqualTo(VerdictState.MISSED);
    }

    @Test
    void anAlertEndsWithItsUnit() {
        settle(30, DisputeOutcome.FAILURE);
        turns(3);
        Register.Builder closing = City.register().toBuilder();
        for (Unit.Builder unit : closing.getUnitsBuilderList()) {
            if (unit.getId().equals(UNIT)) {
                unit.setValidTo(City.day("2026-03-07"));
            }
        }
        bench.take(City.control(closing.build()));
        turns(1);
        assertThat(alerts("N02")).hasSize(2);
        turns(1);
        assertThat(bench.out.lastVerdict(UNIT, "N02").getOn()).isEqualTo(City.day("2026-03-06"));
        assertThat(alerts("N02")).endsWith("FIRING>INACTIVE");
        assertThat(bench.out.alerts).anyMatch(a -> a.getReason() == AlertReason.UNIT_CLOSED);
        turns(2);
        assertThat(bench.out.lastVerdict(UNIT, "N02").getOn()).isEqualTo(City.day("2026-03-06"));
    }

    @Test
    void aStandardNotInForceAsksNothing() {
        settle(30, DisputeOutcome.FAILURE);
        bench.take(City.controlCatalogue(CATALOGUE.replace("inForce: true", "inForce: false")));
        turns(1);
        assertThat(alerts("N02")).containsExactly("INACTIVE>PENDING");
        turns(1);
        assertThat(bench.out.lastVerdict(UNIT, "N02").getState()).isEqualTo(VerdictState.NOT_IN_FORCE);
        assertThat(bench.out.lastVerdict(UNIT, "N02").getLiteral()).isEqualTo(Literal.LITERAL_NONE);
        assertThat(bench.out.lastVerdict(UNIT, "N02").getDenominator()).isZero();
        int said = bench.out.verdicts.size();
        turns(1);
        assertThat(bench.out.verdicts).hasSize(said);
        assertThat(bench.out.alerts.get(bench.out.alerts.size() - 1).getReason())
                .isEqualTo(AlertReason.RULE_ENDED);
        assertThat(bench.out.alerts.get(bench.out.alerts.size() - 1).getTo()).isEqualTo(AlertState.INACTIVE);
    }

    /** Settles so many disputes on the clock's day. */
    private void settle(int count, DisputeOutcome outcome) {
        String today = LocalDate.ofInstant(Instant.ofEpochSecond(bench.engine.lastTick() * 60), City.ZONE)
                .toString();
        for (int i = 0; i < count; i++) {
            bench.take(City.settled("one/" + settled++, UNIT, today, outcome));
        }
    }

    /** Lets so many day's turns pass, the feeds being heard each day. */
    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            long tick = bench.engine.lastTick();
            String now = Instant.ofEpochSecond(tick * 60)
                    .atZone(City.ZONE)
                    .toLocalDateTime()
                    .toString();
            bench.take(City.mark("one/n" + tick, "990100", "one", "dispute", "2025-01-01T00:00", now));
            LocalDate next = LocalDate.parse(now.substring(0, 10)).plusDays(1);
            bench.take(City.tick(tick + 1, City.minute(next + "T00:00")));
        }
    }

    private List<String> alerts(String standard) {
        return bench.out.alerts.stream()
                .filter(a -> a.getUnitId().equals(UNIT) && a.getStandardId().equals(standard))
                .map(a -> a.getFrom() + ">" + a.getTo())
                .toList();
    }
}
