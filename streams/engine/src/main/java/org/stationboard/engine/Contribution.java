package org.stationboard.engine;

import org.stationboard.contract.v1.Grain;

/**
 * What one record adds to one cell.
 *
 * @param start local day as days since 1970-01-01, or minutes since 1970-01-01T00:00Z
 * @param numerator the count; of a proportion its successes; of a stock what opened on the day
 * @param denominator of a proportion all that were eligible; of a stock what closed on the day; of a count 0
 */
public record Contribution(
        String indicator, String unitId, Grain grain, long start, long numerator, long denominator) {}
