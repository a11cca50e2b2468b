package org.stationboard.allinone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reads the live feed of a unit as a wall does and keeps the worst of what a wall would notice. Thread-safe. */
final class LiveWatch implements AutoCloseable {
    private final BufferedReader lines;
    private final Thread thread;
    private long frames;
    private long lastFrame = System.nanoTime();
    private long longestGapMs;
    private long worstPulseAgeMs;
    private long worstTickAgeMs;
    private long calls;
    private long callsAtStart = -1;

    private LiveWatch(BufferedReader lines) {
        this.lines = lines;
        this.thread = new Thread(this::read, "live-watch");
        thread.setDaemon(true);
    }

    /**
     * What came since the last {@link #anew}.
     *
     * @param longestGapMs between two frames, the one that has not come yet included
     * @param worstPulseAgeMs as a frame said it
     * @param worstTickAgeMs as a frame said it
     * @param calls by how many the calls of today grew
     */
    record Seen(long frames, long longestGapMs, long worstPulseAgeMs, long worstTickAgeMs, long calls) {}

    static LiveWatch of(String base, String unit) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1/live?unit=" + unit))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<java.io.InputStream> response =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        LiveWatch watch =
                new LiveWatch(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
        watch.thread.start();
        return watch;
    }

    /** Forgets what it saw. */
    synchronized void anew() {
        frames = 0;
        lastFrame = System.nanoTime();
        longestGapMs = 0;
        worstPulseAgeMs = 0;
        worstTickAgeMs = 0;
        callsAtStart = calls;
    }

    synchronized Seen seen() {
        return new Seen(frames, Math.max(longestGapMs, gap()), worstPulseAgeMs, worstTickAgeMs, calls - callsAtStart);
    }

    private long gap() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastFrame);
    }

    private void read() {
        ObjectMapper json = new ObjectMapper();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    frame(json.readTree(line.substring(6)));
                }
            }
        } catch (IOException ended) {
            // The gap since the last frame tells it.
        }
    }

    private synchronized void frame(JsonNode frame) {
        frames++;
        longestGapMs = Math.max(longestGapMs, gap());
        lastFrame = System.nanoTime();
        // An age that is not known is the worst of all.
        worstPulseAgeMs = Math.max(worstPulseAgeMs, frame.get("pulseAgeMs").asLong(Integer.MAX_VALUE));
        worstTickAgeMs = Math.max(worstTickAgeMs, frame.get("tickAgeMs").asLong(Integer.MAX_VALUE));
        calls = frame.at("/sections/calls/today").asLong(calls);
        if (callsAtStart < 0) {
            callsAtStart = calls;
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
