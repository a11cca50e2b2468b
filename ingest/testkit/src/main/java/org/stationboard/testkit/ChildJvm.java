package org.stationboard.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A second JVM on this test's class path, there to be killed. One thread uses it. */
public final class ChildJvm implements AutoCloseable {
    /** What the child prints once its part runs, followed by what the test needs to know of it. */
    public static final String READY = "ready ";

    /** How the test's own machine is told to live for seconds only, which goes for its child too. */
    private static final List<String> INHERITED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final String told;

    private ChildJvm(Process process, String told) {
        this.process = process;
        this.told = told;
    }

    /** Starts {@code main} and returns once it said that it is ready. */
    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(INHERITED::contains)
                .forEach(command::add);
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder output = new StringBuilder();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(READY)) {
                drain(reader);
                return new ChildJvm(process, line.substring(READY.length()));
            }
            output.append(line).append('\n');
        }
        throw new IOException("child ended before it was ready:\n" + output);
    }

    /** A child whose output nobody reads stands still once the pipe is full. */
    private static void drain(BufferedReader reader) {
        Thread thread = new Thread(() -> reader.lines().forEach(System.err::println), "child-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** Runners that load tests by a loader of their own leave the JVM's class path without them. */
    private static String classPath() {
        if (ChildJvm.class.getClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    /** What the child said after {@link #READY}. */
    public String told() {
        return told;
    }

    /** Ends it as a loss of power would: no hook runs. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
