package org.stationboard.allinone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code stationboard verify} as a process of its own, out of the built jar.
 *
 * @param exitCode as a shell would see it
 * @param output what a person would read
 */
record VerifyRun(int exitCode, String output) {
    static VerifyRun of(String... options) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:SharedArchiveFile=" + ServeProcess.ARCHIVE.toAbsolutePath(),
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-jar",
                Path.of("target", "stationboard.jar").toAbsolutePath().toString(),
                "verify"));
        line.addAll(List.of(options));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new VerifyRun(process.waitFor(), output);
    }
}
