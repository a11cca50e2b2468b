package org.stationboard.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The OpenAPI file: the routes are made from it and requests are validated by it. */
public final class ApiContract {
    private static final String INGEST = "/ingest/";
    private static final String FILE = "/org/stationboard/api/openapi.yaml";
    /** The library refuses media types of answers that it cannot validate; it is told the nearest that it knows. */
    private static final Map<String, String> STAND_INS = Map.ofEntries(
            Map.entry(Problem.MEDIA_TYPE, "application/json"),
            Map.entry("application/geo+json", "application/json"),
            Map.entry("application/cloudevents+json", "application/json"),
            Map.entry("application/cloudevents-batch+json", "application/json"),
            Map.entry("application/x-ndjson", "text/plain"),
            Map.entry("application/x-protobuf", "application/octet-stream"),
            Map.entry("text/csv", "text/plain"),
            Map.entry("text/event-stream", "text/plain"),
            Map.entry("application/yaml", "text/plain"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream"));

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

    /** The server's own routes as the router's library reads them; those of the gateway are served by it. */
    public static Future<OpenAPIContract> load(Vertx vertx) {
        return load(vertx, false);
    }

    /** Every route of the file. */
    public static Future<OpenAPIContract> loadWhole(Vertx vertx) {
        return load(vertx, true);
    }

    private static Future<OpenAPIContract> load(Vertx vertx, boolean whole) {
        return vertx.executeBlocking(() -> readable(whole))
                .compose(contract -> OpenAPIContract.from(vertx, contract))
                .map(ApiContract::keepingValidators);
    }

    /**
     * The library makes a validator for every parameter of every request, and each copies all schemas of the file: a
     * sixth of the server's time. None keeps anything of what it validates, so each is made once here.
     */
    private static OpenAPIContract keepingValidators(OpenAPIContract contract) {
        SchemaRepository schemas = contract.getSchemaRepository();
        Map<JsonSchema, Validator> made = Collections.synchronizedMap(new IdentityHashMap<>());
        SchemaRepository keeping = instead(
                SchemaRepository.class,
                schemas,
                (method, arguments) -> method.getName().equals("validator")
                                && arguments.length == 1
                                && arguments[0] instanceof JsonSchema schema
                        ? Optional.of(made.computeIfAbsent(schema, schemas::validator))
                        : Optional.empty());
        return instead(
                OpenAPIContract.class,
                contract,
                (method, arguments) ->
                        method.getName().equals("getSchemaRepository") ? Optional.of(keeping) : Optional.empty());
    }

    /** The same object but for what is answered in its stead. */
    private static <T> T instead(Class<T> type, T object, BiFunction<Method, Object[], Optional<Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                ApiContract.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    Optional<Object> answer = answers.apply(method, given);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                    try {
                        return method.invoke(object, given);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private static JsonObject readable(boolean whole) throws IOException {
        JsonNode tree = new YAMLMapper().readTree(text());
        if (!whole && tree.get("paths") instanceof ObjectNode paths) {
            List<String> names = new ArrayList<>();
            paths.fieldNames().forEachRemaining(names::add);
            paths.remove(names.stream().filter(path -> path.startsWith(INGEST)).toList());
        }
        if (tree instanceof ObjectNode root) {
            // Who may ask is decided before the router, by the table of routes and roles.
            root.remove("security");
            if (tree.get("components") instanceof ObjectNode components) {
                components.remove("securitySchemes");
            }
        }
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
