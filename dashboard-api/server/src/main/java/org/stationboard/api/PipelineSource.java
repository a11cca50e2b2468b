package org.stationboard.api;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the gateway and the sink say of themselves. Called on the event loop: must answer from memory, at once. */
public interface PipelineSource {
    /** What the gateway has counted since it started. */
    Intake intake();

    /** Where the sink stands. */
    Sink sink();

    /** What was counted of device readings since the process began; empty where none are taken. */
    default Optional<Telemetry> telemetry() {
        return Optional.empty();
    }

    /** When the oldest quarantined entry that waits to be sent again came, epoch milliseconds; empty where none waits. */
    default OptionalLong oldestQuarantined() {
        return OptionalLong.empty();
    }

    /**
     * Device readings at the gateway: {@code received = accepted + refused}.
     *
     * @param refusedByReason by the name of the reject; only reasons that occurred
     * @param mqttClients devices connected now; empty where nobody counts them
     */
    record Telemetry(
            long received, long accepted, long refused, Map<String, Long> refusedByReason, OptionalInt mqttClients) {
        public Telemetry {
            refusedByReason = Map.copyOf(refusedByReason);
        }
    }

    /**
     * The gateway's balance: {@code received = accepted + refused}.
     *
     * @param refusedByReason by the name of the reject; only reasons that occurred
     * @param quarantined entries of the quarantine
     */
    record Intake(long received, long accepted, long refused, Map<String, Long> refusedByReason, long quarantined) {
        public Intake {
            refusedByReason = Map.copyOf(refusedByReason);
        }

        /** A gateway that has taken nothing yet. */
        public static Intake none() {
            return new Intake(0, 0, 0, Map.of(), 0);
        }
    }

    /**
     * Where the sink stands.
     *
     * @param state what it is at, such as RUNNING or WAITING_FOR_DATABASE; anything but RUNNING needs a look
     * @param lag records of its topics that are not in the store yet, as far as it has heard of them
     * @param lastTick epoch minute of the newest tick in the store
     */
    record Sink(String state, long lag, OptionalLong lastTick) {
        /** Whether what arrives is being stored. */
        public boolean running() {
            return state.equals("RUNNING");
        }
    }
}
