package org.stationboard.store;

/**
 * When something was last counted.
 *
 * @param lastDay newest local day with a count above zero, epoch day
 * @param since what was counted from the asked day on
 */
public record LastCount(String unitId, String indicator, long lastDay, long since) {}
