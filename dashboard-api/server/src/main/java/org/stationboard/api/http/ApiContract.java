package org.stationboard.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The OpenAPI file: the routes are made from it and requests are validated by it. */
public final class ApiContract {
    private static final String FILE = "/org/stationboard/api/openapi.yaml";
    /** The library refuses media types of answers that it cannot validate; it is told the nearest that it knows. */
    private static final Map<String, String> STAND_INS = Map.of(
            Problem.MEDIA_TYPE,
            "application/json",
            "application/geo+json",
            "application/json",
            "text/event-stream",
            "text/plain",
            "application/yaml",
            "text/plain");

    private ApiContract() {}

    /** The file's text. */
    public static String text() {
        try (InputStream file = ApiContract.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + ": absent (expected: on the classpath)");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file as the router's library reads it. */
    public static Future<OpenAPIContract> load(Vertx vertx) {
        return vertx.executeBlocking(ApiContract::readable).compose(contract -> OpenAPIContract.from(vertx, contract));
    }

    private static JsonObject readable() throws IOException {
        JsonNode tree = new YAMLMapper().readTree(text());
        standIn(tree);
        return new JsonObject(tree.toString());
    }

    private static void standIn(JsonNode node) {
        if (node.get("content") instanceof ObjectNode content) {
            STAND_INS.forEach((mediaType, known) -> {
                JsonNode schema = content.remove(mediaType);
                if (schema != null) {
                    content.set(known, schema);
                }
            });
        }
        node.forEach(ApiContract::standIn);
    }
}
