package org.stationboard.api.board;

/** What a screen shows: a unit in one of its views. Screens that show the same share their frames. */
public record Shown(String unitId, View view) {
    /** The unit's overview. */
    public static Shown overview(String unitId) {
        return new Shown(unitId, View.OVERVIEW);
    }
}
