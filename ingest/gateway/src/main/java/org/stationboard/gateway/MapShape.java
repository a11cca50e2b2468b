package org.stationboard.gateway;

import java.util.List;

/**
 * What a map draws for one unit: an outline of polygons, or a point.
 *
 * @param kind county or station
 * @param polygons each of rings, each of positions {@code {x, y}}; empty for a point
 * @param point the position; of no meaning for an outline
 */
record MapShape(String unit, String kind, List<List<List<Position>>> polygons, Position point) {
    /** A position on the map's plane, or longitude and latitude before it is projected. */
    record Position(double x, double y) {}

    boolean isPoint() {
        return polygons.isEmpty();
    }

    /** Every position of the shape. */
    List<Position> positions() {
        return isPoint()
                ? List.of(point)
                : polygons.stream().flatMap(List::stream).flatMap(List::stream).toList();
    }
}
