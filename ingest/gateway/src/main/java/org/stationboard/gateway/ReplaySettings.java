package org.stationboard.gateway;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stationboard.contract.v1.ClockMode;

/**
 * How a replay sends.
 *
 * @param to base address of the gateway
 * @param label names what is replayed, {@code name@digest}
 * @param clock LOG: the records drive the log's clock; WALL: they are records like any other
 * @param speed times real time, by reporting times; empty: as fast as it goes
 * @param patience how long one batch is tried again while the gateway does not take it
 * @param zone of the local days that marks span
 * @param key what the gateway asks for; empty where it asks for none
 */
public record ReplaySettings(
        URI to,
        String label,
        ClockMode clock,
        OptionalDouble speed,
        Duration patience,
        ZoneId zone,
        Optional<String> key) {
    /** Checks its bounds. */
    public ReplaySettings {
        if (clock != ClockMode.LOG && clock != ClockMode.WALL) {
            throw new IllegalArgumentException("clock: " + clock + " (expected: LOG or WALL)");
        }
        if (speed.isPresent() && !(speed.getAsDouble() > 0)) {
            throw new IllegalArgumentException("speed: " + speed.getAsDouble() + " (expected: above 0, or max)");
        }
    }

    /** Without a key. */
    public ReplaySettings(URI to, String label, ClockMode clock, OptionalDouble speed, Duration patience, ZoneId zone) {
        this(to, label, clock, speed, patience, zone, Optional.empty());
    }

    /** The same with a key. */
    public ReplaySettings withKey(Optional<String> other) {
        return new ReplaySettings(to, label, clock, speed, patience, zone, other);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ReplaySettings[to=" + to + ", label=" + label + ", clock=" + clock + "]";
    }

    /** At full speed, with five minutes' patience, days of Asia/Shanghai. */
    public static ReplaySettings of(URI to, String label, ClockMode clock) {
        return new ReplaySettings(
                to, label, clock, OptionalDouble.empty(), Duration.ofMinutes(5), ZoneId.of("Asia/Shanghai"));
    }

    /** The same at another speed: {@code max}, or a number of times real time. */
    public ReplaySettings withSpeed(String text) {
        if (text.equals("max")) {
            return new ReplaySettings(to, label, clock, OptionalDouble.empty(), patience, zone, key);
        }
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            throw new IllegalArgumentException("speed: \"" + text + "\" (expected: max, or a number such as 60)");
        }
        return new ReplaySettings(to, label, clock, OptionalDouble.of(Double.parseDouble(text)), patience, zone, key);
    }
}
