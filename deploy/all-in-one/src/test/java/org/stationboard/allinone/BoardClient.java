package org.stationboard.allinone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The product as a caller from outside sees it: HTTP and JSON alone. */
final class BoardClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;

    BoardClient(String base) {
        this.base = base;
    }

    /** An answer: its status and its JSON (missing node where it has none). */
    record Answer(int status, JsonNode body) {}

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30)));
    }

    /** The body of a GET that must succeed. */
    JsonNode read(String path) throws IOException, InterruptedException {
        Answer answer = get(path);
        if (answer.status() != 200) {
            throw new IOException(path + ": status " + answer.status() + " (expected: 200): " + answer.body());
        }
        return answer.body();
    }

    /** The text of a GET that must succeed. */
    String text(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": status " + response.statusCode() + " (expected: 200)");
        }
        return response.body();
    }

    Answer post(String path, String type, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Every record behind a figure, over all pages. */
    List<JsonNode> evidence(String query) throws IOException, InterruptedException {
        List<JsonNode> records = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = read("/api/v1/evidence?" + query + "&limit=5000" + after);
            page.get("records").forEach(records::add);
            if (page.get("next").isNull()) {
                return records;
            }
            after = "&after="
                    + java.net.URLEncoder.encode(page.get("next").asText(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        JsonNode body = response.body().length == 0 ? JSON.missingNode() : parse(response.body());
        return new Answer(response.statusCode(), body);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }
}
