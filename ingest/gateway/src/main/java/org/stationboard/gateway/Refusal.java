package org.stationboard.gateway;

import org.stationboard.contract.Reject;

/**
 * Why one record was refused: the reason, the path of the field, and what was expected there. It never holds a value of
 * the record, so it can be answered, stored and logged.
 *
 * @param field path as in the record's JSON, such as {@code alarm.calledAt}; empty for the record as a whole
 */
public record Refusal(Reject reason, String field, String expected) {}
