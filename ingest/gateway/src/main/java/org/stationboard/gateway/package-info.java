/** HTTP and files to checked records in Kafka; the log keeper; the quarantine. */
@NullMarked
package org.stationboard.gateway;

import org.jspecify.annotations.NullMarked;
