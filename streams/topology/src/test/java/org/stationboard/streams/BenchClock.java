package org.stationboard.streams;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Times a run in its own JVM, from {@code main} to the last record done, and tells the bench. */
final class BenchClock {
    private final long began = System.nanoTime();

    /** Says what it took, the JVM's own start left out. */
    void done(long records) {
        double seconds = (System.nanoTime() - began) / 1e9;
        long cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        System.out.printf("DONE records=%d seconds=%.3f cpu=%.3f%n", records, seconds, cpu / 1e9);
    }

    /** Seconds since the beginning. */
    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}
