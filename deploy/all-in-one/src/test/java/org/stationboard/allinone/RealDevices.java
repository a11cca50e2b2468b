package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.ReadingBatch;
import org.stationboard.gateway.GatewaySettings;
import org.stationboard.gateway.Mapping;
import org.stationboard.gateway.OrgRegister;
import org.stationboard.gateway.RowRefusal;
import org.stationboard.gateway.StationDirectory;

/**
 * Recorded devices as their own servers would replay them: through the telemetry gateway, with the times at which their
 * readings were received, in slices, each awaited until its summaries are records. One station stands for each file.
 *
 * <p>All devices share one partition: whether a reading is late depends on the others of its partition alone, and so a
 * plain loop over the file can tell.
 *
 * @param slice what is sent at once; a device is remembered for three and a half days only
 */
record RealDevices(String url, BoardClient client, OrgRegister register, Duration slice) {
    private static final int BATCH = 5_000;
    private static final Duration TOLD = Duration.ofMillis(1_500);
    /** So many equal answers in a row, 7.5 s. */
    private static final int SETTLED = 5;

    /** Rows of a device register in which each device of a file serves at a station. */
    static String csv(Mapping mapping, Path file, OrgRegister register, String station, String kind) {
        Set<String> devices = new TreeSet<>();
        mapping.readings(file, StationDirectory.of(register), RealDevices::refuse)
                .forEach(reading -> devices.add(own(reading.getDeviceId())));
        return devices.stream()
                .map(device -> device + ',' + station + ',' + kind + ",,2000-01-01,\n")
                .collect(Collectors.joining());
    }

    private static void refuse(RowRefusal row) {
        throw new AssertionError(row.file() + ":" + row.line() + " " + row.part() + " (expected: to fit)");
    }

    /** The device's id with a number behind it that brings it into the first partition. */
    private static String own(String device) {
        int number = 0;
        while (partition(device + '-' + number) != 0) {
            number++;
        }
        return device + '-' + number;
    }

    private static int partition(String id) {
        return Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8)))
                % GatewaySettings.DEFAULT_PARTITIONS;
    }

    /** Sends the file's readings; how many there are. */
    int send(Mapping mapping, Path file) throws IOException, InterruptedException {
        List<Reading> readings = new ArrayList<>();
        mapping.readings(file, StationDirectory.of(register), RealDevices::refuse)
                .forEach(reading -> readings.add(reading.toBuilder()
                        .setDeviceId(own(reading.getDeviceId()))
                        .clearUnitId()
                        .build()));
        readings.sort(
                Comparator.comparingLong(reading -> reading.getReceivedAt().getSeconds()));
        for (List<Reading> one : slices(readings)) {
            sendSlice(one);
        }
        return readings.size();
    }

    private Collection<List<Reading>> slices(List<Reading> readings) {
        Map<Long, List<Reading>> slices = new TreeMap<>();
        // Days begin at 16:00 UTC.
        long first =
                Math.floorDiv(readings.get(0).getReceivedAt().getSeconds() + 8 * 3_600, 86_400) * 86_400 - 8 * 3_600;
        for (Reading reading : readings) {
            long number = (reading.getReceivedAt().getSeconds() - first) / slice.toSeconds();
            slices.computeIfAbsent(number, key -> new ArrayList<>()).add(reading);
        }
        return slices.values();
    }

    private void sendSlice(List<Reading> readings) throws IOException, InterruptedException {
        long inSums = inSums() + readings.size();
        FeedClient gateway = new FeedClient(url);
        for (int from = 0; from < readings.size(); from += BATCH) {
            List<Reading> batch = readings.subList(from, Math.min(readings.size(), from + BATCH));
            assertThat(gateway.takesReadings(
                            ReadingBatch.newBuilder().addAllReadings(batch).build(), true))
                    .isTrue();
        }
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(inSums()).isEqualTo(inSums));
        awaitSummaries();
    }

    /** They are told once a second and seen once committed, every five: settled is what stays the same for longer. */
    private void awaitSummaries() {
        long[] last = {-1, 0};
        await().atMost(Duration.ofMinutes(1)).pollInterval(TOLD).until(() -> {
            long now = summaries();
            last[1] = now == last[0] ? last[1] + 1 : 0;
            last[0] = now;
            return last[1] >= SETTLED;
        });
    }

    private long inSums() throws IOException, InterruptedException {
        String metrics = client.text("/metrics");
        return metric(metrics, "topology_telemetry_counted_total") + metric(metrics, "topology_telemetry_late_total");
    }

    private long summaries() throws IOException, InterruptedException {
        return metric(client.text("/metrics"), "topology_telemetry_summaries_sent_total");
    }

    private static long metric(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + ' ') || line.startsWith(name + '{'))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
