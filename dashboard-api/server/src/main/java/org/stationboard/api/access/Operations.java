package org.stationboard.api.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The operations of the OpenAPI file, by method and path: what is not among them is no route. Immutable. */
public final class Operations {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final List<Operation> operations;

    /**
     * One of them.
     *
     * @param id its operationId
     * @param parameters names of its query parameters
     */
    public record Operation(String id, String method, String path, Set<String> parameters, Pattern pattern) {
        /** Whether it changes something. */
        boolean writes() {
            return !method.equals("GET");
        }
    }

    private Operations(List<Operation> operations) {
        this.operations = List.copyOf(operations);
    }

    /** The operations of the file's text. */
    public static Operations of(String openapi) {
        List<Operation> found = new ArrayList<>();
        try {
            JsonNode file = new YAMLMapper().readTree(openapi);
            for (Map.Entry<String, JsonNode> path : file.path("paths").properties()) {
                for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                    if (METHODS.contains(method.getKey())) {
                        found.add(operation(file, path.getKey(), method.getKey(), method.getValue()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.yaml: not readable (expected: YAML)", e);
        }
        return new Operations(found);
    }

    private static Operation operation(JsonNode file, String path, String method, JsonNode node) {
        StringBuilder pattern = new StringBuilder();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                pattern.append('/').append(PARAMETER.matcher(part).matches() ? "[^/]+" : Pattern.quote(part));
            }
        }
        Set<String> parameters = new HashSet<>();
        for (JsonNode given : node.path("parameters")) {
            JsonNode parameter =
                    given.has("$ref") ? file.at(given.path("$ref").asText().substring(1)) : given;
            if (parameter.path("in").asText().equals("query")) {
                parameters.add(parameter.path("name").asText());
            }
        }
        return new Operation(
                node.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                Pattern.compile(pattern.toString()));
    }

    /** Whether the operation of that id changes something. */
    boolean writes(String id) {
        return operations.stream().anyMatch(operation -> operation.id().equals(id) && operation.writes());
    }

    public List<Operation> all() {
        return operations;
    }

    /** The operation of a request, by its method and normalised path. */
    public Optional<Operation> of(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.pattern().matcher(path).matches())
                .findFirst();
    }
}
