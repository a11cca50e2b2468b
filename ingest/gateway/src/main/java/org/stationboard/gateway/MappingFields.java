package org.stationboard.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a mapping file that fill fields: {@code sets}, {@code tables}, {@code choose}. One file, one thread. */
final class MappingFields {
    private final String body;
    private final Set<String> times;

    /**
     * @param body as paths begin with it
     * @param times names that may be used
     */
    MappingFields(String body, Set<String> times) {
        this.body = body;
        this.times = times;
    }

    MappingRules.Fields read(YamlNode at) {
        return new MappingRules.Fields(sets(at.at("sets")), tables(at.at("tables")), choose(at.at("choose")));
    }

    private List<MappingRules.Filling> sets(YamlNode sets) {
        List<MappingRules.Filling> fillings = new ArrayList<>();
        sets.entries().forEach((text, value) -> {
            FieldPath path = path(text, value);
            if (path != null) {
                MappingRules.Filling filling = filling(path, value);
                if (filling != null) {
                    fillings.add(filling);
                }
            }
        });
        return fillings;
    }

    private MappingRules.@Nullable Filling filling(FieldPath path, YamlNode value) {
        if (!value.node().isObject()) {
            return constant(path, value);
        }
        return value.node().has("column") ? number(path, value) : time(path, value);
    }

    private static MappingRules.@Nullable Filling number(FieldPath path, YamlNode value) {
        value.only("column", "scale");
        int scale = value.at("scale").present() ? value.at("scale").number(0) : 0;
        if (!path.isWholeNumber()) {
            value.fault("a column", "a constant: the field is no whole number, and texts come by tables alone");
            return null;
        }
        return new MappingRules.Filling(
                path,
                null,
                null,
                0,
                new MappingRules.ScaledNumber(value.at("column").text(), scale));
    }

    private @Nullable FieldPath path(String text, YamlNode at) {
        FieldPath path;
        try {
            path = FieldPath.of(text);
        } catch (IllegalArgumentException e) {
            at.fault(text, "the path of a field of the contract");
            return null;
        }
        boolean allowed = path.top().equals(body)
                || (!body.equals(FieldPath.READING)
                        && Set.of("communityId", "about").contains(path.top()));
        if (!allowed) {
            at.fault(text, "a field of " + body + ", communityId or about; the rest has keys of its own");
            return null;
        }
        return path;
    }

    private MappingRules.@Nullable Filling time(FieldPath path, YamlNode value) {
        value.only("time", "plusDays");
        String name = value.at("time").text();
        int days = value.at("plusDays").present() ? value.at("plusDays").number(0) : 0;
        timeNamed(value.at("time"), name);
        if (!path.isTime()) {
            value.fault("a time", "a constant: the field is no time");
            return null;
        }
        return new MappingRules.Filling(path, null, name, days, null);
    }

    private MappingRules.@Nullable Filling constant(FieldPath path, YamlNode value) {
        try {
            return MappingRules.Filling.constant(path, path.constant(value.text()));
        } catch (IllegalArgumentException e) {
            value.fault("\"" + value.node().asText() + "\"", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Notes a name that no time has. */
    void timeNamed(YamlNode at, String name) {
        if (!name.isEmpty() && !times.contains(name)) {
            at.fault("\"" + name + "\"", "the name of a time: " + times);
        }
    }

    private List<MappingRules.Table> tables(YamlNode tables) {
        List<MappingRules.Table> read = new ArrayList<>();
        tables.entries().forEach((name, table) -> read.add(table(name, table)));
        return read;
    }

    private MappingRules.Table table(String name, YamlNode table) {
        table.only("column", "normalise", "sets", "rows", "default");
        List<FieldPath> paths = new ArrayList<>();
        for (YamlNode item : table.at("sets").items()) {
            FieldPath path = path(item.text(), item);
            if (path != null) {
                paths.add(path);
            }
        }
        if (paths.isEmpty()) {
            table.at("sets").fault("nothing", "a list of paths");
        }
        NormalForm form = form(table.at("normalise"));
        Map<String, List<MappingRules.Filling>> rows = new HashMap<>();
        table.at("rows").entries().forEach((value, row) -> put(rows, form.apply(value), constants(paths, row), row));
        YamlNode otherwise = table.at("default");
        return new MappingRules.Table(
                name, table.at("column").text(), form, rows, otherwise.present() ? constants(paths, otherwise) : null);
    }

    private List<MappingRules.Filling> constants(List<FieldPath> paths, YamlNode row) {
        List<YamlNode> items = row.items();
        if (items.size() != paths.size()) {
            row.fault(items.size() + " constants", paths.size() + ", as sets has");
            return List.of();
        }
        List<MappingRules.Filling> fillings = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            MappingRules.Filling filling = constant(paths.get(i), items.get(i));
            if (filling != null) {
                fillings.add(filling);
            }
        }
        return fillings;
    }

    private static void put(
            Map<String, List<MappingRules.Filling>> rows, String key, List<MappingRules.Filling> row, YamlNode at) {
        if (rows.put(key, row) != null) {
            at.fault("a value twice", "each value once in its normal form");
        }
    }

    private MappingRules.@Nullable Choice choose(YamlNode choose) {
        if (!choose.present()) {
            return null;
        }
        choose.only("column", "normalise", "cases", "otherwise");
        NormalForm form = form(choose.at("normalise"));
        Map<String, List<MappingRules.Filling>> cases = new HashMap<>();
        for (YamlNode item : choose.at("cases").items()) {
            item.only("values", "sets");
            List<MappingRules.Filling> fillings = sets(item.at("sets"));
            if (item.at("values").items().isEmpty()) {
                item.at("values").fault("nothing", "a list of values");
            }
            // The first case with a value applies.
            item.at("values").items().forEach(value -> cases.putIfAbsent(form.apply(value.text()), fillings));
        }
        if (cases.isEmpty()) {
            choose.at("cases").fault("nothing", "a list of cases");
        }
        YamlNode otherwise = choose.at("otherwise").only("sets");
        return new MappingRules.Choice(
                choose.at("column").text(), form, cases, otherwise.present() ? sets(otherwise.at("sets")) : null);
    }

    static NormalForm form(YamlNode at) {
        if (!at.present()) {
            return NormalForm.TEXT;
        }
        return NormalForm.of(at.text()).orElseGet(() -> {
            at.fault("another form", "text, ascii or street");
            return NormalForm.TEXT;
        });
    }
}
