package org.stationboard.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract's file is whole, uniform and true to itself. */
class OpenApiFileTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    private static JsonNode file;

    @BeforeAll
    static void read() throws IOException {
        file = new YAMLMapper().readTree(ApiContract.text());
    }

    @Test
    void everyOperationSaysWhatItIs() {
        Set<String> tags = new HashSet<>();
        file.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        Set<String> ids = new HashSet<>();
        List<String> faults = new ArrayList<>();
        int operations = 0;
        for (Map.Entry<String, JsonNode> path : file.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String where = operation.getKey() + " " + path.getKey();
                JsonNode said = operation.getValue();
                operations++;
                require(METHODS.contains(operation.getKey()), where + ": method", faults);
                require(ids.add(said.path("operationId").asText()), where + ": operationId twice", faults);
                require(said.path("summary").asText().endsWith("."), where + ": summary is no sentence", faults);
                require(tags.contains(said.at("/tags/0").asText()), where + ": tag unknown", faults);
                require(said.path("responses").size() > 1, where + ": says nothing of problems", faults);
                for (JsonNode parameter : said.path("parameters")) {
                    parameter(where, resolved(parameter), path.getKey(), faults);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(operations).isGreaterThan(30);
    }

    private static void parameter(String where, JsonNode parameter, String path, List<String> faults) {
        String name = where + " " + parameter.path("name").asText();
        JsonNode schema = resolved(parameter.path("schema"));
        require(schema.has("type"), name + ": no type", faults);
        boolean bounded = schema.has("enum")
                || schema.has("maxLength")
                || schema.has("pattern")
                || schema.has("maximum")
                || schema.path("type").asText().equals("boolean");
        require(bounded, name + ": unbounded", faults);
        if (parameter.path("in").asText().equals("path")) {
            require(
                    path.contains("{" + parameter.path("name").asText() + "}")
                            && parameter.path("required").asBoolean(),
                    name + ": not in the path, or not required",
                    faults);
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndNothingIsLeftOver() {
        Set<String> used = new HashSet<>();
        visit(file, "", (where, node) -> {
            if (node.path("$ref").isTextual()) {
                String to = node.path("$ref").asText();
                assertThat(resolved(node).isMissingNode()).as(to).isFalse();
                used.add(to);
            }
        });
        List<String> left = new ArrayList<>();
        for (String kind : List.of("schemas", "parameters", "responses")) {
            file.at("/components/" + kind).fieldNames().forEachRemaining(name -> {
                if (!used.contains("#/components/" + kind + "/" + name)) {
                    left.add(kind + "/" + name);
                }
            });
        }
        // What the events of the live feed hold: text/event-stream has no schema to refer to it from.
        assertThat(left).containsExactly("schemas/Frame");
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        List<String> faults = new ArrayList<>();
        int[] examples = new int[1];
        visit(file, "", (where, node) -> {
            JsonNode schema = node.has("schema") ? resolved(node.path("schema")) : node;
            List<JsonNode> given = new ArrayList<>();
            if (node.has("example")) {
                given.add(node.path("example"));
            }
            if (node.path("examples").isArray() && node.has("type")) {
                node.path("examples").forEach(given::add);
            }
            for (JsonNode example : given) {
                examples[0]++;
                check(schema, example, where, faults);
            }
        });
        assertThat(faults).isEmpty();
        assertThat(examples[0]).isGreaterThan(100);
    }

    /** The words of JSON Schema that the file uses. */
    private static void check(JsonNode asWritten, JsonNode value, String where, List<String> faults) {
        JsonNode schema = resolved(asWritten);
        if (schema.has("oneOf")) {
            List<List<String>> each = new ArrayList<>();
            schema.path("oneOf").forEach(one -> {
                List<String> own = new ArrayList<>();
                check(one, value, where, own);
                each.add(own);
            });
            require(each.stream().anyMatch(List::isEmpty), where + ": " + value + " is none of oneOf", faults);
            return;
        }
        require(
                !schema.has("type") || ofType(schema.path("type"), value),
                where + ": " + value + " has another type",
                faults);
        if (schema.has("enum") && !value.isNull()) {
            boolean listed = false;
            for (JsonNode one : schema.path("enum")) {
                listed |= one.equals(value);
            }
            require(listed, where + ": " + value + " is not listed", faults);
        }
        if (schema.has("pattern") && value.isTextual()) {
            require(
                    value.asText().matches(schema.path("pattern").asText()),
                    where + ": " + value + " has another form",
                    faults);
        }
        if (value.isObject() && schema.has("properties")) {
            schema.path("required")
                    .forEach(name -> require(value.has(name.asText()), where + ": lacks " + name.asText(), faults));
            value.properties().forEach(field -> {
                JsonNode property = schema.path("properties").path(field.getKey());
                boolean more = schema.path("additionalProperties").asBoolean(true);
                require(more || !property.isMissingNode(), where + ": " + field.getKey() + " unknown", faults);
                check(property, field.getValue(), where + "/" + field.getKey(), faults);
            });
        }
        if (value.isArray()) {
            value.forEach(item -> check(schema.path("items"), item, where + "[]", faults));
        }
    }

    private static boolean ofType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            boolean any = false;
            for (JsonNode one : type) {
                any |= ofType(one, value);
            }
            return any;
        }
        return switch (type.asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private static JsonNode resolved(JsonNode node) {
        return node.path("$ref").isTextual()
                ? file.at(JsonPointer.compile(node.path("$ref").asText().substring(1)))
                : node;
    }

    private static void visit(JsonNode node, String where, BiConsumer<String, JsonNode> visitor) {
        if (node instanceof ObjectNode object) {
            visitor.accept(where, object);
            object.properties().forEach(field -> visit(field.getValue(), where + "/" + field.getKey(), visitor));
        } else {
            node.forEach(item -> visit(item, where + "[]", visitor));
        }
    }

    private static void require(boolean holds, String fault, List<String> faults) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
