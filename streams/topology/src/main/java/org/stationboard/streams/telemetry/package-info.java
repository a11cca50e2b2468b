/** The telemetry application: readings of devices in windows, to device summaries, back through the gateway. */
@NullMarked
package org.stationboard.streams.telemetry;

import org.jspecify.annotations.NullMarked;
