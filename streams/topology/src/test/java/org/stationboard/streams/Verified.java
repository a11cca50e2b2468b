package org.stationboard.streams;

import java.util.ArrayList;
import java.util.List;
import org.stationboard.streams.verify.Check;
import org.stationboard.streams.verify.Findings;
import org.stationboard.streams.verify.KafkaLog;
import org.stationboard.streams.verify.Recomputation;
import org.stationboard.streams.verify.TopicsCheck;

/** What verifying a stopped application's topics finds. */
final class Verified {
    private Verified() {}

    /** Recomputes everything from the log at these brokers. */
    static Findings of(String bootstrapServers, String application, Check... more) {
        Findings findings = new Findings();
        KafkaLog log = KafkaLog.open(bootstrapServers, application);
        List<Check> checks = new ArrayList<>(List.of(more));
        checks.add(new TopicsCheck(bootstrapServers, log, true, findings));
        new Recomputation(log, MadeLog.ZONE, (partition, offset, end) -> {}).run(checks);
        return findings;
    }
}
