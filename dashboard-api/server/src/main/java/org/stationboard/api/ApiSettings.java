package org.stationboard.api;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What the server is told at its start. Immutable.
 *
 * @param zone the log's zone: local days are its days
 * @param demo what every screen says of invented or borrowed data; empty in a real city
 * @param map file of the schematic map (GeoJSON in plane coordinates); empty where there is none
 * @param limits ages beyond which a screen calls what it shows stale
 * @param shifts local times at which a shift begins, at least one; what is handed over counts from the last of them
 */
public record ApiSettings(
        ZoneId zone, Optional<DemoNotice> demo, Optional<Path> map, Limits limits, List<LocalTime> shifts) {
    /** The zone of the shipped product. */
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static final List<LocalTime> MORNING_AND_EVENING = List.of(LocalTime.of(8, 0), LocalTime.of(20, 0));

    public ApiSettings {
        shifts = List.copyOf(shifts);
        if (shifts.isEmpty()) {
            throw new IllegalArgumentException("shifts: none (expected: at least one local time)");
        }
    }

    /** Shifts begin at 08:00 and 20:00. */
    public ApiSettings(ZoneId zone, Optional<DemoNotice> demo, Optional<Path> map, Limits limits) {
        this(zone, demo, map, limits, MORNING_AND_EVENING);
    }

    /** A city without demo notice and without map. */
    public static ApiSettings defaults() {
        return new ApiSettings(SHANGHAI, Optional.empty(), Optional.empty(), Limits.defaults());
    }

    /**
     * Ages beyond which a screen calls what it shows stale.
     *
     * @param frame since the last frame of the live feed
     * @param pulse of the oldest partition's newest pulse
     * @param tick of the newest tick all partitions have completed, under the wall clock
     * @param lag of the engine behind the log
     */
    public record Limits(Duration frame, Duration pulse, Duration tick, Duration lag) {
        public Limits {
            requirePositive("frame", frame);
            requirePositive("pulse", pulse);
            requirePositive("tick", tick);
            requirePositive("lag", lag);
        }

        /** 4 s, 4 s, 90 s, 60 s. */
        public static Limits defaults() {
            return new Limits(
                    Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(90), Duration.ofSeconds(60));
        }

        /** These limits with another one for ticks. */
        public Limits withTick(Duration other) {
            return new Limits(frame, pulse, other, lag);
        }

        private static void requirePositive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
            }
        }
    }
}
