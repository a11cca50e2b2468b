package org.stationboard.engine;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stationboard.engine.CatalogueException.Fault;

/**
 * A YAML text as a tree whose nodes know their line, so that a fault can name it.
 *
 * @param line line of the text, from 1
 * @param kind what stands there
 * @param text of a scalar; else empty
 * @param fields of a mapping, in order; else empty
 * @param items of a sequence, in order; else empty
 */
public record YamlNode(int line, Kind kind, String text, Map<String, YamlNode> fields, List<YamlNode> items) {
    /** What can stand somewhere. */
    public enum Kind {
        TEXT("a text"),
        INTEGER("a whole number"),
        BOOLEAN("true or false"),
        OTHER("another kind of value"),
        MAPPING("keys with values"),
        SEQUENCE("a list");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * The tree of a text; keys given twice are added to the faults.
     *
     * @throws CatalogueException where the text is not YAML
     */
    public static YamlNode parse(String yaml, List<Fault> faults) {
        try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                throw new CatalogueException(List.of(new Fault(1, "(text)", "empty (expected: a catalogue)")));
            }
            YamlNode root = node(parser, "", faults);
            if (parser.nextToken() != null) {
                faults.add(new Fault(lineOf(parser), "(text)", "a second document (expected: one)"));
            }
            return root;
        } catch (JsonProcessingException unreadable) {
            JsonLocation location = unreadable.getLocation();
            int line = location == null ? 1 : location.getLineNr();
            throw new CatalogueException(
                    List.of(new Fault(line, "(text)", "not YAML (expected: " + unreadable.getOriginalMessage() + ")")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static YamlNode node(YAMLParser parser, String path, List<Fault> faults) throws IOException {
        int line = lineOf(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, line, path, faults);
            case START_ARRAY -> sequence(parser, line, path, faults);
            case VALUE_STRING -> scalar(parser, line, Kind.TEXT);
            case VALUE_NUMBER_INT -> scalar(parser, line, Kind.INTEGER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(parser, line, Kind.BOOLEAN);
            default -> scalar(parser, line, Kind.OTHER);
        };
    }

    private static YamlNode mapping(YAMLParser parser, int line, String path, List<Fault> faults) throws IOException {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String keyPath = path.isEmpty() ? key : path + '.' + key;
            if (fields.containsKey(key)) {
                faults.add(new Fault(lineOf(parser), keyPath, "given twice (expected: once)"));
            }
            parser.nextToken();
            fields.put(key, node(parser, keyPath, faults));
        }
        return new YamlNode(line, Kind.MAPPING, "", fields, List.of());
    }

    private static YamlNode sequence(YAMLParser parser, int line, String path, List<Fault> faults) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser, path + '[' + items.size() + ']', faults));
        }
        return new YamlNode(line, Kind.SEQUENCE, "", Map.of(), items);
    }

    private static YamlNode scalar(YAMLParser parser, int line, Kind kind) throws IOException {
        return new YamlNode(line, kind, parser.getText(), Map.of(), List.of());
    }

    private static int lineOf(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
