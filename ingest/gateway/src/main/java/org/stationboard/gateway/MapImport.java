package org.stationboard.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.gateway.MapShape.Position;

/**
 * Takes a bureau's own map: says what is wrong with it and, where nothing is, keeps it in the gateway's folder as the
 * screens read it. Of a feature's properties nothing is kept; names come from the register. Safe for use by many threads;
 * blocks.
 */
final class MapImport {
    private static final Logger LOG = LoggerFactory.getLogger(MapImport.class);
    private static final JsonFactory JSON = new JsonFactory();

    private final CurrentRegister register;
    private final KeptFile kept;
    private final String installedDigest;
    private final ZoneId zone;
    private final Clock clock;

    /** @param installedDigest of the map that the installation was started with; empty where there is none */
    MapImport(CurrentRegister register, KeptFile kept, String installedDigest, ZoneId zone, Clock clock) {
        this.register = register;
        this.kept = kept;
        this.installedDigest = installedDigest;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * What became of a map, or would.
     *
     * @param positions read, the repeated ones among them
     * @param repeated positions that were dropped since they repeat the one before
     * @param shapes units drawn
     * @param notDrawn counties and stations of today that the map does not show
     */
    record Outcome(
            boolean taken, int positions, int repeated, int shapes, List<String> notDrawn, List<MapFault> faults) {}

    private record Reading(Outcome outcome, ByteString map) {}

    Outcome preview(byte[] geojson) {
        return read(geojson).outcome();
    }

    synchronized Outcome take(byte[] geojson) {
        Reading reading = read(geojson);
        Outcome found = reading.outcome();
        if (!found.faults().isEmpty()) {
            return found;
        }
        kept.prepare(reading.map().toByteArray());
        kept.putInPlace(installedDigest);
        LOG.info(
                "map taken: shapes={} not-drawn={}",
                found.shapes(),
                found.notDrawn().size());
        return new Outcome(true, found.positions(), found.repeated(), found.shapes(), found.notDrawn(), found.faults());
    }

    private Reading read(byte[] geojson) {
        OrgRegister units = register.get();
        long today = LocalDate.now(clock.withZone(zone)).toEpochDay();
        MapReader reader = new MapReader(units, today);
        List<MapShape> shapes = reader.read(geojson);
        List<MapFault> faults = reader.faults();
        List<MapShape> drawn = List.of();
        if (faults.isEmpty()) {
            MapProjection projection = MapProjection.of(shapes);
            drawn = reader.plane()
                    ? shapes
                    : shapes.stream().map(projection::apply).toList();
        }
        Outcome outcome = new Outcome(
                false,
                reader.positions(),
                reader.dropped(),
                drawn.size(),
                faults.isEmpty() ? notDrawn(units, today, drawn) : List.of(),
                faults);
        return new Reading(outcome, ByteString.copyFrom(json(drawn)));
    }

    private static List<String> notDrawn(OrgRegister units, long today, List<MapShape> shapes) {
        Set<String> drawn = new HashSet<>();
        shapes.forEach(shape -> drawn.add(shape.unit()));
        List<String> absent = new ArrayList<>();
        for (String id : units.ids()) {
            boolean shown = drawn.contains(id)
                    || units.unitOn(id, today).filter(MapReader::drawable).isEmpty();
            if (!shown) {
                absent.add(id);
            }
        }
        return absent;
    }

    private static byte[] json(List<MapShape> shapes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            for (MapShape shape : shapes) {
                write(json, shape);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, MapShape shape) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeObjectFieldStart("properties");
        json.writeStringField("unit", shape.unit());
        json.writeStringField("kind", shape.kind());
        json.writeEndObject();
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", shape.isPoint() ? "Point" : "MultiPolygon");
        json.writeFieldName("coordinates");
        if (shape.isPoint()) {
            write(json, shape.point());
        } else {
            json.writeStartArray();
            for (List<List<Position>> rings : shape.polygons()) {
                json.writeStartArray();
                for (List<Position> ring : rings) {
                    json.writeStartArray();
                    for (Position position : ring) {
                        write(json, position);
                    }
                    json.writeEndArray();
                }
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Position position) throws IOException {
        json.writeStartArray();
        json.writeNumber(position.x());
        json.writeNumber(position.y());
        json.writeEndArray();
    }
}
