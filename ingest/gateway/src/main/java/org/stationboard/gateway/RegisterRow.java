package org.stationboard.gateway;

import org.stationboard.contract.v1.Unit;

/**
 * One row of a register file.
 *
 * @param number line of the file, from 1
 * @param unit as it is for the row's span
 * @param successor id of the unit that took its tasks over, or empty
 */
record RegisterRow(long number, Unit unit, String successor) {}
