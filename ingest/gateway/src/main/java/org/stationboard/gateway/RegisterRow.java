package org.stationboard.gateway;

import org.stationboard.contract.v1.Unit;

/**
 * One row of a register file.
 *
 * @param number line of the file, from 1
 * @param unit as it is for the row's span
 */
record RegisterRow(long number, Unit unit) {}
