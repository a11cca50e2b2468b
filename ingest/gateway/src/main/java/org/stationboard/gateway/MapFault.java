package org.stationboard.gateway;

/**
 * One fault of a map.
 *
 * @param feature place in the list of features, from 0; -1 for the map as a whole
 * @param path of the member, as in {@code geometry.coordinates[0][17]}
 * @param text what was expected; never the value
 */
record MapFault(int feature, String path, String text) {}
