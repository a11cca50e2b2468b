package org.stationboard.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A place in a YAML file that knows its path and gathers faults instead of stopping at the first.
 *
 * @param faults shared by all places of a file
 */
record YamlNode(JsonNode node, String path, List<String> faults) {

    boolean present() {
        return !node.isMissingNode() && !node.isNull();
    }

    void fault(String what, String expected) {
        faults.add((path.isEmpty() ? "file" : path) + ": " + what + " (expected: " + expected + ")");
    }

    /** The value below; a missing one where there is none. */
    YamlNode at(String key) {
        JsonNode child = node.isObject() ? node.path(key) : MissingNode.getInstance();
        return new YamlNode(child, path.isEmpty() ? key : path + '.' + key, faults);
    }

    /** Notes every other key as a fault: a misspelt key must not be passed over. */
    YamlNode only(String... keys) {
        if (present() && !node.isObject()) {
            fault("not a map", "keys " + String.join(", ", keys));
        }
        Set<String> allowed = Set.of(keys);
        node.fieldNames().forEachRemaining(key -> {
            if (!allowed.contains(key)) {
                at(key).fault("unknown key", "one of " + String.join(", ", keys));
            }
        });
        return this;
    }

    /** A required plain value as text; empty, and a fault, where there is none. */
    String text() {
        if (!node.isValueNode() || node.isNull() || node.asText().isEmpty()) {
            fault(present() ? "not a plain value" : "absent", "a value");
            return "";
        }
        return node.asText();
    }

    String textOr(String otherwise) {
        return present() ? text() : otherwise;
    }

    Optional<String> optionalText() {
        return present() ? Optional.of(text()) : Optional.empty();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            fault(present() ? "another value" : "absent", "true or false");
        }
        return node.asBoolean();
    }

    int number(int least) {
        if (!node.isInt() || node.asInt() < least) {
            fault(present() ? "another value" : "absent", "a whole number, at least " + least);
            return least;
        }
        return node.asInt();
    }

    /** The items of a list, or the one plain value as a list of itself. */
    List<YamlNode> items() {
        if (node.isValueNode() && present()) {
            return List.of(this);
        }
        if (present() && !node.isArray()) {
            fault("not a list", "a list");
        }
        List<YamlNode> items = new ArrayList<>();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            items.add(new YamlNode(node.get(i), path + '[' + i + ']', faults));
        }
        return items;
    }

    /** The entries of a map in the file's order. */
    Map<String, YamlNode> entries() {
        if (present() && !node.isObject()) {
            fault("not a map", "a map");
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> entries.put(key, at(key)));
        return entries;
    }
}
