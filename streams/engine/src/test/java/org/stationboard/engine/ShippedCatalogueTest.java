package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.UnitLevel;

/** The catalogue that ships holds every standard of the plan, and asks nothing of anybody it need not ask. */
class ShippedCatalogueTest {
    private static final List<Standard> SHIPPED =
            CatalogueLoader.load(CatalogueLoader.shippedText()).standards();

    @Test
    void holdsEveryStandardOfThePlanAndNoOther() {
        Set<String> plan = Stream.of(ids("N", 12), ids("Z", 13), ids("C", 40))
                .flatMap(ids -> ids)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shipped = SHIPPED.stream()
                .map(standard -> standard.id().replaceFirst("-.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(plan).hasSize(65);
        assertThat(shipped).isEqualTo(plan);
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

    private static Stream<String> ids(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> letter + String.format("%02d", number));
    }
}
