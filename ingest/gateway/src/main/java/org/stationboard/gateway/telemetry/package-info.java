/** Readings of devices on their way in: the device register, HTTP and MQTT, checks, and the topic they are written to. */
@NullMarked
package org.stationboard.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
