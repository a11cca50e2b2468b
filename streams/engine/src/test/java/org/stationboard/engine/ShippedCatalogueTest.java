package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.UnitClass;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.contract.v1.VerdictState;

/** The catalogue that ships holds every standard of the plan, and asks nothing of anybody it need not ask. */
class ShippedCatalogueTest {
    private static final List<Standard> SHIPPED =
            CatalogueLoader.load(CatalogueLoader.shippedText()).standards();

    /** One line of the plan. */
    private record Planned(String id, String clauses, String rule) {}

    private static List<Planned> plan() throws IOException {
        try (InputStream text = ShippedCatalogueTest.class.getResourceAsStream("plan.csv")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(";"))
                    .map(cells -> new Planned(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }

    private static List<Standard> partsOf(String id) {
        return SHIPPED.stream()
                .filter(standard -> standard.id().replaceFirst("-.*", "").equals(id))
                .toList();
    }

    @Test
    void holdsEveryStandardOfThePlanWithItsClauseAndNoOther() throws IOException {
        List<Planned> plan = plan();
        assertThat(plan).hasSize(67);
        List<Planned> standards =
                plan.stream().filter(line -> !line.id().startsWith("X")).toList();
        assertThat(SHIPPED.stream()
                        .map(standard -> standard.id().replaceFirst("-.*", ""))
                        .distinct())
                .containsExactlyElementsOf(standards.stream().map(Planned::id).toList());
        assertThat(standards)
                .allSatisfy(line -> assertThat(partsOf(line.id()))
                        .isNotEmpty()
                        .allMatch(
                                standard -> standard.clause().equals(line.clauses()),
                                line.id() + " " + line.clauses()));
        // What is forbidden has no entry: the loader refuses such rules (BrokenCataloguesTest).
        assertThat(partsOf("X01")).isEmpty();
        assertThat(partsOf("X02")).isEmpty();
    }

    /** 以上 is at least, 超過 and 高於 are more than: the plan's own comparator and number, read here from its words. */
    @Test
    void asksExactlyWhatThePlanSays() throws IOException {
        Pattern share = Pattern.compile("(≥|>)? ?([0-9]+) %");
        Pattern toMany = Pattern.compile("≥ 1 : ([0-9]+).*");
        int held = 0;
        for (Planned line : plan()) {
            for (Standard standard : partsOf(line.id())) {
                Matcher percent = share.matcher(line.rule());
                Matcher ratio = toMany.matcher(line.rule());
                if (percent.matches()) {
                    held++;
                    assertThat(standard.targetPpm()).as(line.id()).isEqualTo(10_000 * Long.parseLong(percent.group(2)));
                    assertThat(standard.comparator())
                            .as(line.id())
                            .isEqualTo(">".equals(percent.group(1)) ? Comparator.GT : Comparator.GE);
                } else if (ratio.matches()) {
                    held++;
                    assertThat(standard.targetPpm())
                            .as(line.id())
                            .isEqualTo(1_000_000 / Long.parseLong(ratio.group(1)));
                } else if (line.rule().equals("0 in 2 y")) {
                    held++;
                    assertThat(standard.kind()).as(line.id()).isEqualTo(RuleKind.CLOCK_RULE);
                    assertThat(standard.windowMonths()).as(line.id()).isEqualTo(24);
                } else if (line.rule().equals("≥ 2 / year")) {
                    held++;
                    assertThat(standard.kind()).as(line.id()).isEqualTo(RuleKind.QUOTA_RULE);
                    assertThat(standard.targetPpm()).as(line.id()).isEqualTo(2_000_000);
                } else if (line.rule().startsWith("trend") && !line.rule().endsWith("up")) {
                    held++;
                    assertThat(standard.kind()).as(line.id()).isIn(RuleKind.DECLINE_RULE, RuleKind.FIGURE_RULE);
                }
            }
        }
        assertThat(held).isGreaterThan(30);
    }

    /** Also with everything switched on: each standard is judged, a figure alone, or says that it is not in force. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyStandardIsJudgedOrAFigureOrNotInForce(boolean switchedOn) {
        String text = CatalogueLoader.shippedText();
        Register.Builder register = City.register().toBuilder();
        register.getUnitsBuilder(2).setUnitClass(UnitClass.TOWN);
        register.getUnitsBuilder(3).setUnitClass(UnitClass.RURAL);
        register.addUnits(City.unit("990101001", UnitLevel.COMMUNITY, "990101", City.NORTH));
        Bench bench =
                Bench.withRules(register.build(), switchedOn ? text.replace("inForce: false", "inForce: true") : text);
        bench.tick("2026-03-01T23:59");
        bench.tick("2026-03-02T00:00");
        Map<String, Set<VerdictState>> states = new HashMap<>();
        bench.out.verdicts.forEach(verdict -> states.computeIfAbsent(verdict.getStandardId(), id -> new HashSet<>())
                .add(verdict.getState()));
        for (Standard standard : SHIPPED) {
            boolean inForce = standard.inForce() || switchedOn;
            if (!standard.hasVerdicts()) {
                assertThat(states).as("a figure of cases alone").doesNotContainKey(standard.id());
                assertThat(standard.kind()).isEqualTo(RuleKind.FIGURE_RULE);
            } else if (inForce) {
                assertThat(states.get(standard.id()))
                        .as(standard.id())
                        .isNotEmpty()
                        .doesNotContain(VerdictState.NOT_IN_FORCE);
            } else {
                assertThat(states.get(standard.id())).as(standard.id()).containsExactly(VerdictState.NOT_IN_FORCE);
            }
        }
        assertThat(bench.out.letters).isEmpty();
        // A town's station is asked for one to 5,000, a rural one for one to 8,000, neither for both.
        assertThat(bench.out.verdicts)
                .filteredOn(verdict -> Set.of("C06", "C07").contains(verdict.getStandardId()))
                .extracting(verdict -> verdict.getStandardId() + " " + verdict.getUnitId())
                .containsOnly("C06 990101", "C07 990102");
    }

    @Test
    void inForceIsOnlyWhatRecordsAloneCanJudge() {
        assertThat(SHIPPED.stream().filter(Standard::inForce).map(Standard::id))
                .containsExactly(
                        "N02", "N03", "N07", "N08", "N09-1", "N09-2", "N09-3", "N09-4", "Z01", "Z02", "Z03", "Z06",
                        "Z07", "Z08", "Z10", "C20");
        assertThat(SHIPPED).filteredOn(Standard::inForce).allMatch(standard -> standard.reporting() == null);
        assertThat(SHIPPED)
                .filteredOn(standard -> !standard.inForce())
                .allSatisfy(standard -> assertThat(standard.note() != null || standard.kind() == RuleKind.FIGURE_RULE)
                        .as(standard.id() + " says why it waits")
                        .isTrue());
    }

    @Test
    void whatConcernsPersonsIsAttestedForTheStationAsAWhole() {
        assertThat(SHIPPED)
                .filteredOn(standard -> Set.of("Z13", "C11", "C21-4", "C21-5").contains(standard.id()))
                .hasSize(4)
                .allMatch(standard ->
                        standard.kind() == RuleKind.ATTESTATION_RULE && standard.level() == UnitLevel.STATION);
    }

    @Test
    void theJudgedStationNeverReportsOnItself() {
        assertThat(SHIPPED)
                .map(Standard::reporting)
                .allMatch(reporting -> reporting == null || !reporting.by().contains(Standing.STATION));
    }
}
