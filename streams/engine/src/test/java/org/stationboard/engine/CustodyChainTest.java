package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Custody;
import org.stationboard.contract.v1.CustodyAction;
import org.stationboard.contract.v1.CustodyStep;
import org.stationboard.contract.v1.StationRecord;

class CustodyChainTest {
    private final Custody.Builder chain = Custody.newBuilder().setItemKind("exhibit");

    @Test
    void aWholeChainHasNoHole() {
        step(CustodyAction.STORED, "2026-03-01T10:00");
        step(CustodyAction.TAKEN_OUT, "2026-03-02T10:00").setDueBackAt(City.time(City.instant("2026-03-04T10:00")));
        step(CustodyAction.RETURNED, "2026-03-04T10:00");
        step(CustodyAction.RELEASED, "2026-03-09T10:00");
        assertThat(given("custody.gaps")).isEmpty();
        assertThat(given("custody.moves")).hasSize(4);
        assertThat(given("custody.out")).containsExactly("2026-03-02 1/0", "2026-03-04 0/1");
        assertThat(given("custody.returned")).containsExactly("2026-03-04 1/1");
        assertThat(given("custody.overdue")).isEmpty();
    }

    @Test
    void aStepThatDoesNotFollowShowsAHoleOnItsDay() {
        step(CustodyAction.TAKEN_OUT, "2026-03-01T10:00");
        step(CustodyAction.TAKEN_OUT, "2026-03-02T10:00");
        step(CustodyAction.RETURNED, "2026-03-03T10:00");
        step(CustodyAction.RETURNED, "2026-03-04T10:00");
        step(CustodyAction.RELEASED, "2026-03-05T10:00");
        step(CustodyAction.STORED, "2026-03-06T10:00");
        assertThat(given("custody.gaps"))
                .containsExactly("2026-03-01 1/0", "2026-03-02 1/0", "2026-03-04 1/0", "2026-03-06 1/0");
        // It was out once: from the first time it was taken.
        assertThat(given("custody.out")).containsExactly("2026-03-01 1/0", "2026-03-03 0/1");
    }

    @Test
    void aStepNobodySignedOrBeforeTheLastOneShowsAHole() {
        step(CustodyAction.STORED, "2026-03-01T10:00");
        step(CustodyAction.TAKEN_OUT, "2026-03-03T10:00").setByRole("");
        step(CustodyAction.RETURNED, "2026-03-02T10:00");
        assertThat(given("custody.gaps")).containsExactly("2026-03-03 1/0", "2026-03-02 1/0");
        assertThat(given("custody.out")).containsExactly("2026-03-03 1/0", "2026-03-03 0/1");
    }

    @Test
    void whatIsOutAfterItsDueDayIsOverdueUntilItIsBack() {
        step(CustodyAction.STORED, "2026-03-01T10:00");
        step(CustodyAction.TAKEN_OUT, "2026-03-02T10:00").setDueBackAt(City.time(City.instant("2026-03-04T10:00")));
        assertThat(given("custody.overdue")).containsExactly("2026-03-05 1/0");
        assertThat(given("custody.returned")).containsExactly("2026-03-04 0/1");
        step(CustodyAction.RETURNED, "2026-03-07T10:00");
        assertThat(given("custody.overdue")).containsExactly("2026-03-05 1/0", "2026-03-07 0/1");
        assertThat(given("custody.returned")).containsExactly("2026-03-04 0/1");
    }

    private CustodyStep.Builder step(CustodyAction action, String at) {
        return chain.addStepsBuilder()
                .setAction(action)
                .setAt(City.time(City.instant(at)))
                .setByRole("keeper");
    }

    private List<String> given(String indicator) {
        StationRecord stationRecord = City.head("x/1", "990101", 1, City.instant("2026-03-02T10:00"))
                .setCustody(chain)
                .build();
        return Contributions.of(stationRecord, Parameters.of(City.ZONE)).stream()
                .filter(given -> given.indicator().equals(indicator))
                .map(given -> LocalDate.ofEpochDay(given.start()) + " " + given.numerator() + '/' + given.denominator())
                .toList();
    }
}
