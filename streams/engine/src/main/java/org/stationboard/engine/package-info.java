/**
 * The pure engine and the catalogue that drives it: the same log gives the same figures, verdicts and alerts, whoever
 * hosts it. No clock, no Kafka, no I/O beyond loading YAML.
 */
@NullMarked
package org.stationboard.engine;

import org.jspecify.annotations.NullMarked;
