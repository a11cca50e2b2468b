package org.stationboard.engine.trends;

/** What marks a point of a control chart as more than chance. */
public enum ControlSignal {
    ABOVE_LIMIT,
    BELOW_LIMIT,
    RUN_ABOVE,
    RUN_BELOW,
    TWO_OF_THREE_HIGH,
    TWO_OF_THREE_LOW;

    /** Whether the point lies on the upper side. */
    public boolean high() {
        return switch (this) {
            case ABOVE_LIMIT, RUN_ABOVE, TWO_OF_THREE_HIGH -> true;
            case BELOW_LIMIT, RUN_BELOW, TWO_OF_THREE_LOW -> false;
        };
    }
}
