package org.stationboard.streams;

import java.util.List;
import org.stationboard.contract.EngineSet;
import org.stationboard.streams.verify.Check;
import org.stationboard.streams.verify.Findings;
import org.stationboard.streams.verify.KafkaLog;
import org.stationboard.streams.verify.Recomputation;
import org.stationboard.streams.verify.TopicsCheck;

/** What verifying an application's topics finds. */
final class Verified {
    private Verified() {}

    /**
     * Recomputes everything from the log at these brokers.
     *
     * @param atRest whether the application is stopped
     */
    static Findings of(String bootstrapServers, String application, boolean atRest) {
        Findings findings = new Findings();
        KafkaLog log = KafkaLog.open(bootstrapServers, application);
        List<Check> checks = List.of(new TopicsCheck(bootstrapServers, log, EngineSet.FIRST, atRest, findings));
        new Recomputation(log, MadeLog.ZONE, (partition, offset, end) -> {}).run(checks);
        return findings;
    }
}
