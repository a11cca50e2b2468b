package org.stationboard.api.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stationboard.api.SmallCity;
import org.stationboard.api.StorePorts;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.store.AlertAction;
import org.stationboard.store.Author;
import org.stationboard.store.Notice;

class EscalationsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final Instant FIRED = Instant.parse("2026-03-01T16:00:00Z");
    private static final AlertPolicy.Escalation AFTER_A_DAY =
            new AlertPolicy.Escalation(Severity.WARNING, Duration.ofDays(1));

    private final SmallCity city = new SmallCity(NOON);
    private final StorePorts store = city.store().ports();
    private final AlertStandings standings = new AlertStandings(city.view(), store.alerts(), store.actions());

    private int run(AlertPolicy.Escalation policy, Instant now) {
        return new Escalations(policy, store.notices()).run(standings.now(List.of(SmallCity.NORTH_1)), now);
    }

    private void fire() {
        city.alert(AlertTransition.newBuilder()
                .setId("f1")
                .setUnitId(SmallCity.NORTH_1)
                .setStandardId("N02")
                .setFrom(AlertState.PENDING)
                .setTo(AlertState.FIRING)
                .setTick(FIRED.getEpochSecond() / 60)
                .setSince(FIRED.getEpochSecond() / 60 - 2880)
                .build());
    }

    private void act(AlertAction.Kind kind, @Nullable Instant ends) {
        city.store()
                .people()
                .add(new AlertAction(
                        "f1",
                        SmallCity.NORTH_1,
                        "N02",
                        FIRED.getEpochSecond() / 60 - 2880,
                        kind,
                        new Author("a-17", "duty", false),
                        NOON,
                        "",
                        ends,
                        null));
    }

    private List<Notice.Kind> written() {
        return store.notices().notices(List.of("f1")).stream().map(Notice::kind).toList();
    }

    @Test
    void whatNobodyAcknowledgedGoesUpALevelEachTimeTheHoursPassAndOnce() {
        fire();
        assertThat(run(AFTER_A_DAY, FIRED.plus(Duration.ofDays(1)).minusSeconds(1)))
                .isZero();
        assertThat(run(AFTER_A_DAY, FIRED.plus(Duration.ofDays(1)))).isEqualTo(1);
        assertThat(run(AFTER_A_DAY, FIRED.plus(Duration.ofHours(47)))).isZero();
        assertThat(run(AFTER_A_DAY, FIRED.plus(Duration.ofDays(2)))).isEqualTo(1);
        assertThat(run(AFTER_A_DAY, FIRED.plus(Duration.ofDays(90)))).isZero();
        assertThat(store.notices().notices(List.of("f1")))
                .extracting(Notice::level)
                .containsExactly(null, Notice.Level.COUNTY, Notice.Level.CITY);
    }

    @Test
    void whatSomebodyAcknowledgedStays() {
        fire();
        act(AlertAction.Kind.ACKNOWLEDGED, null);
        assertThat(run(AFTER_A_DAY, FIRED.plus(Duration.ofDays(9)))).isZero();
        assertThat(written()).containsExactly(Notice.Kind.FIRING);
    }

    @Test
    void whatIsSilencedStaysUntilTheSilenceEnds() {
        fire();
        act(AlertAction.Kind.SILENCED, NOON.plus(Duration.ofHours(1)));
        assertThat(run(AFTER_A_DAY, FIRED.plus(Duration.ofDays(9)))).isZero();
        city.clock().set(NOON.plus(Duration.ofHours(1)));
        assertThat(run(AFTER_A_DAY, FIRED.plus(Duration.ofDays(9)))).isEqualTo(2);
    }

    @Test
    void whatIsOfLessSeverityStays() {
        fire();
        AlertPolicy.Escalation severeAlone = new AlertPolicy.Escalation(Severity.SEVERE, Duration.ofDays(1));
        assertThat(run(severeAlone, FIRED.plus(Duration.ofDays(9)))).isZero();
    }
}
