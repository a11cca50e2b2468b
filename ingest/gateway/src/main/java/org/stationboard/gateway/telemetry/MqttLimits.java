package org.stationboard.gateway.telemetry;

import java.time.Duration;

/**
 * What MQTT clients may take of the gateway.
 *
 * @param connections most at once
 * @param inFlight most messages of one connection that Kafka has not acknowledged; more end the connection
 * @param payloadBytes largest payload of a message
 * @param login longest wait for a client's CONNECT
 */
public record MqttLimits(int connections, int inFlight, int payloadBytes, Duration login) {
    /** 5,000 connections, 100 messages in flight each, 64 KiB a payload, 10 s to log in. */
    public static MqttLimits defaults() {
        return new MqttLimits(5_000, 100, 64 * 1024, Duration.ofSeconds(10));
    }

    /** Checks its bounds. */
    public MqttLimits {
        if (connections < 1 || inFlight < 1 || inFlight > 65_535 || payloadBytes < 256) {
            throw new IllegalArgumentException("limits: connections=" + connections + " inFlight=" + inFlight
                    + " payloadBytes=" + payloadBytes + " (expected: >= 1, 1..65535, >= 256)");
        }
    }
}
