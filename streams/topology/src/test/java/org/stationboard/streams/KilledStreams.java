package org.stationboard.streams;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.stationboard.testkit.ChildJvm;

/** The application in a JVM of its own, there to be killed. Arguments: brokers, folder, instance, standbys. */
final class KilledStreams {
    private KilledStreams() {}

    static TopologySettings settings(String bootstrapServers, Path folder, String instance, int standbys) {
        return new TopologySettings(
                        bootstrapServers,
                        "station",
                        folder.resolve("state-" + instance),
                        1,
                        Duration.ofMillis(100),
                        instance)
                .withStandbys(standbys);
    }

    static ChildJvm start(String bootstrapServers, Path folder, String instance, int standbys) throws IOException {
        return ChildJvm.start(
                KilledStreams.class, bootstrapServers, folder.toString(), instance, Integer.toString(standbys));
    }

    public static void main(String[] arguments) throws Exception {
        StationStreams streams = new StationStreams(
                settings(arguments[0], Path.of(arguments[1]), arguments[2], Integer.parseInt(arguments[3])),
                new SimpleMeterRegistry());
        streams.start();
        System.out.println(ChildJvm.READY);
        Thread.sleep(Long.MAX_VALUE);
    }
}
