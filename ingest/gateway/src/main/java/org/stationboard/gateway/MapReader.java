package org.stationboard.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.gateway.MapShape.Position;

/**
 * Reads a bureau's GeoJSON and gathers every fault. The member {@code units} beside {@code features} is the rule which
 * feature belongs to which unit: two features of one unit are joined. Without it a feature names its unit as
 * {@code properties.unit} or as its id. One use, one thread.
 */
final class MapReader {
    private static final int MOST_FEATURES = 2_000;
    private static final int MOST_POSITIONS = 200_000;

    private final OrgRegister register;
    private final long today;
    private final List<MapFault> faults = new ArrayList<>();
    private final Map<String, List<List<List<Position>>>> polygons = new HashMap<>();
    private final Map<String, Position> points = new HashMap<>();
    private final Set<String> rulesUsed = new HashSet<>();
    private final List<String> drawn = new ArrayList<>();
    private boolean plane;
    private int positions;
    private int dropped;
    private int feature = -1;

    /** @param today local day as days since 1970-01-01: a map draws the units that are there then */
    MapReader(OrgRegister register, long today) {
        this.register = register;
        this.today = today;
    }

    /** The shapes, one a unit in the order of the features; to be used where there is no fault. */
    List<MapShape> read(byte[] geojson) {
        JsonNode top;
        try {
            top = new ObjectMapper().readTree(geojson);
        } catch (IOException e) {
            fault("", "JSON");
            return List.of();
        }
        if (top == null || !top.path("type").asText().equals("FeatureCollection")) {
            fault("type", "FeatureCollection");
            return List.of();
        }
        readAll(top);
        feature = -1;
        return drawn.stream().map(this::shape).toList();
    }

    /** Every fault. */
    List<MapFault> faults() {
        return List.copyOf(faults);
    }

    /** Whether the positions are of a plane already, x to the right and y down. */
    boolean plane() {
        return plane;
    }

    /** Positions read, the repeated ones among them, and how many of those were dropped. */
    int positions() {
        return positions;
    }

    int dropped() {
        return dropped;
    }

    private void fault(String path, String expected) {
        faults.add(new MapFault(feature, path, "expected: " + expected));
    }

    private void readAll(JsonNode top) {
        plane = top.path("plane").asBoolean(false);
        JsonNode rules = top.path("units");
        JsonNode features = top.path("features");
        if (features.isEmpty() || features.size() > MOST_FEATURES) {
            fault("features", "1 to " + MOST_FEATURES + " features");
            return;
        }
        for (JsonNode one : features) {
            feature++;
            readFeature(one, rules);
            if (positions > MOST_POSITIONS) {
                fault("geometry.coordinates", "at most " + MOST_POSITIONS + " positions in all");
                return;
            }
        }
        feature = -1;
        rules.fieldNames().forEachRemaining(id -> {
            if (!rulesUsed.contains(id)) {
                fault("units", "ids of features of this map only");
            }
        });
    }

    private void readFeature(JsonNode one, JsonNode rules) {
        Optional<String> unit = unit(one, rules);
        JsonNode geometry = one.path("geometry");
        JsonNode coordinates = geometry.path("coordinates");
        String path = "geometry.coordinates";
        switch (geometry.path("type").asText()) {
            case "Polygon" -> unit.ifPresent(id -> addPolygon(id, polygon(coordinates, path)));
            case "MultiPolygon" -> {
                for (int i = 0; i < coordinates.size(); i++) {
                    List<List<Position>> rings = polygon(coordinates.get(i), path + '[' + i + ']');
                    unit.ifPresent(id -> addPolygon(id, rings));
                }
            }
            case "Point" -> {
                Position point = position(coordinates, path);
                unit.ifPresent(id -> addPoint(id, point));
            }
            default -> fault("geometry.type", "Polygon, MultiPolygon or Point");
        }
    }

    private Optional<String> unit(JsonNode one, JsonNode rules) {
        String id = one.path("id").asText("");
        String unit = one.path("properties").path("unit").asText(id);
        if (rules.has(id)) {
            rulesUsed.add(id);
            unit = rules.path(id).asText("");
        }
        Unit found = Codes.unit(unit) ? register.unitOn(unit, today).orElse(null) : null;
        if (found == null || !drawable(found)) {
            fault(rules.has(id) ? "units" : "id", "the id of a county or station that the register has today");
            return Optional.empty();
        }
        return Optional.of(unit);
    }

    static boolean drawable(Unit unit) {
        return unit.getLevel() == UnitLevel.COUNTY || unit.getLevel() == UnitLevel.STATION;
    }

    private void addPolygon(String unit, List<List<Position>> rings) {
        if (points.containsKey(unit)) {
            fault("geometry.type", "an outline or a point for one unit, not both");
        } else if (!polygons.containsKey(unit)) {
            drawn.add(unit);
        }
        polygons.computeIfAbsent(unit, id -> new ArrayList<>()).add(rings);
    }

    private void addPoint(String unit, @Nullable Position point) {
        if (polygons.containsKey(unit) || points.containsKey(unit)) {
            fault("geometry.type", "one shape for a unit that is a point");
        } else if (point != null) {
            drawn.add(unit);
            points.put(unit, point);
        }
    }

    private List<List<Position>> polygon(JsonNode rings, String path) {
        List<List<Position>> read = new ArrayList<>();
        if (!rings.isArray() || rings.isEmpty()) {
            fault(path, "at least one ring");
        }
        for (int i = 0; i < rings.size(); i++) {
            read.add(ring(rings.get(i), path + '[' + i + ']'));
        }
        return read;
    }

    private List<Position> ring(JsonNode ring, String path) {
        List<Position> read = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            Position position = position(ring.get(i), path + '[' + i + ']');
            if (position == null) {
                return List.of();
            }
            if (!read.isEmpty() && read.get(read.size() - 1).equals(position)) {
                dropped++;
            } else {
                read.add(position);
            }
        }
        boolean closed = read.size() >= 4 && read.get(0).equals(read.get(read.size() - 1));
        if (!closed) {
            fault(path, "at least 4 different positions in a row, the last one equal to the first");
        }
        return read;
    }

    private @Nullable Position position(JsonNode pair, String path) {
        positions++;
        JsonNode x = pair.path(0);
        JsonNode y = pair.path(1);
        double widest = plane ? 1_000_000 : 180;
        double highest = plane ? 1_000_000 : 90;
        boolean good = pair.isArray()
                && pair.size() <= 3
                && x.isNumber()
                && y.isNumber()
                && Math.abs(x.asDouble()) <= widest
                && Math.abs(y.asDouble()) <= highest;
        if (!good) {
            fault(path, plane ? "two numbers" : "longitude and latitude in degrees");
            return null;
        }
        return new Position(x.asDouble(), y.asDouble());
    }

    private MapShape shape(String unit) {
        String kind = register.unitOn(unit, today).map(Unit::getLevel).orElse(UnitLevel.STATION) == UnitLevel.COUNTY
                ? "county"
                : "station";
        return new MapShape(
                unit, kind, polygons.getOrDefault(unit, List.of()), points.getOrDefault(unit, new Position(0, 0)));
    }
}
