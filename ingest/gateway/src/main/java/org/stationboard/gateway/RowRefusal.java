package org.stationboard.gateway;

import org.stationboard.contract.Reject;

/**
 * A row that could not be mapped.
 *
 * @param line place of the row's first line in the file, from 1
 * @param part of the mapping or of the record that did not fit; never the row's content
 */
public record RowRefusal(String file, long line, Reject reason, String part) {}
