package org.stationboard.gateway;

import java.time.Clock;
import org.apache.kafka.common.KafkaException;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.v1.EngineVersion;
import org.stationboard.contract.v1.LogHead;

/**
 * Writes into a log whose product is stopped which engine's values readers follow from there on. It takes the log over as
 * a log keeper does, so there is one writer still: a keeper that runs all the same is shut out and stops. One thread;
 * blocks.
 */
public final class EngineSwitch {
    private EngineSwitch() {}

    /**
     * Writes it to every partition, with the new log head in the same transaction.
     *
     * @return the head from there on
     * @throws NotAcknowledgedException when Kafka did not take it
     * @throws IllegalStateException where there is no log, or readers follow that set already
     */
    public static LogHead write(GatewaySettings settings, String version, EngineSet set, Clock clock) {
        try (KeeperLog log = new KeeperLog(settings, clock)) {
            log.announce();
            LogHead found = log.open();
            if (found.equals(LogHead.getDefaultInstance())) {
                throw new IllegalStateException("log: none (expected: one that has begun)");
            }
            if (found.getEngineSet().equals(set.name())) {
                throw new IllegalStateException("readers: follow " + set + " already (expected: another)");
            }
            LogWriter writer = new LogWriter(log, settings);
            writer.goOnFrom(found);
            writer.engine(EngineVersion.newBuilder()
                    .setVersion(version)
                    .setSet(set.name())
                    .build());
            return writer.head();
        } catch (KafkaException cause) {
            throw new NotAcknowledgedException("engine switch: Kafka did not acknowledge", cause);
        }
    }
}
