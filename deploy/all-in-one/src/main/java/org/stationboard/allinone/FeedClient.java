package org.stationboard.allinone;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.v1.ReadingBatch;
import org.stationboard.gateway.Replay;

/** The demo's way into the gateway: HTTP, as a station's systems would take it. For one thread. */
final class FeedClient {
    private static final Logger LOG = LoggerFactory.getLogger(FeedClient.class);
    private static final Pattern REFUSED = Pattern.compile("\"refused\":([0-9]+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    FeedClient(String base) {
        this.base = base;
    }

    /** Records in one request, delimited; whether the gateway has them all. */
    boolean takesRecords(List<? extends Message> records) throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            for (MessageLite each : records) {
                each.writeDelimitedTo(body);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a byte array cannot fail", impossible);
        }
        return taken(request("/ingest/v1/records?results=refused", body.toByteArray()), records.size());
    }

    /** Readings in one request, as a replay with the times at which they were received; whether the gateway has them. */
    boolean takesReadings(ReadingBatch batch, boolean replay) throws InterruptedException {
        HttpRequest.Builder request = request("/ingest/v1/telemetry", batch.toByteArray());
        if (replay) {
            request.header(Replay.HEADER, "demo");
        }
        return taken(request, batch.getReadingsCount());
    }

    private HttpRequest.Builder request(String path, byte[] body) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-protobuf")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private boolean taken(HttpRequest.Builder built, int size) throws InterruptedException {
        HttpRequest request = built.build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 202) {
                LOG.warn(
                        "demo feed: {}: status {} (expected: 202), tried again",
                        request.uri().getPath(),
                        answer.statusCode());
            }
            Matcher refused = REFUSED.matcher(answer.body());
            if (refused.find() && !refused.group(1).equals("0")) {
                LOG.warn("demo feed: {} of {} refused (expected: 0)", refused.group(1), size);
            }
            return answer.statusCode() == 202;
        } catch (IOException away) {
            LOG.warn("demo feed: the gateway does not answer, tried again: {}", away.toString());
            return false;
        }
    }
}
