package org.stationboard.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.StationRecord;

/** Reads a mapping file into rules and gathers every fault. One use, one thread. */
final class MappingFile {
    private static final String[] KEYS = {
        "name",
        "version",
        "source",
        "body",
        "input",
        "id",
        "unit",
        "times",
        "occurredAt",
        "reportedAt",
        "recordVersion",
        "sets",
        "tables",
        "choose",
        "steps"
    };

    private final List<String> faults = new ArrayList<>();

    private MappingFile() {}

    /** The rules; throws {@link MappingException} with every fault. */
    static MappingRules parse(byte[] yaml) {
        MappingFile file = new MappingFile();
        MappingRules rules = file.read(new YamlNode(tree(yaml), "", file.faults));
        if (!file.faults.isEmpty()) {
            throw new MappingException(file.faults);
        }
        return rules;
    }

    private static JsonNode tree(byte[] yaml) {
        YAMLMapper mapper = new YAMLMapper(YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
        try {
            JsonNode tree = mapper.readTree(yaml);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            throw new MappingException(List.of("line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new MappingException(List.of("file: not readable"));
        }
    }

    private MappingRules read(YamlNode top) {
        top.only(KEYS);
        RowInput input = input(top.at("input"));
        String body = body(top.at("body"));
        Map<String, MappedTime> times = MappingTimes.read(top.at("times"), input.zone());
        MappingFields fields = new MappingFields(pathOf(body), times.keySet());
        times.forEach((name, time) -> time.otherwise()
                .ifPresent(other -> fields.timeNamed(top.at("times").at(name).at("otherwise"), other)));
        boolean reading = body.equals(FieldPath.READING);
        boolean stepped = !reading && top.at("steps").present();
        MappingRules rules = new MappingRules(
                code(top.at("name")),
                top.at("version").number(1),
                code(top.at("source")),
                body,
                input,
                id(top.at("id")),
                unit(top.at("unit")),
                times,
                time(top.at("occurredAt"), fields),
                reportedAt(top.at("reportedAt"), fields, stepped),
                recordVersion(top.at("recordVersion"), fields, stepped || reading),
                fields.read(top),
                steps(top.at("steps"), fields));
        if (reading && top.at("steps").present()) {
            top.at("steps").fault("given", "none: a reading has no versions");
        }
        if (!input.header()) {
            columns(rules).forEach((key, column) -> {
                if (!column.equals(Row.FILE) && !input.columns().containsKey(column)) {
                    faults.add(key + ": \"" + column + "\" (expected: a name of input.columns)");
                }
            });
        }
        return rules;
    }

    /** A feed's name, or {@code reading}. */
    private static String body(YamlNode at) {
        List<String> words = new ArrayList<>(List.of(FieldPath.READING));
        for (FieldDescriptor field :
                StationRecord.getDescriptor().getOneofs().get(0).getFields()) {
            words.add(field.getName().replace('_', '-'));
        }
        words.removeAll(List.of("control", "feed-mark"));
        return choice(at, words.toArray(String[]::new));
    }

    /** How paths of the body's fields begin. */
    private static String pathOf(String body) {
        FieldDescriptor field = StationRecord.getDescriptor().findFieldByName(body.replace('-', '_'));
        return field == null ? body : field.getJsonName();
    }

    private static String code(YamlNode at) {
        String text = at.text();
        if (!text.isEmpty() && !Codes.code(text)) {
            at.fault("\"" + text + "\"", Codes.CODE_FORM);
        }
        return text;
    }

    private static String choice(YamlNode at, String... words) {
        String text = at.text();
        if (!text.isEmpty() && !List.of(words).contains(text)) {
            at.fault("\"" + text + "\"", "one of " + String.join(", ", words));
        }
        return text;
    }

    private RowInput input(YamlNode input) {
        input.only("format", "delimiter", "header", "columns", "quote", "charsets", "zone");
        choice(input.at("format"), "csv");
        boolean header = input.at("header").flag();
        Map<String, Integer> columns = new LinkedHashMap<>();
        input.at("columns").entries().forEach((name, place) -> columns.put(name, place.number(1) - 1));
        if (header == input.at("columns").present()) {
            input.at("columns").fault(header ? "given" : "absent", header ? "none: the header names them" : "places");
        }
        List<Charset> charsets = new ArrayList<>();
        input.at("charsets").items().forEach(item -> charset(item, charsets));
        if (charsets.isEmpty()) {
            input.at("charsets").fault("none", "at least one");
        }
        Character quote = input.at("quote").present() ? character(input.at("quote")) : null;
        return new RowInput(
                character(input.at("delimiter")),
                header,
                columns,
                quote,
                charsets,
                MappingTimes.zone(input.at("zone")));
    }

    private static char character(YamlNode at) {
        String text = at.text();
        if (text.length() != 1) {
            at.fault("\"" + text + "\"", "one character");
            return ',';
        }
        return text.charAt(0);
    }

    private static void charset(YamlNode at, List<Charset> charsets) {
        try {
            charsets.add(Charset.forName(at.text()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            at.fault("\"" + at.node().asText() + "\"", "a charset that Java knows, such as UTF-8");
            charsets.add(StandardCharsets.UTF_8);
        }
    }

    private static @Nullable String id(YamlNode id) {
        id.only("column", "line");
        boolean line = id.at("line").present() && id.at("line").flag();
        if (line == id.at("column").present()) {
            id.fault(line ? "both" : "neither", "column: NAME, or line: true");
        }
        return id.at("column").present() ? id.at("column").text() : null;
    }

    private static MappingRules.UnitRule unit(YamlNode unit) {
        unit.only("column", "otherwiseHash");
        YamlNode hash = unit.at("otherwiseHash").only("columns", "normalise", "over");
        List<String> columns =
                hash.at("columns").items().stream().map(YamlNode::text).toList();
        if (hash.present()) {
            choice(hash.at("over"), "stations");
            if (columns.isEmpty()) {
                hash.at("columns").fault("none", "at least one");
            }
        }
        return new MappingRules.UnitRule(unit.at("column").text(), columns, MappingFields.form(hash.at("normalise")));
    }

    private static String time(YamlNode at, MappingFields fields) {
        String name = at.text();
        fields.timeNamed(at, name);
        return name;
    }

    private static @Nullable String reportedAt(YamlNode at, MappingFields fields, boolean stepped) {
        if (stepped == at.present()) {
            at.fault(stepped ? "given" : "absent", stepped ? "none: a step has its own" : "the name of a time");
        }
        return at.present() ? time(at, fields) : null;
    }

    private static MappingRules.VersionRule recordVersion(YamlNode at, MappingFields fields, boolean stepped) {
        at.only("constant", "time");
        if (stepped == at.present()) {
            at.fault(
                    stepped ? "given" : "absent",
                    stepped ? "none: a step's place is the version, and a reading has none" : "constant or time");
        }
        if (at.at("time").present()) {
            return new MappingRules.VersionRule(0, time(at.at("time"), fields));
        }
        return new MappingRules.VersionRule(at.present() ? at.at("constant").number(1) : 1, null);
    }

    private static List<MappingRules.Step> steps(YamlNode steps, MappingFields fields) {
        List<MappingRules.Step> read = new ArrayList<>();
        for (YamlNode step : steps.items()) {
            step.only("time", "ifEmpty", "sets", "choose");
            String ifEmpty = step.at("ifEmpty").present() ? choice(step.at("ifEmpty"), "end", "skip") : "end";
            read.add(new MappingRules.Step(time(step.at("time"), fields), ifEmpty.equals("skip"), fields.read(step)));
        }
        if (steps.present() && read.isEmpty()) {
            steps.fault("none", "at least one");
        }
        return read;
    }

    /** Every column that the rules name, by the key that names it. */
    static Map<String, String> columns(MappingRules rules) {
        Map<String, String> columns = new LinkedHashMap<>();
        if (rules.idColumn() != null) {
            columns.put("id.column", rules.idColumn());
        }
        columns.put("unit.column", rules.unit().column());
        rules.unit().hashed().forEach(column -> columns.put("unit.otherwiseHash.columns " + column, column));
        rules.times().forEach((name, time) -> columns.put("times." + name + ".column", time.column()));
        addColumns(rules.fields(), "", columns);
        for (int i = 0; i < rules.steps().size(); i++) {
            addColumns(rules.steps().get(i).fields(), "steps[" + i + "].", columns);
        }
        return columns;
    }

    private static void addColumns(MappingRules.Fields fields, String at, Map<String, String> columns) {
        fields.sets().forEach(filling -> {
            if (filling.number() != null) {
                columns.put(
                        at + "sets." + filling.path().text(), filling.number().column());
            }
        });
        fields.tables().forEach(table -> columns.put(at + "tables." + table.name() + ".column", table.column()));
        if (fields.choose() != null) {
            columns.put(at + "choose.column", fields.choose().column());
        }
    }
}
