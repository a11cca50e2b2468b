package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.GatewayFixture.Answer;
import org.stationboard.testkit.Records;

/** A key for the alarms of one source and unit: whatever else is sent with it stays out, is counted and listed. */
@ExtendWith(OneBroker.class)
class GrantIT {
    private static final String OWN = "990101";
    private static final String OTHER = "990102";

    private static TestBroker broker;

    private final Instant now = Instant.now();
    private GatewayFixture fixture;

    @BeforeAll
    static void useBroker(TestBroker shared) {
        broker = shared;
    }

    @BeforeEach
    void startGateway() {
        broker.removeTopics();
        Grant grant = new Grant(Optional.of("cad"), Set.of("alarm"), OWN::equals, figure -> false);
        fixture = new GatewayFixture(broker.settings(), Clock.systemUTC(), Optional.empty(), Optional.of(grant));
    }

    @AfterEach
    void stopGateway() {
        fixture.close();
    }

    private StationRecord.Builder alarm(String id, String unit) {
        return Records.alarm(id, unit, now.minusSeconds(60));
    }

    /** What the key must not send, and the field that says so. */
    private List<StationRecord> others() {
        List<StationRecord> others = new ArrayList<>();
        others.add(alarm("cad/unit", OTHER).build());
        others.add(alarm("phone/source", OWN).build());
        // A source whose name begins like the key's own.
        others.add(alarm("cad2/source", OWN).build());
        others.add(alarm("cad/moved", OWN).setMovedFrom(OTHER).build());
        others.add(Records.dispute("cad/feed", OWN, now.minusSeconds(60)).build());
        others.add(mark("alarm", "phone"));
        others.add(mark("case", "cad"));
        return others;
    }

    private StationRecord mark(String feed, String source) {
        return Records.mark(source, feed, OWN, now.minusSeconds(3_600), now);
    }

    private static String lines(List<StationRecord> records) {
        return String.join("\n", records.stream().map(RecordJson::print).toList());
    }

    private double counted(String meter) {
        return fixture.meters.get(meter).counters().stream()
                .filter(counter -> counter.getId().getTag("reason") == null
                        || "UNAUTHORISED".equals(counter.getId().getTag("reason")))
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void aBodyOfWhichNothingMayBeSentIsRefusedWhole() {
        for (StationRecord other : others()) {
            Answer answer = fixture.records(RecordJson.print(other));
            assertThat(answer.status()).as(other.getRecordId()).isEqualTo(403);
            assertThat(answer.reason(0)).as(answer.text()).isEqualTo("UNAUTHORISED");
        }
        assertThat(counted("gateway.records.refused")).isEqualTo(others().size());
        assertThat(counted("gateway.records.accepted")).isZero();
        assertThat(broker.data()).isEmpty();
    }

    @Test
    void whatMayBeSentIsTakenOutOfABodyAndTheRestIsNot() {
        List<StationRecord> sent = others();
        sent.add(3, alarm("cad/own", OWN).build());
        Answer answer = fixture.records(lines(sent));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.field(0)).isEqualTo("unitId");
        assertThat(answer.field(1)).isEqualTo("recordId");
        assertThat(answer.field(2)).isEqualTo("recordId");
        assertThat(answer.field(4)).as("what it was moved from").isEqualTo("unitId");
        assertThat(answer.field(5)).isEqualTo("body");
        assertThat(counted("gateway.records.refused")).isEqualTo(sent.size() - 1.0);
        assertThat(broker.data()).extracting(StationRecord::getRecordId).containsExactly("cad/own");
        // Listed, and none of it kept: it must not be sent again by somebody who may.
        JsonNode listed = fixture.quarantineLookedThrough("");
        assertThat(listed.path("quarantine")).hasSize(sent.size() - 1);
        assertThat(listed.path("unsent").asInt()).isZero();
    }
}
