package org.stationboard.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds answers to the product's {@code openapi.yaml}: the route and status are in it, and the JSON is as its schema says,
 * by the few words of JSON Schema that the file uses for the gateway. Immutable.
 */
final class OpenApi {
    private static final Path FILE = Path.of("../../dashboard-api/server/src/main/resources/org/stationboard/api");

    private final JsonNode file;

    private OpenApi(JsonNode file) {
        this.file = file;
    }

    static OpenApi read() {
        Path path = RepositoryFiles.demoData().resolve(FILE).resolve("openapi.yaml");
        try {
            return new OpenApi(new YAMLMapper().readTree(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of the answer the file does not say; empty where all is as it says. */
    List<String> faults(String method, String path, int status, JsonNode answer) {
        JsonNode operation = operation(method, path);
        if (operation.isMissingNode()) {
            // A path that is nobody's, or another method: the file says nothing of it.
            return List.of();
        }
        JsonNode responses = operation.path("responses");
        JsonNode response = resolved(responses.path(Integer.toString(status)));
        response = response.isMissingNode() ? resolved(responses.path("default")) : response;
        List<String> faults = new ArrayList<>();
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            return List.of(method + " " + path + " " + status + ": not in openapi.yaml");
        }
        check(content.elements().next().path("schema"), answer, method + " " + path + " " + status, faults);
        return faults;
    }

    private JsonNode operation(String method, String path) {
        for (Map.Entry<String, JsonNode> entry : file.path("paths").properties()) {
            String form = entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+");
            if (path.matches(form)
                    && !(entry.getKey().contains("{") && file.path("paths").has(path))) {
                return entry.getValue().path(method);
            }
        }
        return file.path("absent");
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : resolved(file.at(reference.substring(1)));
    }

    private void check(JsonNode reference, JsonNode value, String at, List<String> faults) {
        JsonNode schema = resolved(reference);
        if (!typed(schema.path("type"), value)) {
            faults.add(at + ": " + value.getNodeType() + " (expected: " + schema.path("type") + ")");
            return;
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            faults.add(at + ": another value (expected: one of " + schema.path("enum") + ")");
        }
        if (schema.has("minimum")
                && value.isNumber()
                && value.asLong() < schema.path("minimum").asLong()) {
            faults.add(at + ": too small");
        }
        if (schema.has("pattern")
                && value.isTextual()
                && !value.asText().matches(schema.path("pattern").asText())) {
            faults.add(
                    at + ": another form (expected: " + schema.path("pattern").asText() + ")");
        }
        if (value.isObject()) {
            members(schema, value, at, faults);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(schema.path("items"), value.get(i), at + '[' + i + ']', faults);
        }
    }

    private void members(JsonNode schema, JsonNode value, String at, List<String> faults) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(at + '.' + name.asText() + ": absent");
            }
        });
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode known = schema.path("properties").path(member.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (!known.isMissingNode()) {
                check(known, member.getValue(), at + '.' + member.getKey(), faults);
            } else if (others.isObject()) {
                check(others, member.getValue(), at + '.' + member.getKey(), faults);
            } else if (others.isBoolean() && !others.asBoolean()) {
                faults.add(at + '.' + member.getKey() + ": not in openapi.yaml");
            }
        }
    }

    private static boolean contains(JsonNode choices, JsonNode value) {
        for (JsonNode choice : choices) {
            if (choice.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean typed(JsonNode types, JsonNode value) {
        if (types.isArray()) {
            for (JsonNode type : types) {
                if (typed(type, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (types.asText("")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }
}
