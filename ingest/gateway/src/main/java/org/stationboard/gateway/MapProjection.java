package org.stationboard.gateway;

import java.util.ArrayList;
import java.util.List;
import org.stationboard.gateway.MapShape.Position;

/**
 * Puts longitudes and latitudes onto the plane that the screens draw: x to the right and y down, the longer side
 * {@link #SIDE} long, so that a station given as a point, drawn as a square of 1, is to be seen. Distances are true along
 * the map's middle latitude; a city is small enough for that. Immutable.
 */
final class MapProjection {
    /** Length of the longer side. */
    static final double SIDE = 20;

    private static final double STEPS = 1_000;

    private final double west;
    private final double north;
    private final double scaleX;
    private final double scaleY;

    private MapProjection(double west, double north, double scaleX, double scaleY) {
        this.west = west;
        this.north = north;
        this.scaleX = scaleX;
        this.scaleY = scaleY;
    }

    /** The projection that fits all shapes; there is at least one. */
    static MapProjection of(List<MapShape> shapes) {
        double west = 180;
        double east = -180;
        double south = 90;
        double north = -90;
        for (MapShape shape : shapes) {
            for (Position position : shape.positions()) {
                west = Math.min(west, position.x());
                east = Math.max(east, position.x());
                south = Math.min(south, position.y());
                north = Math.max(north, position.y());
            }
        }
        double narrowing = StrictMath.cos(StrictMath.toRadians((south + north) / 2));
        double longer = Math.max((east - west) * narrowing, north - south);
        double scale = longer == 0 ? 1 : SIDE / longer;
        return new MapProjection(west, north, scale * narrowing, scale);
    }

    MapShape apply(MapShape shape) {
        return new MapShape(
                shape.unit(),
                shape.kind(),
                shape.polygons().stream()
                        .map(rings -> rings.stream().map(this::ring).toList())
                        .toList(),
                apply(shape.point()));
    }

    /** The ring on the plane; positions that fall together there are one. */
    private List<Position> ring(List<Position> ring) {
        List<Position> projected = new ArrayList<>(ring.size());
        for (Position position : ring) {
            Position next = apply(position);
            boolean repeated =
                    !projected.isEmpty() && projected.get(projected.size() - 1).equals(next);
            if (!repeated) {
                projected.add(next);
            }
        }
        return projected;
    }

    private Position apply(Position position) {
        return new Position(
                Math.round((position.x() - west) * scaleX * STEPS) / STEPS,
                Math.round((north - position.y()) * scaleY * STEPS) / STEPS);
    }
}
